using System.Globalization;

namespace Ploutos.Workspace.Events;

/// <summary>A count and what is counted, in an English sentence.</summary>
public static class Counted
{
    /// <summary>1 ticker, or 1,200 tickers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one, whose plural ends in s.</param>
    public static string Of(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
