namespace Ploutos.MarketData;

/// <summary>Sets of tickers with a name.</summary>
public static class Universe
{
    /// <summary>The 15 tickers of the guide.</summary>
    public static IReadOnlyList<string> Guide { get; } =
    ["NVDA", "AAPL", "MSFT", "GOOGL", "AMZN", "TSLA", "META", "NFLX", "SPY", "QQQ", "XOM", "JPM", "BAC", "WFC", "GS"];

    /// <summary>The 30 of the Dow Jones Industrial Average since 2024-11-08, when NVDA and SHW took
    /// the places of INTC and DOW.</summary>
    public static IReadOnlyList<string> Djia { get; } =
    [
        "AAPL",
        "AMGN",
        "AMZN",
        "AXP",
        "BA",
        "CAT",
        "CRM",
        "CSCO",
        "CVX",
        "DIS",
        "GS",
        "HD",
        "HON",
        "IBM",
        "JNJ",
        "JPM",
        "KO",
        "MCD",
        "MMM",
        "MRK",
        "MSFT",
        "NKE",
        "NVDA",
        "PG",
        "SHW",
        "TRV",
        "UNH",
        "V",
        "VZ",
        "WMT",
    ];

    /// <summary>The tickers that <paramref name="text"/> stands for: <c>guide</c>, a
    /// <see cref="DatedUniverse"/> such as <c>djia</c> or <c>cac40</c>, the path of a text file (tickers
    /// parted by commas, blanks or lines; what follows a # is a remark), or a list such as
    /// <c>NVDA,AAPL</c>.</summary>
    /// <exception cref="MarketDataException">A ticker breaks <see cref="Ticker.Rule"/>, or
    /// none is named.</exception>
    public static IReadOnlyList<string> Resolve(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return text.Trim() switch
        {
            "guide" => Guide,
            _ when DatedUniverse.Find(text) is { } dated => dated.Tickers,
            _ when File.Exists(text) => FromFile(text),
            _ => Symbols(text),
        };
    }

    private static string[] Symbols(string text) => [.. Ticker.ParseList(text)];

    private static string[] FromFile(string path)
    {
        try
        {
            return Symbols(string.Join('\n', File.ReadLines(path).Select(line => line.Split('#')[0])));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketDataException($"{path} can't be read: {e.Message}", e);
        }
        catch (MarketDataException e)
        {
            throw new MarketDataException($"{path}: {e.Message}", e);
        }
    }
}
