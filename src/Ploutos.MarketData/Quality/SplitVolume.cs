using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>Brings volume to the shares of today where prices are: a 7:1 split makes seven shares of
/// one, so the volume of earlier days counts seven times. A source's own adjusted volume is taken as
/// it is; else the splits it tells of, where its adjusted prices hold them; else a step of adjusted
/// over quoted price that no dividend explains.</summary>
internal static class SplitVolume
{
    private const double SplitLike = 1.1;
    private const double Tolerance = 0.01;

    /// <summary>A dividend may look like a smaller step than this, where the source reports
    /// none.</summary>
    private const double BeyondDividends = 1.45;

    /// <summary>The rows with their volume brought to today's shares; the very rows where nothing changes.</summary>
    /// <param name="rows">Rows by date, each with usable closes.</param>
    /// <param name="steps">Their steps.</param>
    /// <param name="tellsEvents">Whether the source reports splits or dividends at all.</param>
    /// <param name="log">Where findings go.</param>
    public static List<DeliveredBar> Adjusted(
        List<DeliveredBar> rows,
        ReadOnlySpan<AdjustmentStep> steps,
        bool tellsEvents,
        FindingLog log
    )
    {
        bool told = rows.Any(r => AdjustmentStep.Off(r.AdjustedVolume, r.Volume) > 1e-6);
        List<DeliveredBar> adjusted = rows;
        double shares = 1;
        for (int t = rows.Count - 1; t >= 0; t--)
        {
            if (!told && shares != 1)
            {
                if (ReferenceEquals(adjusted, rows))
                    adjusted = [.. rows];
                adjusted[t] = rows[t] with { AdjustedVolume = rows[t].Volume * shares };
            }

            if (t == 0)
                break;
            double split = SplitOf(rows[t].Date, steps[t], tellsEvents, told ? null : log);
            if (split == 1)
                continue;
            if (told)
                Hold(rows[t - 1], rows[t], split, log);
            else
                Report(rows[t].Date, split, log);
            shares *= split;
        }

        return adjusted;
    }

    private static double SplitOf(DateOnly day, in AdjustmentStep step, bool tellsEvents, FindingLog? log)
    {
        if (step.Split != 1 && step.HoldsSplit)
            return step.Split;
        double ratio = step.Dividend > 0 ? step.Ratio / step.DividendRatio : step.Ratio;
        if (!(AdjustmentStep.Off(ratio, 1) > Math.Log(SplitLike)) || !step.IsSeenInQuotes)
            return 1;
        double plain = SplitRatios.Nearest(ratio, Tolerance);
        // Dividends only ever lower the earlier prices
        if (ratio < 1 || plain > BeyondDividends || (tellsEvents && ratio > BeyondDividends))
            return double.IsNaN(plain) ? ratio : plain;
        log?.Add(
            day,
            QualityReason.SplitVolume,
            Severity.Warning,
            QualityAction.Kept,
            $"adjusted over quoted price steps by a factor of {ratio:0.####}, and nothing says whether by a split or"
                + $" a dividend; the volume of earlier days is left as it is"
        );
        return 1;
    }

    private static void Report(DateOnly day, double split, FindingLog log) =>
        log.Add(
            day,
            QualityReason.SplitVolume,
            Severity.Info,
            QualityAction.Repaired,
            $"a split of {split:0.####}:1 stands in the adjusted prices and not in the volume; the volume of all"
                + $" earlier days was multiplied by {split:0.####}"
        );

    private static void Hold(DeliveredBar before, DeliveredBar at, double split, FindingLog log)
    {
        double step = before.AdjustedVolume / before.Volume / (at.AdjustedVolume / at.Volume);
        if (!(AdjustmentStep.Off(step, split) > 0.05))
            return;
        log.Add(
            at.Date,
            QualityReason.SplitVolume,
            Severity.Warning,
            QualityAction.Kept,
            $"prices were adjusted for a split of {split:0.####}:1, but adjusted over quoted volume changes by a factor"
                + $" of {step:0.####}; kept as delivered"
        );
    }
}
