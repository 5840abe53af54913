using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>The price at which a share was traded on a past day, from the rows as they were
/// delivered: without the dividends and splits that came later, by which clean bars are
/// adjusted.</summary>
public static class QuotedPrice
{
    /// <summary>The close of a day as it was quoted, in currency units; one that the source divided by a
    /// later split is multiplied by it again. Null where the delivery has no close of the day.</summary>
    /// <param name="delivered">A ticker's rows and events. Without events it can't be told whether the
    /// quotes are adjusted: they are taken as they stand.</param>
    /// <param name="day">The day.</param>
    public static double? CloseOf(DeliveredSeries delivered, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        List<DeliveredBar> rows = [.. delivered.Bars.Where(AdjustmentSteps.HasCloses).OrderBy(b => b.Date)];
        int at = rows.FindLastIndex(b => b.Date == day);
        if (at < 0)
            return null;
        List<CorporateAction> actions =
        [
            .. EventList.OneADay(delivered.Actions).Where(a => double.IsFinite(a.Value) && a.Value > 0),
        ];
        var steps = new AdjustmentStep[rows.Count];
        AdjustmentSteps.Of(rows, actions, steps);
        return steps
            .Skip(at + 1)
            .Where(step => !step.HoldsSplit)
            .Aggregate(rows[at].Close, (price, step) => price * step.Split);
    }
}
