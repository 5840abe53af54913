namespace Ploutos.Workspace.Remedies;

/// <summary>Fetch bars of some tickers, which the user chooses.</summary>
public sealed record FetchBars : Remedy;
