using System.Text.RegularExpressions;

namespace Ploutos.MarketData;

/// <summary>A ticker that keeps the one rule for names: 1 to 15 characters; letters, digits, and
/// <c>. - = ^</c>; it begins with a letter, a digit or <c>^</c>, and no two dots follow each other.
/// Such a name is never a path, never SQL and needs no escaping in a URL but for <c>^</c> and
/// <c>=</c>.</summary>
public readonly partial record struct Ticker
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "1 to 15 letters, digits, '.', '-', '=' or '^', beginning with a letter, a digit or '^'";

    private readonly string? _symbol;

    private Ticker(string symbol) => _symbol = symbol;

    /// <summary>The name in upper case; empty for a value that was never parsed.</summary>
    public string Symbol => _symbol ?? "";

    /// <summary>Reads a name: in upper case, blanks around it removed.</summary>
    /// <exception cref="MarketDataException">The text breaks the rule.</exception>
    public static Ticker Parse(string? text) =>
        TryParse(text, out Ticker ticker)
            ? ticker
            : throw new MarketDataException($"A ticker must be {Rule}, but got '{Shown(text)}'. Check the spelling.");

    /// <summary>As <see cref="Parse"/>, without throwing.</summary>
    public static bool TryParse(string? text, out Ticker ticker)
    {
        string symbol = (text ?? "").Trim().ToUpperInvariant();
        bool keepsRule = Pattern().IsMatch(symbol);
        ticker = keepsRule ? new(symbol) : default;
        return keepsRule;
    }

    /// <summary>The tickers of a list written with commas, blanks or line ends between them; each
    /// once, in the order given.</summary>
    /// <exception cref="MarketDataException">One of them breaks the rule, or there is
    /// none.</exception>
    public static IReadOnlyList<Ticker> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Ticker[] tickers =
        [
            .. text.Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(Parse)
                .Distinct(),
        ];
        return tickers.Length > 0
            ? tickers
            : throw new MarketDataException(
                "A list of tickers must name at least one, but it is empty. Write for example \"AAPL,MSFT\"."
            );
    }

    /// <summary>The name, where text is wanted.</summary>
    public static implicit operator string(Ticker ticker) => ticker.Symbol;

    /// <inheritdoc/>
    public override string ToString() => Symbol;

    private static string Shown(string? text)
    {
        string printable = new([.. (text ?? "").Select(c => char.IsControl(c) ? '?' : c)]);
        return printable.Length <= 40 ? printable : printable[..40] + "...";
    }

    [GeneratedRegex(@"\A[A-Z0-9^](?:[A-Z0-9=^-]|\.(?!\.)){0,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
