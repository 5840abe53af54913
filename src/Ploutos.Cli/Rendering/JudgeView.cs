using System.Globalization;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Judge;

namespace Ploutos.Cli.Rendering;

/// <summary>What a file is worth: its figures with intervals, and one sentence.</summary>
internal static class JudgeView
{
    private const int MostColumns = 5;

    /// <summary>Writes the view.</summary>
    public static void Write(Output output, JudgeReport judged, JudgeRequest request)
    {
        SimulatedBanner.Write(output, judged.Simulated);
        output.Line(
            $"{judged.File}: {judged.Kind}, {Figures.Day(judged.From)} to {Figures.Day(judged.To)},"
                + $" {Figures.Count(judged.Rows)} rows"
        );
        output.Line();
        if (judged.Returns is { } returns)
            Returns(output, returns);
        if (judged.Signals is { } signals)
            Signals(output, signals);
        if (judged.Forecasts is { } forecasts)
            Forecasts(output, forecasts);
        foreach (string note in judged.Notes)
            output.Line($"note: {note}");
        output.Line(judged.Verdict);
        if (request.Report is { } report)
            output.Line($"Report: {Path.GetFullPath(report)}");
    }

    private static void Returns(Output output, JudgedReturns returns)
    {
        JudgedStrategy[] shown = [.. returns.Strategies.Take(MostColumns)];
        TextTable table = new([
            new("95 % intervals in brackets"),
            .. shown.Select(s => new TableHead(s.Name, Right: true)),
        ]);
        for (int i = 0; i < shown[0].Figures.Count; i++)
            table.Add([shown[0].Figures[i].Title, .. shown.Select(s => Cell(s.Figures[i]))]);
        table.Write(output);
        if (returns.Strategies.Count > shown.Length)
            output.Line($"The best {shown.Length} of {returns.Strategies.Count} columns; --json has all.");
        output.Line();
        output.Line(
            $"Deflated Sharpe ratio of {shown[0].Name} {Number(returns.Deflated, "0.000")}: "
                + Figures.Text(
                    $"the probability that the true one lies above {returns.BestByLuck:0.00}, which the best of"
                )
                + Figures.Text($" {returns.Trials} trial(s) would show by luck.")
        );
        output.Line($"  Deviation of the trials' ratios from {returns.DeviationFrom}. Years: {returns.Years}.");
        if (returns.Overfitting is { } o)
            output.Line(
                Figures.Text($"Probability of backtest overfitting {o.Probability:0.00} among {o.Strategies} columns")
                    + " (0.5 is choosing blindly)."
            );
    }

    private static void Signals(Output output, JudgedSignals signals)
    {
        TextTable table = new(
            new("bars ahead", Right: true),
            new("rank IC", Right: true),
            new("95 % interval"),
            new("t", Right: true),
            new("p", Right: true),
            new("days", Right: true)
        );
        foreach (JudgedHorizon h in signals.Horizons)
            table.Add(
                Figures.Count(h.Horizon),
                Number(h.InformationCoefficient.Value, "+0.000;-0.000;0.000"),
                Interval(h.InformationCoefficient, "+0.000;-0.000;0.000"),
                Number(h.T, "0.0"),
                Number(h.PValue, "0.000"),
                Figures.Count(h.Days)
            );
        table.Write(output);
        output.Line();
        output.Line(
            $"{Figures.Count(signals.Tickers)} tickers; rank autocorrelation from one signal day to the next"
                + $" {Number(signals.RankAutocorrelation, "0.00")}, turnover {Number(100 * signals.Turnover, "0.0")} %"
                + " of a portfolio weighted by rank."
        );
    }

    private static void Forecasts(Output output, JudgedForecasts forecasts)
    {
        TextTable table = new(new("95 % intervals in brackets"), new("forecasts", Right: true));
        foreach (JudgedFigure figure in forecasts.Figures)
            table.Add(figure.Title, Cell(figure));
        table.Write(output);
        output.Line();
        TextTable calibration = new(new("forecast", Right: true), new("came", Right: true), new("rows", Right: true));
        foreach (CalibrationBin bin in forecasts.Calibration)
            calibration.Add(Figures.Share(bin.MeanProbability), Figures.Share(bin.Frequency), Figures.Count(bin.Rows));
        calibration.Write(output);
        output.Line();
    }

    private static string Cell(JudgedFigure figure)
    {
        (double scale, string format, string unit) = figure.Unit switch
        {
            "share" => (100, "0.0", " %"),
            "count" => (1, "0", ""),
            _ => (1.0, "0.000", ""),
        };
        string Show(double? value) => Number(scale * value, format);
        return figure.Value is { Low: not null, High: not null } v
            ? $"{Show(v.Value)}{unit} [{Show(v.Low)}, {Show(v.High)}]"
            : Show(figure.Value.Value) + (figure.Value.Value is null ? "" : unit);
    }

    private static string Interval(BacktestValue value, string format) =>
        value is { Low: not null, High: not null }
            ? $"{Number(value.Low, format)} to {Number(value.High, format)}"
            : "";

    private static string Number(double? value, string format) =>
        value is { } v && double.IsFinite(v) ? v.ToString(format, CultureInfo.InvariantCulture) : "-";
}
