using Ploutos.Experts.Registry;
using Ploutos.MarketData;

namespace Ploutos.Research.Training;

/// <summary>The bars that features, window and default hyperparameters were chosen by: 31 large US
/// stocks before 2014 (docs/decisions/0003). Evidence on these stocks counts only later
/// days.</summary>
internal static class DesignDays
{
    private static readonly DateOnly s_last = new(2013, 12, 31);

    private static readonly HashSet<string> s_stocks = new(
        (
            "AABA AAPL AMZN AXP BA CAT CSCO CVX DIS GE GOOGL GS HD IBM INTC JNJ JPM KO MCD MMM MRK MSFT NKE PFE PG TRV"
            + " UNH UTX VZ WMT XOM"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>The last of these days; null where none of these bars is among a training's.</summary>
    public static DateOnly? Last(ModelData data) =>
        data.Origin == DataOrigin.Observed && data.Pool.Any(s_stocks.Contains) ? s_last : null;
}
