using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Viewing;

/// <summary>How often each part of the workspace has changed since the views were made.</summary>
/// <param name="Data">Changes of the store.</param>
/// <param name="Models">Changes of the models.</param>
/// <param name="Studies">Changes of the studies.</param>
/// <param name="Reports">Changes of the reports.</param>
public sealed record WorkspaceState(long Data, long Models, long Studies, long Reports);

/// <summary>Why one ticker of a batch has no prediction.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
public sealed record BatchFault(ViewFault Fault, string Detail);

/// <summary>One ticker of a batch: a prediction or a fault.</summary>
public sealed record BatchEntry(string Ticker, Prediction? Prediction, BatchFault? Fault);

/// <summary>One ticker at a glance.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">Its last bar.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="Stale">A finished trading day is missing.</param>
/// <param name="Close">The last close.</param>
/// <param name="Change1">Change of the close from the bar before, as a share; null where there
/// is none.</param>
/// <param name="Change5">The same over five bars.</param>
/// <param name="Change20">The same over twenty bars.</param>
/// <param name="Sparkline">The newest closes, at most 60, the newest last.</param>
/// <param name="Prediction">Its prediction in short; null where there is none.</param>
/// <param name="Fault">Why there is none.</param>
public sealed record WatchlistRow(
    string Ticker,
    DateOnly AsOf,
    bool Simulated,
    bool Stale,
    double Close,
    [property: JsonPropertyName("change_1d")] double? Change1,
    [property: JsonPropertyName("change_5d")] double? Change5,
    [property: JsonPropertyName("change_20d")] double? Change20,
    IReadOnlyList<double> Sparkline,
    PredictionGlance? Prediction,
    BatchFault? Fault
);

/// <summary>A prediction in short.</summary>
/// <param name="Signal">STRONG BUY ... STRONG SELL, after the evidence was asked.</param>
/// <param name="RawSignal">What the score alone says.</param>
/// <param name="Score">-1 .. 1.</param>
/// <param name="Experts">momentum, reversion, volatility.</param>
public sealed record PredictionGlance(
    string Signal,
    string RawSignal,
    double Score,
    IReadOnlyList<OpinionGlance> Experts
);

/// <summary>One expert's opinion in short.</summary>
public sealed record OpinionGlance(string Expert, string Class, double Probability, bool Proven);

/// <summary>What changed from one bar to the next.</summary>
/// <param name="Now">The newest prediction.</param>
/// <param name="Before">That of the bar before, by the same models; null where there are too
/// few bars.</param>
/// <param name="CloseChange">Change of the close in between, as a share; null where there is no bar
/// before.</param>
/// <param name="SignalChanged">Whether the signals differ.</param>
public sealed record AnalysisChange(Prediction Now, Prediction? Before, double? CloseChange, bool SignalChanged);

/// <summary>One thing that must hold for requests to be answered.</summary>
/// <param name="Name">store or models.</param>
/// <param name="Ok">It holds.</param>
/// <param name="Detail">What to do where it does not.</param>
public sealed record ReadyCheck(string Name, bool Ok, string? Detail);

/// <summary>An evaluation at a glance.</summary>
/// <param name="Id">Its name.</param>
/// <param name="CreatedAt">When it was finished.</param>
/// <param name="Simulated">From simulated bars.</param>
/// <param name="Scheme">expanding, rolling or cpcv.</param>
/// <param name="FirstTest">First tested day.</param>
/// <param name="LastTest">Last tested day.</param>
/// <param name="Folds">Folds.</param>
/// <param name="Tickers">Tickers.</param>
/// <param name="Questions">momentum, reversion, volatility, ensemble_5d, ensemble_1d.</param>
public sealed record EvaluationOverview(
    string Id,
    DateTimeOffset CreatedAt,
    bool Simulated,
    string Scheme,
    DateOnly FirstTest,
    DateOnly LastTest,
    int Folds,
    int Tickers,
    IReadOnlyList<string> Questions
);

