namespace Ploutos.MarketData.Sources.Tables;

/// <summary>What is known of a table before it is read.</summary>
internal sealed record TableOptions
{
    /// <summary>The file, for messages: a path, an entry of an archive, an address.</summary>
    public required string File { get; init; }

    /// <summary>Where the bars come from, as the store remembers it.</summary>
    public required string Source { get; init; }

    /// <summary>How dates are written; null finds out.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The ticker that was asked for; it wins over the file's name and its own
    /// word.</summary>
    public string? Ticker { get; init; }

    /// <summary>The ticker in the file's name; null where the name is none.</summary>
    public string? NamedTicker { get; init; }

    /// <summary>Gives a ticker the name of its market; null leaves it.</summary>
    public Func<string, string>? InMarket { get; init; }

    /// <summary>The ticker of rows without a ticker of their own; null where nothing says
    /// it.</summary>
    public string? FileTicker => (Ticker ?? NamedTicker) is { } ticker ? Placed(ticker) : null;

    /// <summary>A ticker of the table with the name of its market.</summary>
    public string Placed(string ticker) => InMarket is null ? ticker : InMarket(ticker);

    /// <summary>That nothing says whose bars these are.</summary>
    public MarketDataException NoTicker() =>
        new(
            $"{File}: no ticker column, and the file's name is not a ticker ({MarketData.Ticker.Rule}). "
                + "Say whose bars they are, name the file after its ticker (AAPL.csv), or add a column 'Ticker'."
        )
        {
            Kind = MarketDataFault.TickerName,
        };
}
