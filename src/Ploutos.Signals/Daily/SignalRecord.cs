using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>What was said of one ticker on one day, or why nothing was. Stored once, never
/// changed.</summary>
public sealed record SignalRecord
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The trading day whose bar is the last one that was used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>It was made when the next trading day had closed already, so that its outcome could
    /// be known.</summary>
    public required bool Late { get; init; }

    /// <summary>Bars until the last of the experts' questions is answered; 0 where there is no
    /// signal.</summary>
    public int Horizon { get; init; }

    /// <summary>momentum, reversion, volatility; empty where there is no signal.</summary>
    public IReadOnlyList<SignalOpinion> Experts { get; init; } = [];

    /// <summary>Weighted vote in [-1, 1].</summary>
    public double? Score { get; init; }

    /// <summary>STRONG BUY ... STRONG SELL; null where there is none.</summary>
    public string? Signal { get; init; }

    /// <summary>What the score alone says, before the evidence is asked whether STRONG was
    /// earned.</summary>
    public string? RawSignal { get; init; }

    /// <summary>Why the two differ; null where they don't.</summary>
    public string? GateReason { get; init; }

    /// <summary>|score| above this is BUY / SELL.</summary>
    public double? WeakThreshold { get; init; }

    /// <summary>|score| above this is STRONG.</summary>
    public double? StrongThreshold { get; init; }

    /// <summary>Where the bars came from.</summary>
    public string? Source { get; init; }

    /// <summary>observed or simulated bars.</summary>
    public string? Origin { get; init; }

    /// <summary>Made from simulated bars, or by models that were.</summary>
    public bool Simulated { get; init; }

    /// <summary>The store's vintage of the bars; 0 where it has none.</summary>
    public int Vintage { get; init; }

    /// <summary>Bars up to the day.</summary>
    public int Rows { get; init; }

    /// <summary>SHA-256 of these bars.</summary>
    public string? DataHash { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Code { get; init; }

    /// <summary>Why there is no signal; null where there is one.</summary>
    public string? Reason { get; init; }
}
