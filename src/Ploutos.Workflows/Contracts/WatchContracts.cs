namespace Ploutos.Workflows;

/// <summary>How far recent values lie from those of the training.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Feature">The feature's name, or <c>probability</c>.</param>
/// <param name="Rows">Recent rows.</param>
/// <param name="Psi">Population stability index over the training's deciles.</param>
/// <param name="PsiLimit">The larger of 0.25 and what 99 of 100 windows of the training itself
/// stayed below.</param>
/// <param name="Ks">Kolmogorov-Smirnov distance of the two distributions, 0 .. 1.</param>
/// <param name="KsLimit">What 99 of 100 windows of the training itself stayed below.</param>
/// <param name="Drifts">Both lie beyond their limits.</param>
public sealed record FeatureDrift(
    string Expert,
    string Feature,
    int Rows,
    double Psi,
    double PsiLimit,
    double Ks,
    double KsLimit,
    bool Drifts
);

/// <summary>Forecasts against what came.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Rows">Scored forecasts that were made in time.</param>
/// <param name="MeanProbability">What was foretold on average.</param>
/// <param name="Frequency">How often it came.</param>
/// <param name="LogLoss">Mean log-loss with its 95 % interval.</param>
/// <param name="BaseLogLoss">That of the constant probability which the training rows'
/// frequency is.</param>
public sealed record LiveCalibration(
    string Expert,
    int Rows,
    double MeanProbability,
    double Frequency,
    Interval LogLoss,
    double BaseLogLoss
);

/// <summary>How old one ticker's bars are.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="LastDay">The newest bar; null where there is none.</param>
/// <param name="TradingDaysBehind">Finished trading days after it.</param>
public sealed record BarAge(string Ticker, DateOnly? LastDay, int TradingDaysBehind);

/// <summary>How the daily run is doing.</summary>
public sealed record LiveStatus
{
    /// <summary>ok, warning or error.</summary>
    public required string Health { get; init; }

    /// <summary>What is wrong, gravest first; empty where all is well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Who runs it now: process, host and since when; null where nobody does.</summary>
    public string? RunningAs { get; init; }

    /// <summary>The last trading day whose run was due.</summary>
    public required DateOnly LastDueDay { get; init; }

    /// <summary>When the next day's run is due.</summary>
    public required DateTimeOffset NextRunAt { get; init; }

    /// <summary>The last run; null where there was none.</summary>
    public LiveRun? LastRun { get; init; }

    /// <summary>Runs of the last 30 days that failed.</summary>
    public required int FailedRuns { get; init; }

    /// <summary>Runs of the last 30 days.</summary>
    public required int Runs { get; init; }

    /// <summary>Median seconds of a run that made signals, of the last 30 days.</summary>
    public double? MedianSeconds { get; init; }

    /// <summary>Signals in the chain.</summary>
    public required long Signals { get; init; }

    /// <summary>Rows of the chain that tell a reason instead.</summary>
    public required long Reasons { get; init; }

    /// <summary>The newest signalled day.</summary>
    public DateOnly? LastSignalDay { get; init; }

    /// <summary>The models that predict.</summary>
    public required IReadOnlyList<ModelVersion> Models { get; init; }

    /// <summary>The watchlist's bars.</summary>
    public required IReadOnlyList<BarAge> Bars { get; init; }

    /// <summary>Drift of each feature and of each expert's probabilities.</summary>
    public required IReadOnlyList<FeatureDrift> Drift { get; init; }

    /// <summary>Calibration of the signals made in time.</summary>
    public required IReadOnlyList<LiveCalibration> Calibration { get; init; }

    /// <summary>The last retraining's duels.</summary>
    public IReadOnlyList<ModelDuel> LastDuels { get; init; } = [];
}

/// <summary>What a check of the chains found.</summary>
/// <param name="Signals">Links of the signal chain.</param>
/// <param name="InTime">Signals fixed before their outcome could be known.</param>
/// <param name="Late">Signals made after the fact, and marked so.</param>
/// <param name="Outcomes">Links of the outcomes' chain.</param>
/// <param name="Predictions">Chained lines of <c>logs/predictions.jsonl</c>.</param>
/// <param name="Unchained">Lines before the first chained one, written by earlier versions; as a
/// whole they are its first link.</param>
/// <param name="Broken">The first broken link of each chain; empty where all hold.</param>
/// <param name="Notes">What is worth knowing and breaks nothing.</param>
public sealed record ChainReport(
    long Signals,
    long InTime,
    long Late,
    long Outcomes,
    long Predictions,
    long Unchained,
    IReadOnlyList<string> Broken,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Nothing is broken.</summary>
    public bool Holds => Broken.Count == 0;

    /// <summary>The hash of the newest signal. A chain can't tell that its end was cut off: note
    /// this hash elsewhere to tell that too.</summary>
    public required string Head { get; init; }
}

/// <summary>What to run again.</summary>
/// <param name="From">First day; null for the first there is.</param>
/// <param name="To">Last day; null for the last there is.</param>
/// <param name="Ticker">Only this one; null for all.</param>
/// <param name="AsKnownNow">Take the bars as they are known now, to see what revisions change,
/// instead of as they were known then.</param>
public sealed record ReplayRequest(
    DateOnly? From = null,
    DateOnly? To = null,
    string? Ticker = null,
    bool AsKnownNow = false
);

/// <summary>A day that came out otherwise than it was recorded.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Recorded">Signal and score then, or the reason.</param>
/// <param name="Replayed">Signal and score now, or the reason.</param>
/// <param name="Cause">bars revised, bars lost, model missing, model changed, thresholds, code, or
/// unexplained.</param>
/// <param name="Detail">One sentence.</param>
public sealed record ReplayDifference(
    string Ticker,
    DateOnly AsOf,
    string Recorded,
    string Replayed,
    string Cause,
    string Detail
);

/// <summary>What a replay found.</summary>
/// <param name="Compared">Recorded days of tickers that were run again.</param>
/// <param name="Equal">Those that came out the same, to the last bit of the score.</param>
/// <param name="Differences">The others.</param>
public sealed record ReplayReport(int Compared, int Equal, IReadOnlyList<ReplayDifference> Differences);
