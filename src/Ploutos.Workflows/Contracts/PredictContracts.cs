using System.Text.Json.Serialization;

namespace Ploutos.Workflows;

/// <summary>What to predict.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The last day whose bar is used; null for the newest.</param>
/// <param name="Weak">Overrides the models' BUY / SELL threshold on |score|.</param>
/// <param name="Strong">Overrides the models' STRONG threshold.</param>
/// <param name="Log">Append the prediction to <c>logs/predictions.jsonl</c>.</param>
/// <param name="Offline">Use the stored bars as they are; ask no source.</param>
/// <param name="Source">The source to ask, even where the stored bars came from files: auto, yahoo,
/// stooq, alpaca, tiingo, csv:DIR or simulated. Null: <c>auto</c> for a ticker that is unknown or
/// came from the network and is stale, none for others.</param>
/// <param name="Ungated">Show the vote's own signal, whatever the evidence.</param>
/// <param name="Explain">Say what each feature and each day added
/// (<see cref="Prediction.Explanation"/>).</param>
public sealed record PredictRequest(
    string Ticker,
    DateOnly? AsOf = null,
    double? Weak = null,
    double? Strong = null,
    bool Log = true,
    bool Offline = false,
    string? Source = null,
    bool Explain = false,
    bool Ungated = false
);

/// <summary>One expert's part in a prediction.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Class">UP, DOWN, HIGH or LOW: the likelier class.</param>
/// <param name="Probability">Calibrated probability of UP or HIGH.</param>
/// <param name="Vote">Its vote in [-1, 1].</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Evidence">What the out-of-sample test says of it, in one line.</param>
public sealed record ExpertOpinion(
    [property: JsonPropertyName("expert")] string Expert,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("probability")] double Probability,
    [property: JsonPropertyName("vote")] double Vote,
    [property: JsonPropertyName("weight")] double Weight,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("evidence")] string Evidence
)
{
    /// <summary>Whether its advantage over its best baselines is beyond chance, out of sample.</summary>
    [JsonPropertyName("proven")]
    public bool Proven { get; init; }

    /// <summary>How it stands against the baselines. Not kept in the log: the version names the
    /// model whose folder holds it.</summary>
    [JsonPropertyName("proof")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExpertEvidence? Proof { get; init; }
}

/// <summary>What a <see cref="Caution"/> is about.</summary>
public enum CautionKind
{
    /// <summary>A finished trading day is missing.</summary>
    Stale,

    /// <summary>The source could not be asked; its fault is told in <see cref="Caution.Text"/>
    /// alone.</summary>
    NotUpdated,

    /// <summary>The vote's thresholds were fitted for other versions of the models.</summary>
    OtherThresholds,

    /// <summary>The bars are simulated, the models are not.</summary>
    SimulatedBars,

    /// <summary>A model was trained on simulated bars, and these are not.</summary>
    SimulatedModel,
}

/// <summary>What to keep in mind of a prediction: the sentence, and the facts behind it for whoever
/// says it in other words.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The sentence.</param>
/// <param name="LastFinishedDay">Of stale bars: the trading day that they should reach.</param>
/// <param name="TradingDaysBehind">Of stale bars: finished trading days that are missing.</param>
/// <param name="Online">Of stale bars: they came from a source on the network, which can be
/// asked again.</param>
public sealed record Caution(
    CautionKind Kind,
    string Text,
    DateOnly? LastFinishedDay = null,
    int TradingDaysBehind = 0,
    bool Online = false
);

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

    /// <summary>momentum, reversion, volatility, in this order.</summary>
    [JsonPropertyName("experts")]
    public required IReadOnlyList<ExpertOpinion> Experts { get; init; }

    /// <summary>What to keep in mind: stale data, simulated bars, models of another origin.</summary>
    [JsonPropertyName("warnings")]
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The warnings with the facts behind them. Neither printed nor logged: there the
    /// sentences serve.</summary>
    [JsonIgnore]
    public IReadOnlyList<Caution> Cautions { get; init; } = [];

    /// <summary>What was done on the way: which source served, that today's bar is left out, that
    /// the models were trained just now.</summary>
    [JsonPropertyName("notes")]
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A finished trading day of New York is missing. Never of simulated bars, nor where a
    /// day was asked for.</summary>
    [JsonPropertyName("stale")]
    public bool Stale { get; init; }

    /// <summary>Why the experts say what they say, where that was asked for. Not kept in the log.</summary>
    [JsonPropertyName("explanation")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TickerExplanation? Explanation { get; init; }
}
