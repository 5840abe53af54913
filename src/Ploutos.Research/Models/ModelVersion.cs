namespace Ploutos.Research.Models;

/// <summary>A version of an expert's model that is at hand.</summary>
public sealed record ModelVersion
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>Time of training (UTC) and the first digits of the weights' hash.</summary>
    public required string Version { get; init; }

    /// <summary>It is the one that predicts.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>It is the one that a rollback goes back to.</summary>
    public required bool IsPrevious { get; init; }

    /// <summary>It never predicted and is newer than the one that does: a promotion takes it.</summary>
    public bool IsCandidate { get; init; }

    /// <summary>When it last became the current one; null where it never was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How it became the current one: trained, used, rolled back, or what a retraining
    /// says.</summary>
    public string? Why { get; init; }

    /// <summary>When it was trained; null where its card can't be read.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>First day it was trained on.</summary>
    public DateOnly? TrainFrom { get; init; }

    /// <summary>Last day it was trained on.</summary>
    public DateOnly? TrainTo { get; init; }

    /// <summary>Last day that anything about it was chosen by: training, validation, search, or the
    /// settings of the project itself; null where that is not known.</summary>
    public DateOnly? ChosenTo { get; init; }

    /// <summary>First day of its test.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Last day of its test.</summary>
    public DateOnly? TestTo { get; init; }

    /// <summary>The tickers that it learned from.</summary>
    public IReadOnlyList<string> Tickers { get; init; } = [];

    /// <summary>Made from simulated bars.</summary>
    public bool Simulated { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int? Window { get; init; }

    /// <summary>Where the hyperparameters came from.</summary>
    public string? HyperparametersFrom { get; init; }

    /// <summary>SHA-256 of the training's bars.</summary>
    public string? DataHash { get; init; }

    /// <summary>Why nothing is known of its worth, as part of a sentence; null where its figures are
    /// out of sample.</summary>
    public string? NotKnown { get; init; }

    /// <summary>Out of sample: value, 95 % interval and baseline by metric name (accuracy, auc,
    /// log_loss). Empty where nothing is known.</summary>
    public IReadOnlyDictionary<string, ModelFigure> Metrics { get; init; } = new Dictionary<string, ModelFigure>();

    /// <summary>Where its files lie.</summary>
    public required string Folder { get; init; }

    /// <summary>Its card and weights carry a digest, which a change would break; false for those of
    /// earlier versions, which have none.</summary>
    public bool HasDigest { get; init; }

    /// <summary>Why it can't be used, or null where nothing is known against it.</summary>
    public string? Problem { get; init; }
}
