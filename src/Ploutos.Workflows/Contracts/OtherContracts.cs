namespace Ploutos.Workflows;

/// <summary>What a search is asked for.</summary>
/// <param name="Experts">Names; null or empty for all three.</param>
/// <param name="Trials">Trials an expert, those of earlier starts included.</param>
/// <param name="Timeout">No new trial of an expert after this.</param>
/// <param name="Tickers">Only these; null for all in the store.</param>
/// <param name="Jobs">Trials side by side, one core each; null for all cores.</param>
/// <param name="Seed">Seed of the sampler and of the trainings.</param>
/// <param name="Storage">An Optuna storage URL; null for <c>logs/studies.db</c>.</param>
/// <param name="Study">The study's name; null for <c>v7_{expert}</c>.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="TestFrom">First day of the test, which the search never sees; null for the last 15
/// % of the days.</param>
/// <param name="MaxEpochs">Cap on a trial's epochs; null for none.</param>
/// <param name="OnlyIfOutdated">Leave an expert alone whose search of this many trials on the same
/// bars has ended.</param>
public sealed record OptimizeRequest(
    IReadOnlyList<string>? Experts = null,
    int Trials = 50,
    TimeSpan? Timeout = null,
    IReadOnlyList<string>? Tickers = null,
    int? Jobs = null,
    int Seed = 42,
    string? Storage = null,
    string? Study = null,
    int Window = 16,
    DateOnly? TestFrom = null,
    int? MaxEpochs = null,
    bool OnlyIfOutdated = false
);

/// <summary>What an expert's search found.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="BestValue">Lowest validation focal loss.</param>
/// <param name="BestTrial">Its trial's number.</param>
/// <param name="BestParameters">Its parameters, by their published names.</param>
/// <param name="Trials">Finished trials of the study.</param>
/// <param name="Pruned">Pruned ones among them.</param>
/// <param name="Seconds">Wall time of this call.</param>
/// <param name="ResultFile">Where the result was written.</param>
/// <param name="Report">The HTML report.</param>
public sealed record OptimizeSummary(
    string Expert,
    double BestValue,
    int BestTrial,
    IReadOnlyDictionary<string, object?> BestParameters,
    int Trials,
    int Pruned,
    double Seconds,
    string ResultFile,
    string Report
);

/// <summary>What a deployment is asked for.</summary>
/// <param name="Source">As in <see cref="ImportRequest"/>; null for the bars in the store, else the
/// simulated market.</param>
/// <param name="SkipOptimization">Train with the parameters there are.</param>
/// <param name="Quick">10 trials and 600 s an expert instead of 50 and 3600.</param>
/// <param name="Ticker">What to predict at the end; null for the first of the store.</param>
/// <param name="TestFrom">First day of the test.</param>
/// <param name="Seed">Seed of everything.</param>
/// <param name="Window">Bars that attention sees.</param>
public sealed record DeployRequest(
    string? Source = null,
    bool SkipOptimization = false,
    bool Quick = false,
    string? Ticker = null,
    DateOnly? TestFrom = null,
    int Seed = 42,
    int Window = 16
);

/// <summary>What a deployment made.</summary>
/// <param name="Data">The import's report; null where the store's bars were used.</param>
/// <param name="Searches">The searches; empty where they were skipped.</param>
/// <param name="Experts">The trained experts.</param>
/// <param name="Prediction">The prediction at the end.</param>
public sealed record DeployResult(
    DataReport? Data,
    IReadOnlyList<OptimizeSummary> Searches,
    IReadOnlyList<TrainedSummary> Experts,
    Prediction Prediction
);

/// <summary>One check of <c>doctor</c>.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">ok, warning or error.</param>
/// <param name="Detail">What was found and, if it is not ok, what to do.</param>
public sealed record DoctorCheck(string Name, string Status, string Detail);
