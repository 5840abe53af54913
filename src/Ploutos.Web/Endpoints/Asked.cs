using System.Globalization;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Values of a query that must hold a rule. Whatever breaks one is told with the
/// parameter's name.</summary>
internal static class Asked
{
    /// <summary>Most rows of any list.</summary>
    public const int MostRows = 10_000;

    /// <summary>A ticker that must be named.</summary>
    public static string Ticker(string? ticker) =>
        !string.IsNullOrWhiteSpace(ticker)
            ? Ticker(ticker, "ticker")
            : throw Wrong("A ticker must be named, but 'ticker' is missing. Add for example ?ticker=NVDA.");

    /// <summary>A ticker that may be named.</summary>
    public static string? TickerOrAll(string? ticker) => ticker is null ? null : Ticker(ticker);

    /// <summary>A ticker of a parameter, by the rule of tickers.</summary>
    public static string Ticker(string ticker, string name)
    {
        try
        {
            return TickerRule.Parse(ticker);
        }
        catch (ViewException e)
        {
            throw Wrong($"'{name}': {e.Message}");
        }
    }

    /// <summary>A name that must be given.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="where">What lists the names there are.</param>
    public static string Name(string? text, string name, string where) =>
        !string.IsNullOrWhiteSpace(text) ? text : throw Wrong($"'{name}' must be given, but is missing. {where}");

    /// <summary>The name of an expert, which must be given.</summary>
    public static string Expert(string? text) => Name(text, "expert", "GET /api/v7/models lists those there are.");

    /// <summary>The name of a version, which must be given.</summary>
    public static string Version(string? text) =>
        Name(text, "version", "GET /api/v7/models/versions lists those at hand.");

    /// <summary>A day, in the one form there is.</summary>
    public static DateOnly? Day(string? text, string name)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return text is null ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out DateOnly day) ? day
            : throw Wrong($"'{name}' must be a day such as 2024-01-31 (year-month-day), but got '{text}'.");
    }

    /// <summary>How many rows at most.</summary>
    public static int Limit(string? text, int otherwise)
    {
        if (text is null)
            return otherwise;
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit);
        return isNumber && limit is >= 1 and <= MostRows
            ? limit
            : throw Wrong($"'limit' must be a whole number in 1 .. {MostRows}, but got '{text}'.");
    }

    /// <summary>The number of a vintage, or null.</summary>
    public static int? Vintage(string? text, string name) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number
        : throw Wrong($"'{name}' must be a vintage, a whole number from 1, but got '{text}'.");

    /// <summary>A number that must be given.</summary>
    public static double Number(string? text, string name) =>
        Number(text, name, double.NaN) is var value && double.IsFinite(value)
            ? value
            : throw Wrong($"'{name}' must be given as a number. Add for example &{name}=1.");

    /// <summary>A number that may be given.</summary>
    public static double Number(string? text, string name, double otherwise) =>
        text is null ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value)
            ? value
        : throw Wrong($"'{name}' must be a number such as 0.1, but got '{text}'.");

    /// <summary>Names of a list, or null.</summary>
    public static string[]? Names(string? text, string name) =>
        text?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => throw Wrong($"'{name}' must name at least one ticker, such as NVDA,AAPL, but got '{text}'."),
            var names => names,
        };

    /// <summary>Shares by ticker, as <c>AAPL:10,MSFT:5</c>, or null.</summary>
    public static Dictionary<string, double>? Shares(string? text, string name)
    {
        if (text is null)
            return null;
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split(':');
            if (pair.Length != 2)
                throw Wrong($"'{name}' must be shares by ticker such as AAPL:10,MSFT:5, but got '{part}'.");
            if (!shares.TryAdd(Ticker(pair[0], name), Number(pair[1], name)))
                throw Wrong($"'{name}' must name a ticker once, but {pair[0]} comes twice.");
        }

        return shares;
    }

    private static ViewException Wrong(string rule) => new(ViewFault.BadRequest, rule);
}
