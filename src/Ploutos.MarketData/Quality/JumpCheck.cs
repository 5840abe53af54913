using System.Globalization;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>Tells moves beyond 25 % apart. A split takes effect before the open, at a plain ratio,
/// and changes the number of shares traded by that ratio and no more; a true move is made during
/// the day, or comes with several times the usual trading.</summary>
internal static class JumpCheck
{
    private const double Threshold = 0.25;
    private const double RatioTolerance = 0.05;
    private const double SmallestSplit = 1.1;
    private const double NightMove = 0.2;
    private const double CalmDay = 0.10;
    private const double NewsVolume = 3;
    private const int VolumeWindow = 20;
    private const double SmallestSpinOff = 0.35;
    private const string SpinOff = " (a part of the company given to its shareholders, a spin-off, looks the same)";
    private const double SpikeMove = 0.15;
    private const double SpikeReturn = 0.05;

    public static void Inspect(BarSeries series, IReadOnlyList<CorporateAction> actions, FindingLog log)
    {
        for (int t = 1; t < series.Count; t++)
        {
            double move = (series.Close[t] / series.Close[t - 1]) - 1;
            CorporateAction? split = SplitOn(actions, series.Dates[t - 1], series.Dates[t]);
            bool mismatch = split is { } s && AgainstEvent(series, t, s.Value, log);
            if (!mismatch && Math.Abs(move) > Threshold)
                Classify(series, t, move, log);
            if (t + 1 < series.Count && IsSpike(series, t))
            {
                log.Add(
                    series.Dates[t],
                    QualityReason.RevertingSpike,
                    Severity.Warning,
                    QualityAction.Kept,
                    $"close {series.Close[t]} stands {move:+0.0%;-0.0%} from {series.Close[t - 1]} the day before, and"
                        + $" the next close is back at {series.Close[t + 1]}"
                );
            }
        }
    }

    private static void Classify(BarSeries series, int t, double move, FindingLog log)
    {
        double gap = series.Open[t] / series.Close[t - 1],
            day = (series.Close[t] / series.Open[t]) - 1,
            trading = TradingRatio(series, t);
        double ratio = SplitRatios.Nearest(gap, RatioTolerance);
        bool opensAtSplit = !double.IsNaN(ratio) && Math.Abs(day) < CalmDay;
        double expected = double.IsNaN(ratio) ? 1 : 1 / ratio;
        string facts =
            string.Create(
                CultureInfo.InvariantCulture,
                $"close {series.Close[t - 1]} to {series.Close[t]} ({move:+0.0%;-0.0%}), opened {gap - 1:+0.0%;-0.0%},"
                    + $" volume {trading:0.0} times its median"
            ) + (t >= 2 && IsSpike(series, t - 1) ? ", the way back from the lone close of the day before" : "");
        if (opensAtSplit && !(trading > NewsVolume * Math.Max(1, expected)))
        {
            log.Add(
                series.Dates[t],
                QualityReason.SuspectedSplit,
                Severity.Serious,
                QualityAction.Kept,
                $"{facts}: it opened at {ratio:0.###} times the close before, stayed there, and no more was traded"
                    + $" than a split explains; adjust the source for it"
                    + $"{(ratio is > SmallestSpinOff and < 1 ? SpinOff : "")}"
            );
        }
        else if (trading >= NewsVolume)
        {
            log.Add(
                series.Dates[t],
                QualityReason.TrueMove,
                Severity.Info,
                QualityAction.Kept,
                $"{facts}: trading of that size is news, not a split"
            );
        }
        else if (Math.Abs(day) >= CalmDay || Math.Abs(gap - 1) < SpikeMove)
        {
            log.Add(
                series.Dates[t],
                QualityReason.TrueMove,
                Severity.Info,
                QualityAction.Kept,
                $"{facts}: most of it was made during the day ({day:+0.0%;-0.0%} from the open), and a split takes"
                    + $" effect before the open"
            );
        }
        else
        {
            log.Add(
                series.Dates[t],
                QualityReason.UnexplainedJump,
                Severity.Warning,
                QualityAction.Kept,
                $"{facts}: no split ratio, no unusual trading, and made before the open"
            );
        }
    }

    /// <summary>Prices are adjusted, so a split day must not show in them.</summary>
    /// <returns>Whether it does.</returns>
    private static bool AgainstEvent(BarSeries series, int t, double shares, FindingLog log)
    {
        double gap = series.Open[t] / series.Close[t - 1];
        bool quiet = !(TradingRatio(series, t) > NewsVolume * Math.Max(1, shares)),
            missed = Shows(gap, 1 / shares, quiet),
            invented = Shows(gap, shares, quiet);
        if (!missed && !invented)
            return false;
        log.Add(
            series.Dates[t],
            QualityReason.SplitMismatch,
            Severity.Serious,
            QualityAction.Kept,
            $"the source reports a split of {shares}:1, but the price opened at {gap:0.###} times the close"
                + $" before: {(missed ? "it was not adjusted for" : "it was adjusted for twice")}"
        );
        return true;
    }

    /// <summary>Whether a price opened at a ratio rather than where it closed. A small split is told
    /// from an ordinary night by how exactly it is met; a large one shows through the news of a
    /// night.</summary>
    private static bool Shows(double gap, double ratio, bool quiet)
    {
        double whole = Math.Abs(Math.Log(ratio)),
            off = Math.Abs(Math.Log(gap / ratio));
        return whole > Math.Log(SmallestSplit)
            && (off < Math.Min(RatioTolerance, whole / 3) || (quiet && off < NightMove && off < whole / 3));
    }

    /// <summary>Whether the close at <paramref name="t"/> is far from both neighbours, which are
    /// close to each other.</summary>
    private static bool IsSpike(BarSeries series, int t)
    {
        double before = series.Close[t - 1],
            at = series.Close[t],
            after = series.Close[t + 1];
        return Math.Abs((at / before) - 1) > SpikeMove
            && Math.Abs((after / at) - 1) > SpikeMove
            && Math.Abs((after / before) - 1) < SpikeReturn;
    }

    private static bool Near(double value, double ratio) => SplitRatios.Near(value, ratio, RatioTolerance);

    private static double TradingRatio(BarSeries series, int t)
    {
        double[] before =
        [
            .. series
                .Volume.Slice(Math.Max(0, t - VolumeWindow), Math.Min(t, VolumeWindow))
                .ToArray()
                .Where(double.IsFinite)
                .Order(),
        ];
        return before.Length == 0 ? double.NaN : series.Volume[t] / before[before.Length / 2];
    }

    private static CorporateAction? SplitOn(IReadOnlyList<CorporateAction> actions, DateOnly after, DateOnly upTo)
    {
        foreach (CorporateAction action in actions)
        {
            if (action.Kind == CorporateActionKind.Split && action.Date > after && action.Date <= upTo)
                return action;
        }

        return null;
    }
}
