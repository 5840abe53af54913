using System.Diagnostics;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

public sealed class ManTests
{
    [Fact]
    public void The_manual_page_has_every_verb_with_its_options()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "man");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.StartsWith(
            ".TH PLOUTOS 1 \"2018\\-01\\-01\"".Replace("\\-", "-", StringComparison.Ordinal),
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(".SS ploutos data import \\fIPATH\\fR\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\\fB\\-\\-dry\\-run\\fR\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(".SS ploutos man", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Groff_reads_the_manual_page_without_a_warning()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "needs groff");
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("ploutos.1"), CommandRun.Of(new FakeWorkflows(), "man").Output);
        ProcessStartInfo start = new("groff", ["-man", "-Tascii", "-ww", "-z", folder.File("ploutos.1")])
        {
            RedirectStandardError = true,
        };
        using Process groff = Process.Start(start)!;
        string warnings = groff.StandardError.ReadToEnd();
        groff.WaitForExit();
        Assert.Equal("", warnings);
    }
}
