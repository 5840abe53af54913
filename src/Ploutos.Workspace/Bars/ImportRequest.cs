namespace Ploutos.Workspace.Bars;

/// <summary>Where bars come from.</summary>
/// <param name="Source">A path (a folder with a file a ticker, a file, or a pattern with
/// <c>*</c>), <c>csv:PATH</c>, <c>simulated</c>, or <c>simulated:SEED</c>.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="DateFormat">How the files write dates; null finds out.</param>
/// <param name="Strict">Refuse series with serious findings, and stop at the first file that is
/// refused.</param>
public sealed record ImportRequest(
    string Source,
    IReadOnlyList<string>? Tickers = null,
    string? DateFormat = null,
    bool Strict = false
)
{
    /// <summary>More paths; null for none.</summary>
    public IReadOnlyList<string>? MorePaths { get; init; }

    /// <summary>Whose bars the files hold; those of several files are joined. Null leaves it to the
    /// files.</summary>
    public string? Ticker { get; init; }

    /// <summary>The code of the market of tickers that name none; null for New York.</summary>
    public string? Market { get; init; }

    /// <summary>Read and check, and store nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Stop at the first file that is refused: whatever is made of the bars needs all of
    /// them.</summary>
    public bool Whole { get; init; }
}
