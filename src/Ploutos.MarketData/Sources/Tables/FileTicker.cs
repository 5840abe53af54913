using System.Text.RegularExpressions;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>The ticker in a file's name, as providers and their users write it.</summary>
internal static partial class FileTicker
{
    private static readonly HashSet<string> About = new(
        ["README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "CHANGELOG", "AUTHORS", "CONTRIBUTING", "METADATA"],
        StringComparer.OrdinalIgnoreCase
    );

    // Names that tell about files, and the ones that providers give to any download. None is a ticker of today.
    private static readonly HashSet<string> NoTickers = new(
        [
            .. About,
            "DOWNLOAD",
            "EXPORT",
            "HISTORICAL",
            "HISTORY",
            "PRICES",
            "QUOTES",
            "STOCKS",
            "TICKERS",
            "SYMBOLS",
            "OHLCV",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    // Stooq's and TradingView's words for a market, and the suffix that tickers have here; none for the United States
    private static readonly Dictionary<string, string> Markets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US"] = "",
        ["UK"] = ".L",
        ["DE"] = ".DE",
        ["JP"] = ".T",
        ["HK"] = ".HK",
        ["NASDAQ"] = "",
        ["NYSE"] = "",
        ["AMEX"] = "",
        ["BATS"] = "",
        ["CBOE"] = "",
        ["LSE"] = ".L",
        ["XETR"] = ".DE",
        ["TSX"] = ".TO",
        ["TSE"] = ".T",
        ["HKEX"] = ".HK",
        ["ASX"] = ".AX",
        ["MIL"] = ".MI",
        ["BME"] = ".MC",
        ["SIX"] = ".SW",
        ["OMXSTO"] = ".ST",
    };

    /// <summary>Whether a name tells about files: no bars are looked for in it.</summary>
    public static bool IsAbout(string stem) => About.Contains(stem);

    /// <summary>The ticker in a file's name (<c>AAPL.csv</c>, <c>aapl.us.txt</c>, <c>jpm_us_d.csv</c>,
    /// <c>daily_JPM.csv</c>), or null where the name is none.</summary>
    public static string? Of(string file)
    {
        string stem = Copy().Replace(Path.GetFileNameWithoutExtension(file), "");
        if (NoTickers.Contains(stem) || Day().IsMatch(stem))
            return null;
        return OfPattern(stem)
            ?? (Ticker.TryParse(Quandl().Replace(WithoutMarket(stem), ""), out Ticker ticker) ? ticker.Symbol : null);
    }

    private static string? OfPattern(string stem)
    {
        foreach (Regex pattern in Patterns())
        {
            Match match = pattern.Match(stem);
            if (!match.Success)
                continue;
            Group market = match.Groups["market"];
            string? suffix = market.Success ? Markets.GetValueOrDefault(market.Value) : "";
            if (suffix is not null && Ticker.TryParse(match.Groups["ticker"].Value + suffix, out Ticker ticker))
                return ticker;
        }

        return null;
    }

    /// <summary>Stooq writes the market after the ticker: <c>aapl.us</c>.</summary>
    private static string WithoutMarket(string name) =>
        name.EndsWith(".us", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;

    private static Regex[] Patterns() =>
        [Stooq(), StooqWithoutMarket(), AlphaVantage(), Daily(), TradingView(), InvestingCom(), Range(), MetaTrader()];

    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    // A browser's second download: "AAPL (1).csv"
    [GeneratedRegex(@" \(\d{1,3}\)$", Options)]
    private static partial Regex Copy();

    // "2024-01-31", "2024-01", "20240131": a file a day or a month
    [GeneratedRegex(@"^((19|20)\d{2}[-_.]\d{2}([-_.]\d{2})?|(19|20)\d{6})$", Options)]
    private static partial Regex Day();

    // "WIKI-AAPL", "EOD-AAPL"
    [GeneratedRegex("^(WIKI|EOD)-(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Quandl();

    // "jpm_us_d"
    [GeneratedRegex(@"^(?<ticker>[^_\s]+)_(?<market>[a-z]{2})_d$", Options)]
    private static partial Regex Stooq();

    // "^spx_d", "eurusd_d"
    [GeneratedRegex(@"^(?<ticker>[^_\s]+)_d$", Options)]
    private static partial Regex StooqWithoutMarket();

    // "daily_JPM", "daily_adjusted_JPM"
    [GeneratedRegex(@"^(time_series_)?daily_(adjusted_)?(?<ticker>[^_\s]+)$", Options)]
    private static partial Regex AlphaVantage();

    // "JPM_Daily", "JPM-daily", "JPM_1d", "JPM_D1", "JPM_data", "JPM_Daily_201001040000_202401310000"
    [GeneratedRegex(@"^(?<ticker>[^_\s]+)[_-](daily|1d|d1|1day|data|eod)(_\d{6,12}_\d{6,12})?$", Options)]
    private static partial Regex Daily();

    // "NASDAQ_AAPL, 1D", "NASDAQ_AAPL, 1D_2f3c1"
    [GeneratedRegex(@"^(?<market>[A-Z]+)_(?<ticker>[^_\s,]+), 1D(_[0-9a-f]+)?$", Options)]
    private static partial Regex TradingView();

    // "AAPL Historical Data"
    [GeneratedRegex(@"^(?<ticker>[^_\s]+) Historical Data$", Options)]
    private static partial Regex InvestingCom();

    // "AABA_2006-01-01_to_2018-01-01", "AABA_2006-01-01_2018-01-01"
    [GeneratedRegex(@"^(?<ticker>[^_\s]+)_\d{4}-\d{2}-\d{2}_(to_)?\d{4}-\d{2}-\d{2}$", Options)]
    private static partial Regex Range();

    // "EURUSD1440": minutes of a day
    [GeneratedRegex(@"^(?<ticker>[a-z]{3,8})1440$", Options)]
    private static partial Regex MetaTrader();
}
