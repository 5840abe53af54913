namespace Ploutos.Cli.Tests;

/// <summary>What a person sees: no row of a table and no sentence is wider than the terminal, so that none is
/// wrapped or cut inside a word by it.</summary>
[Collection(typeof(TrainedCollection))]
public sealed class TerminalWidthTests(TrainedWorkspace workspace)
{
    public static TheoryData<string> Commands =>
        [
            "predict SIM01 --offline --no-log",
            "predict SIM01 --offline --no-log --verbose",
            "predict SIM01 --offline --no-log --explain",
            "predict SIM01 SIM02 --offline --no-log",
            "risk --ticker SIM01",
            "data list",
            "data check --quiet",
            "data calendar XNYS --from 2026-01-01 --to 2026-01-31",
            "models list",
            "models show",
            "experts list",
            "experts check momentum",
            "ensembles list",
            "status",
            "signals list",
            "doctor",
            "backtest --start 2016-02-01 --quiet",
            "--help",
            "predict --help",
            "data fetch --help",
            "optimize --help",
            "data import --help",
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_line_fits_into_80_columns(string line) => Fits(line, 80);

    [Theory]
    [InlineData("predict SIM01 --offline --no-log --verbose")]
    [InlineData("models list")]
    [InlineData("backtest --start 2016-02-01 --quiet")]
    public void Every_line_fits_into_120_columns(string line) => Fits(line, 120);

    [Fact]
    public void A_prediction_is_one_screen_of_24_lines()
    {
        // The banner of simulated bars comes on top.
        string[] shown =
        [
            .. Terminal
                .Run(workspace.Path, 80, "predict SIM01 --offline --no-log")
                .SkipWhile(l => l.StartsWith('#') || l.Length == 0)
                .Reverse()
                .SkipWhile(l => l.Length == 0)
                .Reverse(),
        ];
        Assert.True(shown.Length is >= 10 and <= 24, $"{shown.Length} lines:\n{string.Join('\n', shown)}");
        Assert.Contains(shown, l => l.StartsWith("📢 FINAL SIGNAL:", StringComparison.Ordinal));
        Assert.Contains(shown, l => l.StartsWith("Evidence:", StringComparison.Ordinal));
    }

    private void Fits(string line, int columns)
    {
        string[] shown = Terminal.Run(workspace.Path, columns, line);
        Assert.True(shown.Length > 1, string.Join('\n', shown));
        // A path or an address can't be broken.
        string[] wide = [.. shown.Where(l => l.Length > columns && l.Trim().Contains(' ', StringComparison.Ordinal))];
        Assert.True(wide.Length == 0, $"wider than {columns} columns:\n{string.Join('\n', wide)}");
        // The name of an option's value is whole, and no list of what is stored.
        Assert.All(shown, l => Assert.Equal(l.Count(c => c == '<'), l.Count(c => c == '>')));
        Assert.DoesNotContain(shown, l => l.Contains("<SIM01", StringComparison.Ordinal));
    }
}
