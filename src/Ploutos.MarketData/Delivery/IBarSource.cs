namespace Ploutos.MarketData.Delivery;

/// <summary>Somewhere daily bars of a ticker can be had from.</summary>
public interface IBarSource
{
    /// <summary>Short name, as users write it after <c>--source</c>.</summary>
    string Name { get; }

    /// <summary>What is missing before it can be asked (a key in the environment), or null where
    /// nothing is.</summary>
    string? MissingConfiguration { get; }

    /// <summary>The bars of a ticker from <paramref name="first"/> to <paramref name="last"/>, both
    /// included, as delivered.</summary>
    /// <exception cref="SourceException">The source has none, refuses, can't be reached or answers
    /// in an unknown shape.</exception>
    Task<DeliveredSeries> FetchAsync(string ticker, DateOnly first, DateOnly last, CancellationToken cancellation);
}
