using System.Text.Json.Serialization;

namespace Ploutos.Experts.Registry;

/// <summary>One of the folds that settings were chosen on: its days, with purged bars between
/// them.</summary>
public sealed record ModelFold(DateOnly TrainFrom, DateOnly TrainTo, DateOnly ValidationFrom, DateOnly ValidationTo);

/// <summary>Settings that were tried on the folds before the last.</summary>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="WeightDecay">Weight decay.</param>
/// <param name="Folds">Folds it was trained on before it was given up, or all.</param>
/// <param name="LogLoss">Mean calibrated log-loss over these folds.</param>
/// <param name="Epochs">Epochs of all its trainings together.</param>
public sealed record ModelTrial(int Window, double WeightDecay, int Folds, double LogLoss, int Epochs);

/// <summary>How window, weight decay and number of epochs were chosen; null in a card whose training
/// kept the defaults.</summary>
public sealed record ModelSelection
{
    /// <summary>The window that was asked for; null where it was chosen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AskedWindow { get; init; }

    /// <summary>The forecaster that was asked for; null where the rule decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AskedForecaster { get; init; }

    /// <summary>The longest window that could be chosen: the purge between the parts covers
    /// it.</summary>
    public required int LongestWindow { get; init; }

    /// <summary>The folds, the oldest first; the last is that of the model itself.</summary>
    public required IReadOnlyList<ModelFold> Folds { get; init; }

    /// <summary>What was tried, in order.</summary>
    public required IReadOnlyList<ModelTrial> Tried { get; init; }
}
