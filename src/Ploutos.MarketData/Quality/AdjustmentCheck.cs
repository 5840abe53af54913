using System.Globalization;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>Holds the adjusted prices against the dividends and splits that the source reports: a
/// dividend must show in them as a step of 1 - dividend / price, and a step that no event explains
/// must be seen in the quoted prices.</summary>
internal sealed class AdjustmentCheck(FindingLog log)
{
    /// <summary>A false return of so much, in one day or added up over a year, is serious.</summary>
    private const double SeriousReturn = 0.01;

    /// <summary>How much of a dividend's step may be missing: providers reckon with the close before
    /// or with that of the day.</summary>
    private const double ShareOfDividend = 0.2;
    private const double Rounding = 0.0005;
    private const double SplitLike = 1.1;
    private const double SeriousUnannounced = 0.05;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly Queue<(DateOnly Day, double Return)> _missing = new();

    /// <param name="rows">The rows that live, by date.</param>
    /// <param name="steps">Their steps.</param>
    /// <param name="tellsEvents">Whether the source reports splits and dividends.</param>
    public void Inspect(List<DeliveredBar> rows, ReadOnlySpan<AdjustmentStep> steps, bool tellsEvents)
    {
        for (int t = 1; t < rows.Count; t++)
        {
            AdjustmentStep step = steps[t];
            double quantum = Quantum(rows[t - 1]) + Quantum(rows[t]);
            if (step.Dividend > 0)
                HoldDividend(rows[t].Date, step, quantum);
            else if (AdjustmentStep.Off(step.WithoutSplit, 1) > Rounding + quantum)
                CheckUnannounced(rows[t].Date, step, tellsEvents);
        }
    }

    private void HoldDividend(DateOnly day, in AdjustmentStep step, double quantum)
    {
        double told = step.DividendRatio;
        if (double.IsNaN(told))
        {
            log.Add(
                day,
                QualityReason.DividendMismatch,
                Severity.Serious,
                QualityAction.Kept,
                $"the source reports a dividend of {step.Dividend}, and the close before is {step.CloseBefore}: one of"
                    + $" them is in another unit"
            );
            return;
        }

        double missing = Math.Abs((1 / step.WithoutSplit) - (1 / told)),
            allowed = Math.Max(ShareOfDividend * (1 - (1 / told)), Rounding) + quantum;
        if (missing <= allowed)
            return;
        log.Add(
            day,
            QualityReason.DividendMismatch,
            SeverityOf(day, missing),
            QualityAction.Kept,
            $"the source reports a dividend of {step.Dividend} (close before {step.CloseBefore}), so adjusted over"
                + $" quoted price must rise by {told - 1:0.00%}, but it changes by"
                + $" {step.WithoutSplit - 1:+0.00%;-0.00%;0.00%}:"
                + $" the return of this day is off by {missing:0.0%}; adjust the source for it"
        );
    }

    private void CheckUnannounced(DateOnly day, in AdjustmentStep step, bool tellsEvents)
    {
        if (AdjustmentStep.Off(step.WithoutSplit, 1) > Math.Log(SplitLike))
            CheckUnannouncedSplit(day, step, tellsEvents);
        else if (step.WithoutSplit < 1 || tellsEvents)
        {
            double missing = Math.Abs(1 - (1 / step.WithoutSplit));
            // A provider that adjusts rightly and forgets the event is common
            bool serious = missing >= SeriousUnannounced && !step.IsSeenInQuotes;
            log.Add(
                day,
                QualityReason.DividendMismatch,
                serious ? Severity.Serious : Severity.Warning,
                QualityAction.Kept,
                $"adjusted over quoted price changes by {step.WithoutSplit - 1:+0.00%;-0.00%}, and the source reports"
                    + $" no dividend: the return of this day may be off by {missing:0.00%}"
            );
        }
    }

    private void CheckUnannouncedSplit(DateOnly day, in AdjustmentStep step, bool tellsEvents)
    {
        bool smooth = step.IsSeenInQuotes;
        if (smooth && !tellsEvents)
            return;
        string told = step.Split == 1 ? "no split" : string.Create(Invariant, $"a split of {step.Split:0.####}:1");
        string meaning = smooth
            ? "the prices are right, the event is not"
            : "it was adjusted for what the quotes do not show";
        string quotes = string.Create(Invariant, $"the quotes opened at {step.Gap:0.####} times the close before");
        log.Add(
            day,
            QualityReason.SplitMismatch,
            smooth ? Severity.Warning : Severity.Serious,
            QualityAction.Kept,
            $"adjusted over quoted price changes by a factor of {step.Ratio:0.####}, the source reports {told}, and"
                + $" {quotes}: {meaning}"
        );
    }

    /// <summary>Small steps add up: what is missing within a year counts together.</summary>
    private Severity SeverityOf(DateOnly day, double missing)
    {
        _missing.Enqueue((day, missing));
        while (_missing.Peek().Day <= day.AddYears(-1))
            _missing.Dequeue();
        return _missing.Sum(m => m.Return) >= SeriousReturn ? Severity.Serious : Severity.Warning;
    }

    /// <summary>Half a unit of a price's last place, relative to it, where it is written with few
    /// decimals.</summary>
    private static double Quantum(DeliveredBar row) => Quantum(row.Close) + Quantum(row.AdjustedClose);

    private static double Quantum(double price)
    {
        foreach (double unit in (ReadOnlySpan<double>)[0.01, 0.0001])
        {
            double places = price / unit;
            if (Math.Abs(places - Math.Round(places)) < 1e-6 * Math.Max(1, Math.Abs(places) * 1e-3))
                return unit / 2 / price;
        }

        return 0;
    }
}