/// <summary>Bars as columns of one length, with indicators; a value that is not defined
/// is NaN.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="Source">Where they came from.</param>
/// <param name="Dates">Trading days, ascending.</param>
/// <param name="Open">Opening prices, adjusted.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Closing prices.</param>
/// <param name="Volume">Shares.</param>
/// <param name="Indicators">sma_20, sma_50, sma_200, bollinger_upper, bollinger_lower (20 bars, 2
/// standard deviations of the sample) in units of price, and rsi_14 in 0 .. 100; each looks only
/// back, also beyond the first day shown.</param>
public sealed record BarColumns(
    string Ticker,
    bool Simulated,
    string Source,
    IReadOnlyList<DateOnly> Dates,
    IReadOnlyList<double> Open,
    IReadOnlyList<double> High,
    IReadOnlyList<double> Low,
    IReadOnlyList<double> Close,
    IReadOnlyList<double> Volume,
    IReadOnlyDictionary<string, double[]> Indicators
);

/// <summary>A signal that was given.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The bar it was made from.</param>
/// <param name="MadeAt">When.</param>
/// <param name="From">live (the daily run's chain) or log (<c>logs/predictions.jsonl</c>).</param>
/// <param name="Late">Made when its outcome could be known already; null where nobody kept that.</param>
/// <param name="Signal">STRONG BUY ... STRONG SELL.</param>
/// <param name="RawSignal">What the score alone said.</param>
/// <param name="Score">-1 .. 1.</param>
/// <param name="Simulated">Made from simulated bars, or by models that were.</param>
/// <param name="Probabilities">Of UP or HIGH, by expert.</param>
/// <param name="Outcomes">By expert, whether UP or HIGH came true; those that are known.</param>
public sealed record LoggedSignal(
    string Ticker,
    DateOnly AsOf,
    DateTimeOffset MadeAt,
    string From,
    bool? Late,
    string Signal,
    string RawSignal,
    double Score,
    bool Simulated,
    IReadOnlyDictionary<string, double> Probabilities,
    IReadOnlyDictionary<string, bool> Outcomes
);

/// <summary>Quality findings.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Totals">By reason.</param>
/// <param name="Findings">At most as many as were asked for; serious ones first.</param>
public sealed record FindingList(int Total, IReadOnlyList<FindingTotal> Totals, IReadOnlyList<DataFinding> Findings);

/// <summary>An out-of-sample figure.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Baseline">What knowing nothing reaches; null where there is no such thing.</param>
public sealed record MetricView(double Value, double Low, double High, double? Baseline);

/// <summary>Days of a model's parts.</summary>
public sealed record ModelDaysView(
    DateOnly TrainFrom,
    DateOnly TrainTo,
    DateOnly ValidationFrom,
    DateOnly ValidationTo,
    DateOnly? TestFrom,
    DateOnly? TestTo
);

/// <summary>One expert's model.</summary>
public sealed record ModelView
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>Its folder below the workspace.</summary>
    public required string Folder { get; init; }

    /// <summary>ready, missing or broken.</summary>
    public required string State { get; init; }

    /// <summary>Why it is missing or broken, and what to do; null where it is ready.</summary>
    public string? Detail { get; init; }

    /// <summary>Names of class 0 and class 1.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What is known of it; null where there is none.</summary>
    public ModelFacts? Facts { get; init; }
}

