using Ploutos.Research.Studies;
using Ploutos.Research.Training;

namespace Ploutos.Cli.Rendering;

/// <summary>The tables of a study of simple signals, and what they allow to be said.</summary>
internal static class DirectionStudyView
{
    private static readonly int[] s_traded = [1, 5, 21, 63];

    /// <summary>Writes the tables and the conclusions.</summary>
    public static void Write(Output output, DirectionStudyResult result)
    {
        SimulatedBanner.Write(output, result.Simulated);
        output.Line(
            Figures.Text(
                $"{result.Tickers.Count} tickers, {Figures.Count(result.Days)} days, {Figures.Day(result.From)} to"
            ) + Figures.Text($" {Figures.Day(result.To)}; the later period begins {Figures.Day(result.FirstTest)}.")
        );
        foreach (StudyPeriod period in new[] { StudyPeriod.Before, StudyPeriod.After })
        {
            output.Line();
            output.Line($"Rank IC by days ahead, close to close (t after Newey and West), {Name(period, result)}:");
            ByHorizon(output, result, period);
        }

        output.Line();
        output.Line("One day ahead, where it arises (rank IC and t):");
        Parts(output, result);
        output.Line();
        output.Line(
            Figures.Text($"Long and short, filled at the next open, % a year, {result.CostBasisPoints} bp a side,")
                + Figures.Text($" {Name(StudyPeriod.After, result)}:")
        );
        Portfolios(output, result);
        output.Line();
        foreach (string conclusion in result.Conclusions)
            output.Line(conclusion);
        foreach (string note in result.Notes)
            output.Line($"note: {note}");
        output.Line(Figures.Span(TimeSpan.FromSeconds(result.Seconds)));
    }

    private static string Name(StudyPeriod period, DirectionStudyResult result) =>
        (period == StudyPeriod.Before ? "before " : "from ") + Figures.Day(result.FirstTest);

    private static void ByHorizon(Output output, DirectionStudyResult result, StudyPeriod period)
    {
        TextTable table = new([
            new("signal"),
            .. result.Horizons.Select(h => new TableHead(Figures.Text($"{h}"), Right: true)),
        ]);
        foreach (StudySignal signal in result.Signals)
            table.Add([
                signal.Name,
                .. result.Horizons.Select(h =>
                    Coefficient(result.Coefficient(signal.Name, h, StudyFill.Close, period))
                ),
            ]);
        table.Write(output);
    }

    private static void Parts(Output output, DirectionStudyResult result)
    {
        TextTable table = new(
            new("signal"),
            new("period"),
            new("close to close", Right: true),
            new("overnight", Right: true),
            new("open to close", Right: true),
            new("open to open", Right: true)
        )
        {
            Keys = 2,
        };
        foreach (StudySignal signal in result.Signals)
            foreach (StudyPeriod period in new[] { StudyPeriod.Before, StudyPeriod.After })
                table.Add([
                    period == StudyPeriod.Before ? signal.Name : "",
                period == StudyPeriod.Before ? "before" : "after",
                .. new[] { StudyFill.Close, StudyFill.Overnight, StudyFill.Day, StudyFill.NextOpen }.Select(fill =>
                    Coefficient(result.Coefficient(signal.Name, 1, fill, period))
                ),
            ]);
        table.Write(output);
    }

    private static void Portfolios(Output output, DirectionStudyResult result)
    {
        TextTable table = new(
            new("signal"),
            new("held", Right: true),
            new("side"),
            new("traded a day", Right: true),
            new("gross", Right: true),
            new("net"),
            new("t", Right: true),
            new("ranked less equal")
        );
        foreach (StudySignal signal in result.Signals)
        {
            string title = signal.Name;
            foreach (int horizon in s_traded)
            {
                if (result.Portfolio(signal.Name, horizon, StudyPeriod.After) is not { } p)
                    continue;
                table.Add(
                    title,
                    Figures.Text($"{horizon}"),
                    p.Reversed ? "low" : "high",
                    double.IsNaN(p.Turnover) ? "-" : Figures.Text($"{100 * p.Turnover:0} %"),
                    Percent(p.Gross.Value),
                    WithInterval(p.Net),
                    double.IsNaN(p.T) ? "-" : Figures.Text($"{p.T:0.0}"),
                    WithInterval(p.RankedLessEqual)
                );
                title = "";
            }
        }

        table.Write(output);
    }

    private static string Coefficient(StudyCoefficient? c) =>
        c is null || double.IsNaN(c.Mean.Value) ? "-" : Figures.Text($"{c.Mean.Value:+0.000;-0.000;0.000} ({c.T:0.0})");

    private static string Percent(double share) =>
        double.IsNaN(share) ? "-" : Figures.Text($"{100 * share:+0.0;-0.0;0.0}");

    private static string WithInterval(Interval e) =>
        double.IsNaN(e.Low) ? Percent(e.Value) : $"{Percent(e.Value)} [{Percent(e.Low)}, {Percent(e.High)}]";
}
