namespace Ploutos.Web.Json;

/// <summary>What a fetch is asked for; without tickers, what is stored and came from the network is
/// brought up to date.</summary>
internal sealed record FetchJobRequest
{
    /// <summary>Tickers or names of universes (guide, djia, cac40, dax, ftse100, crypto10).</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>First day wanted.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day wanted.</summary>
    public DateOnly? To { get; init; }

    /// <summary>auto, yahoo, binance, stooq, alpaca, tiingo or simulated.</summary>
    public string? Source { get; init; }

    /// <summary>Ask for the whole range again.</summary>
    public bool Full { get; init; }
}
