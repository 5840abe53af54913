using Ploutos.Cli.Hosting;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Cli.Tests;

/// <summary>How an import of files is asked for and told.</summary>
public sealed class OwnFilesTests
{
    private static readonly ImportedFile[] Files =
    [
        new("/bars/AAPL.csv", FileOutcome.Stored, 1, 3019, null),
        new("/bars/BA.csv", FileOutcome.Stored, 1, 3020, null),
        new("/bars/README.txt", FileOutcome.Skipped, 0, 0, "its name says that it is about the data"),
        new("/bars/HistoricalData_1.csv", FileOutcome.Refused, 0, 0, "/bars/HistoricalData_1.csv: no ticker column")
        {
            Remedies = [new ChangeOption("ticker", "whose bars the file holds")],
        },
        new("/bars/PIC.csv", FileOutcome.Refused, 0, 0, "/bars/PIC.csv is a picture (PNG)."),
    ];

    [Fact]
    public void Paths_and_options_become_one_request()
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(workflows, "data import a.csv b --ticker VOD --market XLON --dry-run");

        ImportRequest request = Assert.IsType<ImportRequest>(Assert.Single(workflows.Requests));
        Assert.Equal(("a.csv", "VOD", "XLON", true), (request.Source, request.Ticker, request.Market, request.DryRun));
        Assert.Equal(["b"], request.MorePaths!);
    }

    [Fact]
    public void A_refused_file_is_told_with_its_remedy_and_fails_the_command()
    {
        FakeWorkflows workflows = new() { Report = Samples.Report(simulated: false) with { Files = Files } };

        CommandRun run = CommandRun.Of(workflows, "data import bars");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.EndsWith(
            "files    count  tickers   rows\n"
                + "stored       2        2  6,039\n"
                + "skipped      1        0      0\n"
                + "refused      2        0      0\n"
                + "skipped: README.txt: its name says that it is about the data\n"
                + "refused: HistoricalData_1.csv: no ticker column\n"
                + "  try: --ticker (whose bars the file holds)\n"
                + "refused: PIC.csv: it is a picture (PNG).\n",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Removing_and_renaming_say_what_they_did()
    {
        Assert.Contains(
            "AAPL: 3,019 bars, 2006-01-03 to 2017-12-29, removed\n",
            CommandRun.Of(new FakeWorkflows(), "data remove --tickers AAPL").Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "VOD is VOD.L now: 3,019 bars",
            CommandRun.Of(new FakeWorkflows(), "data rename vod VOD.L").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_sentence_ends_its_lines_between_words()
    {
        string[] lines = [.. LineBreaks.Of("  try: one two three four five six", 16)];

        Assert.Equal(["  try: one two", "    three four", "    five six"], lines);
    }

    [Fact]
    public void A_path_is_shortened_in_the_middle() =>
        Assert.Equal("csv /...rs/AAPL.csv", LineBreaks.Shortened("csv /home/ada/market-data/bars/AAPL.csv", 19));

    [Theory]
    [InlineData("ploutos data export --format ", "csv,parquet")]
    [InlineData("ploutos data import --market XL", "XLON")]
    [InlineData("ploutos data remove --tickers N", "NVDA")]
    [InlineData("ploutos data rename N", "NVDA")]
    [InlineData("ploutos data import --dr", "--dry-run")]
    public void Tab_completes_the_new_options(string line, string expected)
    {
        string[] offered = CommandRun
            .Of(new FakeWorkflows(), [$"[suggest:{line.Length}]", line])
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(expected.Split(','), candidate => Assert.Contains(candidate, offered));
    }
}
