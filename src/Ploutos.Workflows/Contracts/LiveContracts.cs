namespace Ploutos.Workflows;

/// <summary>How the daily run is done.</summary>
/// <param name="Watchlist">Tickers, universes or text files; written to <c>data/watchlist.txt</c>.
/// Null for what that file says, else all stored tickers.</param>
/// <param name="Source">The source to ask for all tickers: auto, yahoo, stooq, alpaca, tiingo or
/// csv:DIR. Null: <c>auto</c> for tickers that are unknown or came from the network, none for
/// others.</param>
/// <param name="Delay">How long after the exchange's close the run begins.</param>
/// <param name="RetryEvery">How often a day whose bars are missing is asked for again.</param>
/// <param name="RetrainEvery">Trading days from one retraining to the next; 0 never
/// retrains.</param>
/// <param name="CompareDays">Trading days that champion and challenger are held against each
/// other on.</param>
public sealed record LiveRequest(
    IReadOnlyList<string>? Watchlist = null,
    string? Source = null,
    TimeSpan? Delay = null,
    TimeSpan? RetryEvery = null,
    int RetrainEvery = 21,
    int CompareDays = 126
)
{
    /// <summary>One hour: sources on the network have a day's final bar by then.</summary>
    public static TimeSpan DefaultDelay { get; } = TimeSpan.FromHours(1);

    /// <summary>Half an hour.</summary>
    public static TimeSpan DefaultRetry { get; } = TimeSpan.FromMinutes(30);
}

/// <summary>What one run of a day, or of several missed ones, did.</summary>
public sealed record LiveRun
{
    /// <summary>Every due day has its signals or reasons.</summary>
    public const string Done = "done";

    /// <summary>Some tickers' bars, or the models, are missing yet; it is tried again.</summary>
    public const string Waiting = "waiting";

    /// <summary>Nothing was due: a holiday, a weekend, before the close, or all done already.</summary>
    public const string NothingDue = "nothing due";

    /// <summary>It broke off; what was stored before is whole.</summary>
    public const string Failed = "failed";

    /// <summary>The last day that was due.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>done, waiting, nothing due or failed.</summary>
    public required string Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds from the exchange's close of <see cref="Day"/> to its signals; null where
    /// it made none, or late ones.</summary>
    public double? SecondsAfterClose { get; init; }

    /// <summary>Days that got signals or reasons in this run, in order.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>Signals stored.</summary>
    public int Signals { get; init; }

    /// <summary>Reasons stored in place of signals.</summary>
    public int Reasons { get; init; }

    /// <summary>Earlier signals whose horizon has passed, and which were scored.</summary>
    public int Scored { get; init; }

    /// <summary>What is waited for, by ticker.</summary>
    public IReadOnlyDictionary<string, string> WaitingFor { get; init; } = new Dictionary<string, string>();

    /// <summary>What to know of: unknown tickers, revised bars, thresholds of other models.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>When it is tried again, or the next day's run begins.</summary>
    public DateTimeOffset? NextAt { get; init; }
}

/// <summary>One expert's part in a stored signal.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Probability">Calibrated probability of UP or HIGH.</param>
/// <param name="Horizon">Bars until it is known whether it came.</param>
/// <param name="Version">The model's version.</param>
public sealed record SignalOpinion(string Expert, double Probability, int Horizon, string Version);

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

/// <summary>What became of one expert's forecast.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The forecast's day.</param>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Probability">What was foretold for UP or HIGH.</param>
/// <param name="Happened">Whether it came.</param>
/// <param name="KnownOn">The trading day at whose close it was known.</param>
/// <param name="LogLoss">-log of the probability given to what came, in nats; a coin has 0.693.</param>
/// <param name="Brier">Squared distance of the probability from what came; a coin has 0.25.</param>
/// <param name="Late">The forecast was made after the fact, and is evidence of nothing.</param>
/// <param name="ScoredAt">When it was scored.</param>
/// <param name="Vintage">The store's vintage that it was scored by.</param>
public sealed record SignalOutcome(
    string Ticker,
    DateOnly AsOf,
    string Expert,
    string Version,
    double Probability,
    bool Happened,
    DateOnly KnownOn,
    double LogLoss,
    double Brier,
    bool Late,
    DateTimeOffset ScoredAt,
    int Vintage
);

/// <summary>A signal in the store's chain, with what became of it.</summary>
/// <param name="Sequence">Its place in the chain, from 1.</param>
/// <param name="Hash">SHA-256 over the hash before it and its own text, hexadecimal.</param>
/// <param name="Record">What was said.</param>
/// <param name="Outcomes">One an expert, as far as they are known.</param>
public sealed record StoredSignal(
    long Sequence,
    string Hash,
    SignalRecord Record,
    IReadOnlyList<SignalOutcome> Outcomes
);

/// <summary>Champion against challenger on the same rows, which neither was trained on or
/// chosen by.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Champion">The version in use.</param>
/// <param name="Challenger">The new version.</param>
/// <param name="From">First day of the comparison.</param>
/// <param name="To">Last day.</param>
/// <param name="Rows">Rows of it.</param>
/// <param name="ChampionLogLoss">The champion's mean log-loss.</param>
/// <param name="ChallengerLogLoss">The challenger's.</param>
/// <param name="Difference">Challenger less champion: below 0 the new one is better.</param>
/// <param name="Low">Lower end of the difference's 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="TakesOver">Whether the challenger predicts from now on.</param>
/// <param name="Verdict">Why, in one sentence.</param>
public sealed record ModelDuel(
    string Expert,
    string Champion,
    string Challenger,
    DateOnly From,
    DateOnly To,
    int Rows,
    double ChampionLogLoss,
    double ChallengerLogLoss,
    double Difference,
    double Low,
    double High,
    bool TakesOver,
    string Verdict
);
