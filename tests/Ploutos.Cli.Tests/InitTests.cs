using System.Globalization;
using System.Text;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;
using Ploutos.Workflows.Deploy;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Tests;

/// <summary>The first hour: <c>ploutos init</c>.</summary>
public sealed class InitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Answers_lead_from_the_workspace_to_the_daily_run()
    {
        FakeWorkflows workflows = new();
        CommandRun run = Init(workflows, "\n1\nbars/*.csv\nyes\nMSFT\n");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("bars/*.csv", Assert.Single(workflows.Requests.OfType<ImportRequest>()).Source);
        DeployRequest deployed = Assert.Single(workflows.Requests.OfType<DeployRequest>());
        Assert.Equal(("MSFT", true, null), (deployed.Ticker, deployed.SkipOptimization, deployed.Source));
        Assert.Contains("FINAL SIGNAL", run.Output, StringComparison.Ordinal);
        Assert.Contains("A first training on", run.Error, StringComparison.Ordinal);
        Assert.Contains("ploutos live --workspace", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_on_the_network_is_asked_for_what_was_named()
    {
        FakeWorkflows workflows = new();
        Init(workflows, "\n2\nNVDA, AAPL\nyes\n\n");
        Assert.Equal(["NVDA", "AAPL"], Assert.Single(workflows.Requests.OfType<FetchRequest>()).Tickers!);
    }

    [Fact]
    public void Without_a_question_the_defaults_are_taken()
    {
        FakeWorkflows workflows = new();
        CommandRun run = Init(workflows, "", "--yes");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("simulated", Assert.Single(workflows.Requests.OfType<ImportRequest>()).Source);
        Assert.DoesNotContain("Where do your daily bars", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_no_to_the_training_keeps_the_bars_and_says_how_to_go_on()
    {
        FakeWorkflows workflows = new();
        CommandRun run = Init(workflows, "\n3\nno\n");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Empty(workflows.Requests.OfType<DeployRequest>());
        Assert.Contains("ploutos train", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n4\n", "It must be a number from 1 to 3, but got '4'.")]
    [InlineData("\n3\nperhaps\n", "It must be yes or no, but got 'perhaps'.")]
    [InlineData("\n3\nyes\nTSLA\n", "It must be a stored ticker, such as AAPL, MSFT, NVDA, but got 'TSLA'.")]
    public void A_wrong_answer_is_told_with_its_rule_and_asked_again(string answers, string rule)
    {
        CommandRun run = Init(new FakeWorkflows(), answers);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        // The answers end there, and nobody can be asked again.
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains("There is no answer to", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_come_from_one_place() =>
        Assert.Contains(
            "give one of them",
            Init(new FakeWorkflows(), "", "--bars", "x.csv", "--fetch", "NVDA").Error,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_real_command_goes_from_own_files_to_a_prediction_and_then_finds_its_bars()
    {
        File.WriteAllText(_folder.File("ACME.csv"), Bars(700));
        string home = _folder.File("home");
        (int code, string output, string error) = await PloutosProcess.Answer(
            _folder.Path,
            $"{home}\n1\n{_folder.File("ACME.csv")}\nyes\n\n",
            "init"
        );
        Assert.True(code == 0, error);
        Assert.Contains("PLOUTOS V7 ENSEMBLE - ACME", output, StringComparison.Ordinal);
        Assert.Contains($"ploutos predict ACME --workspace {home}", error, StringComparison.Ordinal);

        (code, output, error) = await PloutosProcess.Answer(home, "\nyes\nno\n", "init");
        Assert.True(code == 0, error);
        Assert.Contains("The workspace has 1 ticker(s) with 700 bars", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Init(FakeWorkflows workflows, string answers, params string[] options) =>
        CommandRun.Of(workflows, ["init", "--workspace", _folder.Path, .. options], input: answers);

    /// <summary>A random walk from a seed, on weekdays.</summary>
    private static string Bars(int count)
    {
        var random = new Random(5);
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        double close = 100;
        DateOnly day = new(2015, 1, 1);
        for (int i = 0; i < count; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            double open = close * (1 + 0.004 * (random.NextDouble() - 0.5));
            close = open * (1 + 0.03 * (random.NextDouble() - 0.5));
            double high = Math.Max(open, close) * (1 + 0.01 * random.NextDouble()),
                low = Math.Min(open, close) * (1 - 0.01 * random.NextDouble());
            text.Append(
                CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{open:F4},{high:F4},{low:F4},{close:F4},{1_000_000 + random.Next(500_000)}\n"
            );
            i++;
        }

        return text.ToString();
    }
}
