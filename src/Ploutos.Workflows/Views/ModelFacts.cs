using System.Text.Json.Serialization;
using Ploutos.Research.Models;
using Ploutos.Research.Training;

namespace Ploutos.Workflows.Views;

/// <summary>What a model's card says.</summary>
public sealed record ModelFacts
{
    /// <summary>Its name.</summary>
    public required string Version { get; init; }

    /// <summary>When it was trained.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Trained on simulated bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Tickers that it learned from.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>Days of train, validation and test.</summary>
    public required ModelDaysView Days { get; init; }

    /// <summary>Rows learned from.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Rows of the test.</summary>
    public required int TestRows { get; init; }

    /// <summary>Frequency of class 1 among the training rows.</summary>
    public required double TrainingRate { get; init; }

    /// <summary>The question.</summary>
    public required string Label { get; init; }

    /// <summary>Bars it looks ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public required int Window { get; init; }

    /// <summary>Names of the inputs.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>none, temperature or platt.</summary>
    public required string Calibration { get; init; }

    /// <summary>What the training ran with, by published name.</summary>
    public required IReadOnlyDictionary<string, double> Hyperparameters { get; init; }

    /// <summary>Where they came from.</summary>
    public required string HyperparametersFrom { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Epochs run.</summary>
    public required int Epochs { get; init; }

    /// <summary>The one that was kept.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Out of sample: accuracy, auc, log_loss.</summary>
    public required IReadOnlyDictionary<string, ModelFigure> Metrics { get; init; }

    /// <summary>The same in one line.</summary>
    public required string Evidence { get; init; }

    /// <summary>Who answers its question, and by how much.</summary>
    public ServingSummary? Serving { get; init; }

    /// <summary>The last day that chose anything about it; null where it is not known.</summary>
    public DateOnly? ChosenTo { get; init; }

    /// <summary>The first day that chose nothing; null where it is not known.</summary>
    public DateOnly? OutOfSampleFrom { get; init; }
}
