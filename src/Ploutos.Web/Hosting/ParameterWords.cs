using System.Collections.Frozen;

namespace Ploutos.Web.Hosting;

/// <summary>What each parameter of the API means. One name means one thing at every address.</summary>
internal static class ParameterWords
{
    private static readonly FrozenDictionary<string, string> s_words = new Dictionary<string, string>
    {
        ["after"] = "The later version or vintage; the newest where it is absent.",
        ["as_of"] = "The last day whose bar is used, such as 2024-01-31; the newest where it is absent.",
        ["before"] = "The earlier version or vintage; the one that predicts, or the one before, where it is absent.",
        ["capital"] = "Money to invest, above 0.",
        ["currency"] = "The currency of the capital, such as EUR; that of the most tickers where it is absent.",
        ["cursor"] = "Where the page before ended, from its Link header; a list begins without one.",
        ["expert"] = "An expert: momentum, reversion, volatility, or one of a file.",
        ["file"] = "The name of the file that is sent, such as NVDA.csv.",
        ["from"] = "The first day, such as 2024-01-31.",
        ["holdings"] = "Shares that are held, such as AAPL:10,MSFT:5.",
        ["id"] = "The name of the item, from its list.",
        ["ids"] = "Names of two to four items with commas between them.",
        ["Last-Event-ID"] = "The number of the last event that was heard.",
        ["limit"] = "Most items of the answer, 1 .. 10000; the Link header leads to the next ones.",
        ["max_gross"] = "Largest sum of all positions, as a share of the capital.",
        ["max_position"] = "Largest share of the capital in one ticker, above 0 and at most 1.",
        ["name"] = "The name of the item, from its list.",
        ["result"] = "won or lost; both where absent.",
        ["side"] = "long or short; both where absent.",
        ["sort"] = "opened, closed, ticker, days, return or profit, with a hyphen before it for the largest first.",
        ["target_volatility"] = "Volatility a year aimed at: 0.1 is 10 %.",
        ["ticker"] = "A ticker, such as NVDA.",
        ["tickers"] = "Tickers with commas between them, such as NVDA,AAPL; all that are stored where absent.",
        ["to"] = "The last day, such as 2024-12-31.",
        ["version"] = "A version's name, or the beginning or the end of it.",
        ["versions"] = "One or two versions with a comma between them.",
    }.ToFrozenDictionary();

    /// <summary>The sentence of a parameter; null where there is none.</summary>
    public static string? Of(string? name) => name is null ? null : s_words.GetValueOrDefault(name);
}
