using System.Text.Json.Serialization;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Risk;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Predict;

/// <summary>A prediction: three opinions, one signal.</summary>
public sealed record Prediction
{
    /// <summary>The ticker.</summary>
    [JsonPropertyName("ticker")]
    public required string Ticker { get; init; }

    /// <summary>The last bar's day.</summary>
    [JsonPropertyName("as_of")]
    public required DateOnly AsOf { get; init; }

    /// <summary>Calendar days from the last bar to now.</summary>
    [JsonPropertyName("data_age_days")]
    public required int DataAgeDays { get; init; }

    /// <summary>Where the bars came from.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>Made from simulated bars, or by models that were.</summary>
    [JsonPropertyName("simulated")]
    public required bool Simulated { get; init; }

    /// <summary>STRONG BUY ... STRONG SELL.</summary>
    [JsonPropertyName("signal")]
    public required string Signal { get; init; }

    /// <summary>The vote's own signal; <see cref="Signal"/> differs from it where STRONG is not
    /// earned.</summary>
    [JsonPropertyName("raw_signal")]
    public string? RawSignal { get; init; }

    /// <summary>Why the signal is not, or not to be, as strong as the vote's own; null where
    /// nothing stands against it.</summary>
    [JsonPropertyName("gate_reason")]
    public string? GateReason { get; init; }

    /// <summary>Weighted vote in [-1, 1].</summary>
    [JsonPropertyName("score")]
    public required double Score { get; init; }

    /// <summary>|score| above this is BUY / SELL.</summary>
    [JsonPropertyName("weak_threshold")]
    public required double WeakThreshold { get; init; }

    /// <summary>|score| above this is STRONG.</summary>
    [JsonPropertyName("strong_threshold")]
    public required double StrongThreshold { get; init; }

    /// <summary>When it was made.</summary>
    [JsonPropertyName("made_at")]
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The experts in the order they vote: momentum, reversion, volatility, or those of the
    /// workspace's ensemble.</summary>
    [JsonPropertyName("experts")]
    public required IReadOnlyList<ExpertOpinion> Experts { get; init; }

    /// <summary>Who voted, with which weight and by which rule; null for the published vote.</summary>
    [JsonPropertyName("ensemble")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EnsembleRecord? Ensemble { get; init; }

    /// <summary>Whether the day chose nothing about any of the models; where it did, or that is not
    /// known, the signal says nothing of their worth. Null in logs of earlier versions.</summary>
    [JsonPropertyName("out_of_sample")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? OutOfSample { get; init; }

    /// <summary>What to keep in mind: stale data, simulated bars, models of another origin.</summary>
    [JsonPropertyName("warnings")]
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The warnings with the facts behind them. Neither printed nor kept: there the
    /// sentences serve.</summary>
    [JsonIgnore]
    public IReadOnlyList<Caution> Cautions { get; init; } = [];

    /// <summary>Serious findings inside the bars that the experts see, which were accepted.</summary>
    [JsonPropertyName("findings")]
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];

    /// <summary>What was done on the way: which source served, that today's bar is left out, that
    /// the models were trained just now.</summary>
    [JsonPropertyName("notes")]
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A finished trading day of New York is missing. Never of simulated bars, nor where a
    /// day was asked for.</summary>
    [JsonPropertyName("stale")]
    public bool Stale { get; init; }

    /// <summary>The forecast of risk from the same bars; null where there is no risk model, or it can
    /// forecast nothing here, which a note says. Not kept in the record of signals.</summary>
    [JsonPropertyName("risk")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RiskReport? Risk { get; init; }

    /// <summary>Why the experts say what they say, where that was asked for. Not kept in the record of
    /// signals.</summary>
    [JsonPropertyName("explanation")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TickerExplanation? Explanation { get; init; }
}