/// <summary>What a model's card says.</summary>
/// <param name="Version">Its name.</param>
/// <param name="CreatedAt">When it was trained.</param>
/// <param name="Simulated">Trained on simulated bars.</param>
/// <param name="Tickers">Tickers that were pooled.</param>
/// <param name="Days">Days of train, validation and test.</param>
/// <param name="TrainingRows">Rows learned from.</param>
/// <param name="TestRows">Rows of the test.</param>
/// <param name="TrainingRate">Frequency of class 1 among the training rows.</param>
/// <param name="Label">The question.</param>
/// <param name="Horizon">Bars it looks ahead.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="Features">Names of the inputs.</param>
/// <param name="Calibration">none, temperature or platt.</param>
/// <param name="Hyperparameters">What the training ran with, by published name.</param>
/// <param name="HyperparametersFrom">Where they came from.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Epochs">Epochs run.</param>
/// <param name="BestEpoch">The one that was kept.</param>
/// <param name="Metrics">Out of sample: accuracy, auc, log_loss.</param>
/// <param name="Evidence">The same in one line.</param>
public sealed record ModelFacts(
    string Version,
    DateTimeOffset CreatedAt,
    bool Simulated,
    IReadOnlyList<string> Tickers,
    ModelDaysView Days,
    int TrainingRows,
    int TestRows,
    double TrainingRate,
    string Label,
    int Horizon,
    int Window,
    IReadOnlyList<string> Features,
    string Calibration,
    IReadOnlyDictionary<string, double> Hyperparameters,
    string HyperparametersFrom,
    int Seed,
    int Epochs,
    int BestEpoch,
    IReadOnlyDictionary<string, MetricView> Metrics,
    string Evidence
);

/// <summary>A study at a glance.</summary>
/// <param name="Name">Its name, such as v7_momentum.</param>
/// <param name="Expert">The expert it is about; null where the name does not say.</param>
/// <param name="Direction">minimize or maximize.</param>
/// <param name="Trials">All trials.</param>
/// <param name="Complete">Complete ones.</param>
/// <param name="Pruned">Pruned ones.</param>
/// <param name="Failed">Failed ones.</param>
/// <param name="Running">Running or waiting ones.</param>
/// <param name="BestValue">The best value; null while none is complete.</param>
/// <param name="BestTrial">Its trial.</param>
/// <param name="BestParameters">Its parameters.</param>
/// <param name="Started">First start of a trial.</param>
/// <param name="Updated">Last end of a trial.</param>
/// <param name="Report">Its HTML report's name in <see cref="IWorkspaceViews.Reports"/>; null where
/// there is none.</param>
public sealed record StudyOverview(
    string Name,
    string? Expert,
    string Direction,
    int Trials,
    int Complete,
    int Pruned,
    int Failed,
    int Running,
    double? BestValue,
    int? BestTrial,
    IReadOnlyDictionary<string, object?> BestParameters,
    DateTimeOffset? Started,
    DateTimeOffset? Updated,
    string? Report
);

/// <summary>One trial.</summary>
/// <param name="Number">0, 1, 2 ...</param>
/// <param name="State">COMPLETE, PRUNED, FAIL, RUNNING or WAITING.</param>
/// <param name="Value">Its value, where it has one.</param>
/// <param name="Parameters">By published name.</param>
/// <param name="Curve">Reported values: epoch, value.</param>
/// <param name="Started">When it began.</param>
/// <param name="Seconds">How long it took; null while it runs.</param>
public sealed record TrialView(
    int Number,
    string State,
    double? Value,
    IReadOnlyDictionary<string, object?> Parameters,
    IReadOnlyList<CurvePoint> Curve,
    DateTimeOffset? Started,
    double? Seconds
);

/// <summary>A value reported at a step.</summary>
public sealed record CurvePoint(int Step, double Value);

/// <summary>A parameter's share of what makes trials differ.</summary>
public sealed record ImportanceView(string Name, double Share);

/// <summary>A study with everything.</summary>
public sealed record StudyView(
    StudyOverview Overview,
    IReadOnlyList<TrialView> Trials,
    IReadOnlyList<ImportanceView> Importance
);

/// <summary>A file in <c>reports/</c>.</summary>
/// <param name="Name">Path below the folder, with slashes.</param>
/// <param name="Bytes">Size.</param>
/// <param name="WrittenAt">Last change.</param>
public sealed record ReportFile(string Name, long Bytes, DateTimeOffset WrittenAt);
