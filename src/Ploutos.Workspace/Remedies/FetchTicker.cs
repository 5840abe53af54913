namespace Ploutos.Workspace.Remedies;

/// <summary>Fetch one ticker's bars from a source on the network.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="From">The first day; the source's whole history where null.</param>
public sealed record FetchTicker(string Ticker, DateOnly? From = null) : Remedy;
