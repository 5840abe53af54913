namespace Ploutos.Signals.Predict;

/// <summary>What to explain.</summary>
/// <param name="Ticker">A ticker of the store; no source is asked.</param>
/// <param name="AsOf">The last day whose bar is used; null for the newest.</param>
public sealed record ExplainRequest(string Ticker, DateOnly? AsOf = null)
{
    /// <summary>Only this expert, by <see cref="Version"/>; null for those that make the signals.</summary>
    public string? Expert { get; init; }

    /// <summary>The version of its model; null for the one that predicts.</summary>
    public string? Version { get; init; }
}
