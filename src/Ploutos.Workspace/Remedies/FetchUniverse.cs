namespace Ploutos.Workspace.Remedies;

/// <summary>Fetch all tickers of a universe.</summary>
/// <param name="Universe">The universe's name.</param>
public sealed record FetchUniverse(string Universe) : Remedy;
