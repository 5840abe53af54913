using System.Globalization;
using Ploutos.Research.Backtests;
using Ploutos.Research.Training;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>A backtest's figures beside the benchmark's, what they are worth after all that was
/// tried, and one honest sentence.</summary>
internal static class BacktestView
{
    /// <summary>Writes the view.</summary>
    public static void Write(Output output, BacktestResult b)
    {
        SimulatedBanner.Write(output, b.Simulated);
        BacktestRequest o = b.Options;
        string held = b.Benchmark == "universe" ? "buy and hold" : $"holding {b.Benchmark}";
        output.Line(
            $"Backtest {b.Id}: {Figures.Day(b.Series.Days[0])} to {Figures.Day(b.Series.Days[^1])}, "
                + $"{Figures.Count(b.Series.Days.Count)} trading days, {b.Tickers.Count} ticker(s)"
        );
        output.Line($"Signals:  {b.SignalsDetail}");
        output.Line(
            $"Trading:  at the next open, {o.Direction}, {o.Sizing}{Sized(o)}, "
                + Figures.Text($"commission {o.CommissionBp} bp, slippage {o.SlippageBp} bp each way")
        );
        if (b.Options.Currency is not null && b.Currency is { } currency)
            output.Line($"Currency: {currency}");
        if (b.Years is { } years)
            output.Line($"Years:    {years.Text}");
        output.Line();
        TextTable table = new(
            new("after costs"),
            new("strategy", Right: true),
            new("95 % interval"),
            new(held, Right: true) { Begins = true },
            new("95 % interval")
        );
        foreach (BacktestFigure figure in b.Statistics)
            table.Add(
                figure.Title,
                Show(figure, figure.Strategy.Value),
                Interval(figure, figure.Strategy),
                figure.Benchmark is { } other ? Show(figure, other.Value) : "",
                figure.Benchmark is { } its ? Interval(figure, its) : ""
            );
        table.Write(output);
        output.Line();
        Luck(output, b);
        foreach (string note in b.Notes)
            output.Line($"note: {note}");
        output.Line(b.Verdict);
        output.Line($"Report: {Path.Combine(b.Folder, "report.html")}");
    }

    private static string Sized(BacktestRequest o) =>
        o.SizingForecast is { } forecast
            ? Figures.Text($" {100 * o.TargetVolatility:0.#} % of ")
                + $"{(o.SizingScope == "portfolio" ? "the portfolio" : "each position")} by {forecast}"
            : "";

    private static void Luck(Output output, BacktestResult b)
    {
        SharpeEvidence e = b.Evidence;
        output.Line(
            $"Probabilistic Sharpe ratio {Probability(e.Probabilistic)}: the probability that the true ratio lies"
                + $" above 0, "
                + "had this been the only trial."
        );
        output.Line(
            $"Deflated Sharpe ratio {Probability(e.Deflated)}: "
                + Figures.Text(
                    $"that it lies above {e.BestByLuck:0.00}, which the best of {e.Trials} trial(s) would show by luck."
                )
        );
        output.Line(
            "  Trials: distinct configurations on these tickers in data/ledger.db, "
                + Figures.Text($"{e.Tunes} of searches, {e.Backtests} backtest(s), {e.Evaluations} evaluated; ")
                + Figures.Text($"{e.Records} record(s) with repetitions.")
        );
        output.Line(
            Figures.Text($"  Deviation of their annual Sharpe ratios: {e.TrialDeviation:0.00}, from {e.DeviationFrom}.")
        );
        if (b.Overfitting is { } o)
            output.Line(
                Figures.Text(
                    $"Probability of backtest overfitting {o.Probability:0.00} among {o.Strategies} backtests "
                ) + "over these days (0.5 is choosing blindly)."
            );
    }

    private static string Interval(BacktestFigure figure, BacktestValue value) =>
        value is { Low: { } low, High: { } high } ? $"{Show(figure, low)} to {Show(figure, high)}" : "";

    private static string Show(BacktestFigure figure, double? value) =>
        value is not { } v ? "-"
        : figure.Unit == "share" ? $"{(100 * v).ToString("0.0", CultureInfo.InvariantCulture)} %"
        : v.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Probability(double? value) =>
        value is { } v ? v.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
