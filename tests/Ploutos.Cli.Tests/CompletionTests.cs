using System.Diagnostics;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("ploutos train --expert ", "momentum,reversion,volatility,all")]
    [InlineData("ploutos train --expert m", "momentum")]
    [InlineData("ploutos predict --ticker ", "AAPL,MSFT,NVDA")]
    [InlineData("ploutos predict --ticker NV", "NVDA")]
    [InlineData("ploutos optimize --tickers AAPL,NV", "AAPL,NVDA", ';')]
    [InlineData("ploutos data ", "import,check,list")]
    [InlineData("ploutos data import --source ", "csv:,simulated")]
    [InlineData("ploutos optimize --tr", "--trials")]
    [InlineData("ploutos completion z", "zsh")]
    [InlineData("ploutos train --expert ", "mine")]
    [InlineData("ploutos train --expert momentum,", "momentum,momentum;momentum,mine", ';')]
    [InlineData("ploutos predict --ticker NVDA --expert m", "mine,momentum")]
    [InlineData("ploutos experts show mi", "mine")]
    [InlineData("ploutos predict --offline --ticker ", "AAPL,NVDA")]
    [InlineData("ploutos predict --offline N", "NVDA")]
    [InlineData("ploutos predict --offline --no", "--no-log")]
    [InlineData("ploutos predict --quiet --no", "--no-log")]
    [InlineData("ploutos predict --json N", "NVDA")]
    [InlineData("ploutos predict AAPL NV", "NVDA")]
    [InlineData("ploutos models use 2026", "20260102T030405-aaaaaaaa,20260102T030405-cccccccc")]
    public void Tab_offers_verbs_options_experts_and_the_store_s_tickers(
        string line,
        string expected,
        char separator = ','
    )
    {
        string[] offered = Suggest(new FakeWorkflows(), line);

        Assert.All(expected.Split(separator), candidate => Assert.Contains(candidate, offered));
    }

    [Fact]
    public void Where_there_is_no_store_Tab_offers_no_ticker_and_no_error()
    {
        FakeWorkflows empty = new() { Failure = new PloutosException(Fault.NoData, "no store") };

        Assert.Empty(Suggest(empty, "ploutos predict --ticker X"));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _ploutos ploutos")]
    [InlineData("zsh", "compdef _ploutos ploutos")]
    [InlineData("fish", "complete -c ploutos")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Each_shell_has_its_script(string shell, string registration) =>
        Assert.Contains(
            registration,
            CommandRun.Of(new FakeWorkflows(), $"completion {shell}").Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void Bash_itself_completes_with_the_script()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs bash");
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("completion.sh"), CommandRun.Of(new FakeWorkflows(), "completion bash").Output);
        File.WriteAllText(
            folder.File("try.sh"),
            $$"""
            ploutos() { dotnet '{{PloutosProcess.Assembly}}' "$@"; }
            source completion.sh
            COMP_LINE='ploutos train --expert vo' COMP_POINT=25 COMP_WORDS=(ploutos train --expert vo) COMP_CWORD=3
            _ploutos
            echo "${COMPREPLY[@]}"
            """
        );
        ProcessStartInfo start = new("/bin/bash", ["try.sh"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        };

        using Process bash = Process.Start(start)!;
        string reply = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();

        Assert.Equal("volatility\n", reply);
    }

    private static string[] Suggest(FakeWorkflows workflows, string line)
    {
        CommandRun run = CommandRun.Of(workflows, [$"[suggest:{line.Length}]", line]);
        Assert.Empty(run.Error);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
