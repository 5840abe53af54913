using System.Globalization;

namespace Ploutos.MarketData.Quality;

/// <summary>Holds a day's high, low and open against its other prices and the usual range of the 20
/// days before. A price far outside both is one odd trade or a wrong cell, and weighs on every
/// range-based measure for weeks: Parkinson's variance takes the squared logarithm of high over low.
/// Where it is off by a factor of two or more, and no unusual trading supports it, it is taken as
/// missing. Exchanges cancel trades that far off as clearly erroneous. Otherwise it is only
/// reported: crashes within a day are real.</summary>
internal sealed class RangeRule(FindingLog log)
{
    private const double Noticed = 0.15;
    private const double UsualRanges = 6;
    private const double NewsVolume = 3;
    private const int Window = 20;

    private static readonly double FactorTwo = Math.Log(2);

    private readonly Queue<double> _ranges = new(),
        _volumes = new();

    /// <summary>A day's quoted prices.</summary>
    /// <param name="Open">First price.</param>
    /// <param name="High">Highest price, at least all others.</param>
    /// <param name="Low">Lowest price, above 0 and at most all others.</param>
    /// <param name="Close">Last price.</param>
    /// <param name="PreviousClose">The close before; NaN on the first day.</param>
    /// <param name="Volume">Shares traded; NaN where unknown.</param>
    internal readonly record struct Prices(
        double Open,
        double High,
        double Low,
        double Close,
        double PreviousClose,
        double Volume
    );

    /// <summary>The day's open, high and low, as delivered or mended.</summary>
    public (double Open, double High, double Low) Hold(DateOnly day, in Prices p)
    {
        double open = HeldOpen(day, p),
            top = Math.Max(open, p.Close),
            bottom = Math.Min(open, p.Close);
        // An open that was mended leaves behind the high or low that it made
        double high = open < p.Open && p.High == p.Open ? top : p.High,
            low = open > p.Open && p.Low == p.Open ? bottom : p.Low;
        high = Outlier(day, p, "high", high, top) ? top : Math.Max(high, top);
        low = Outlier(day, p, "low", low, bottom) ? bottom : Math.Min(low, bottom);
        Remember(_ranges, Math.Log(high / low));
        if (p.Volume > 0)
            Remember(_volumes, p.Volume);
        return (open, high, low);
    }

    /// <summary>An open is doubted where it lies far from the close before and from the day's own,
    /// both on one side.</summary>
    private double HeldOpen(DateOnly day, in Prices p)
    {
        double fromBefore = Math.Log(p.Open / p.PreviousClose),
            fromClose = Math.Log(p.Open / p.Close);
        // Without a day before, nothing tells which of open and close is off
        if (double.IsNaN(fromBefore) || fromBefore * fromClose <= 0)
            return p.Open;
        double anchor = Math.Abs(fromBefore) < Math.Abs(fromClose) ? p.PreviousClose : p.Close;
        return Outlier(day, p, "open", p.Open, anchor)
            ? Math.Clamp(p.PreviousClose, p.Low == p.Open ? 0 : p.Low, p.High == p.Open ? double.MaxValue : p.High)
            : p.Open;
    }

    /// <summary>Reports a price that is far from its anchor; whether it is to be replaced.</summary>
    private bool Outlier(DateOnly day, in Prices p, string name, double price, double anchor)
    {
        double excess = Math.Abs(Math.Log(price / anchor));
        if (excess <= Noticed)
            return false;
        double usual = Medians.Of(_ranges),
            trading = p.Volume / Medians.Of(_volumes);
        bool wide = excess <= UsualRanges * usual;
        if (excess < FactorTwo && (wide || double.IsNaN(usual)))
            return false;
        bool mend = excess >= FactorTwo && !wide && !(trading >= NewsVolume);
        string away = price < anchor ? "below" : "above",
            others = name == "open" ? "the closes of this day and the day before" : "the day's open and close";
        log.Add(
            day,
            QualityReason.RangeOutlier,
            Severity.Warning,
            mend ? QualityAction.Repaired : QualityAction.Kept,
            $"{name} {price} lies {Math.Abs((price / anchor) - 1):P0} {away} {others} ({anchor}),"
                + $" {Times(excess / usual)}: {Fate(mend, trading)}"
        );
        return mend;
    }

    private static void Remember(Queue<double> values, double value)
    {
        values.Enqueue(value);
        if (values.Count > Window)
            values.Dequeue();
    }

    private static string Times(double ranges) =>
        double.IsFinite(ranges)
            ? string.Create(CultureInfo.InvariantCulture, $"{ranges:0} times the usual range of a day")
            : "with no earlier day to tell the usual range";

    private static string Fate(bool mend, double trading) =>
        mend
            ? "no unusual trading supports it, so it is taken as missing, and the nearest known price set"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"one odd trade, or a crash within the day (volume {trading:0.0} times its median); kept"
            );
}
