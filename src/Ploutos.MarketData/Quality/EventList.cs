using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>Splits and dividends as they were told: one event a day and kind, and only those whose
/// value can be used.</summary>
internal static class EventList
{
    /// <summary>One event a day and kind. The same event told twice is one; different dividends of
    /// a day add up, different splits multiply. Where no value of a day is usable, 0 stands for
    /// them, so that the store can keep the event and every later check can name it.</summary>
    public static List<CorporateAction> OneADay(IEnumerable<CorporateAction> actions) =>
        [
            .. actions
                .GroupBy(a => (a.Date, a.Kind))
                .Select(day => new CorporateAction(day.Key.Date, day.Key.Kind, Joined(day.Key.Kind, day)))
                .OrderBy(a => a.Date)
                .ThenBy(a => a.Kind),
        ];

    /// <summary>The usable events; the others are reported.</summary>
    public static List<CorporateAction> Usable(IReadOnlyList<CorporateAction> actions, FindingLog log)
    {
        foreach (CorporateAction action in actions.Where(a => !IsUsable(a.Value)))
            log.Add(
                action.Date,
                QualityReason.UnusableAction,
                Severity.Warning,
                QualityAction.Dropped,
                action.Kind == CorporateActionKind.Split
                    ? (InvariantText)
                        $"the source reports a split without a finite, positive ratio; the event is left out"
                    : $"the source reports a dividend without a finite, positive amount; the event is left out"
            );
        return [.. actions.Where(a => IsUsable(a.Value))];
    }

    private static double Joined(CorporateActionKind kind, IEnumerable<CorporateAction> day)
    {
        double[] values = [.. day.Select(a => a.Value).Where(IsUsable).Distinct()];
        if (values.Length == 0)
            return 0;
        double joined =
            kind == CorporateActionKind.Dividend ? values.Sum() : values.Aggregate(1.0, (all, one) => all * one);
        return IsUsable(joined) ? joined : 0;
    }

    private static bool IsUsable(double value) => double.IsFinite(value) && value > 0;
}
