using Ploutos.Experts.Definitions;

namespace Ploutos.Research.Training;

/// <summary>What to train.</summary>
public sealed record TrainRequest
{
    /// <summary>Names; null or empty for the three that vote, "all" for these and every one of the
    /// workspace's files.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>First day of the test; null tests on the last 15 % of the days.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Seed of weights, batches and dropout.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Bars that attention sees; null to choose 1, 4 or 16 on validation folds.</summary>
    public int? Window { get; init; }

    /// <summary>Rows that an epoch of a network draws, others each time; null for all.</summary>
    public int? EpochRows { get; init; }

    /// <summary>A larger learning set of a network may use larger batches.</summary>
    public bool AutoBatch { get; init; }

    /// <summary>Only these; null for all in the store.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Cores to use; null for all of the machine.</summary>
    public int? Cores { get; init; }

    /// <summary>Leave an expert alone whose model was made from the same bars with the same
    /// settings.</summary>
    public bool OnlyOutdated { get; init; }

    /// <summary>Store the models as versions that do not predict until they are promoted; those
    /// that predict and their thresholds stay as they are. An expert without a model that
    /// predicts gets its first one at once.</summary>
    public bool Candidate { get; init; }

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }

    /// <summary>Choose nothing: window and weight decay keep their defaults, one validation part
    /// stops the training, and the network serves.</summary>
    public bool Fixed { get; init; }

    /// <summary>Which forecaster answers the volatility question.</summary>
    public VolatilityModel VolatilityModel { get; init; }

    /// <summary>The same for one expert.</summary>
    internal TrainingSettings For(ExpertDefinition expert) =>
        TrainingSettings.SimpleOf(expert) is { } simple
            ? new(Seed, Window: 1, Fixed: true, VolatilityModel.Auto) { Simple = simple }
            : new(Seed, Window ?? expert.Window, Fixed, expert.HasRiskModel ? VolatilityModel : VolatilityModel.Auto)
            {
                EpochRows = EpochRows,
                AutoBatch = AutoBatch,
            };
}
