using System.Text.Json.Serialization;

namespace Ploutos.Research.Evaluation;

/// <summary>What an evaluation ran with.</summary>
public sealed record EvaluationSettings
{
    /// <summary>expanding, rolling or cpcv.</summary>
    public required string Scheme { get; init; }

    /// <summary>First tested day.</summary>
    public required DateOnly FirstTest { get; init; }

    /// <summary>Last tested day.</summary>
    public required DateOnly LastTest { get; init; }

    /// <summary>With rolling: days before a test block that are used; else null.</summary>
    public int? TrainDays { get; init; }

    /// <summary>With cpcv: groups that a fold tests; else null.</summary>
    public int? TestGroups { get; init; }

    /// <summary>Sets of forecasts that each cover every tested day once: 1 for a
    /// walk-forward.</summary>
    public required int Paths { get; init; }

    /// <summary>Bars kept free between parts.</summary>
    public required int Purge { get; init; }

    /// <summary>Further bars kept free after a test block.</summary>
    public required int Embargo { get; init; }

    /// <summary>Bars that V7.1's attention sees.</summary>
    public required int Window { get; init; }

    /// <summary>The windows of experts whose files name one; null where none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? Windows { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required int Seed { get; init; }

    /// <summary>Level of all intervals.</summary>
    public required double Level { get; init; }

    /// <summary>Resamples of all intervals.</summary>
    public required int Resamples { get; init; }

    /// <summary>Mean length of a run of days in a resample.</summary>
    public required int BlockDays { get; init; }

    /// <summary>By expert: where V7.1's came from, the file of a search or "defaults", which says behind
    /// it why a search there was does not serve.</summary>
    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }

    /// <summary>By expert: V7.1's hyperparameters in one line (learning rate, batch size, dropout,
    /// weight decay, epochs, widths); null in files of earlier versions.</summary>
    public IReadOnlyDictionary<string, string>? Chosen { get; init; }
}
