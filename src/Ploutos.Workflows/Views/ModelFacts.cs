using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

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
