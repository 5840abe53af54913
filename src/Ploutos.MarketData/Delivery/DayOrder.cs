namespace Ploutos.MarketData.Delivery;

/// <summary>The order of delivered rows.</summary>
internal static class DayOrder
{
    /// <summary>Whether each row is of a later day than the one before, so that none stands twice.</summary>
    public static bool IsAscending(IReadOnlyList<DeliveredBar> bars)
    {
        for (int i = 1; i < bars.Count; i++)
            if (bars[i].Date <= bars[i - 1].Date)
                return false;
        return true;
    }
}
