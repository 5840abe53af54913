namespace Ploutos.Workspace.Remedies;

/// <summary>Ask a source on the network for bars that came from files.</summary>
/// <param name="Ticker">The ticker.</param>
public sealed record AskSource(string Ticker) : Remedy;
