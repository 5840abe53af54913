using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Evaluation;

/// <summary>What an evaluation is asked for.</summary>
public sealed record EvaluateRequest
{
    /// <summary>Bars to import first, as in <see cref="ImportRequest"/>; null uses those in the
    /// store.</summary>
    public string? Source { get; init; }

    /// <summary>Names; null or empty for all three. The ensemble needs all three.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>expanding, rolling (walk-forward) or cpcv (combinatorial purged
    /// cross-validation).</summary>
    public string Scheme { get; init; } = "expanding";

    /// <summary>Test blocks of a walk-forward; with cpcv the groups that the days are cut
    /// into.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>First day that is tested; null begins after two thirds of the days. Not for cpcv,
    /// which tests all.</summary>
    public DateOnly? FirstTest { get; init; }

    /// <summary>With rolling: days before a test block that are used; null for half of the
    /// days.</summary>
    public int? TrainDays { get; init; }

    /// <summary>With cpcv: groups that a fold tests.</summary>
    public int TestGroups { get; init; } = 2;

    /// <summary>Bars kept free between parts, at least horizon + window; null for exactly
    /// that.</summary>
    public int? Purge { get; init; }

    /// <summary>Further bars kept free after a test block; null for 0, and for 1 % of the days
    /// with cpcv.</summary>
    public int? Embargo { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int Window { get; init; } = 16;

    /// <summary>Seed of weights, batches, dropout and resamples.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Also V7.1 with one part left out at a time.</summary>
    public bool Ablation { get; init; }

    /// <summary>Only these; null for all that were imported, or all in the store.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Cores to use; null for all of the machine. The forecasts are the same at any
    /// number.</summary>
    public int? Cores { get; init; }

    /// <summary>The folder in which shards made the units
    /// (<see cref="EvaluateShardWorkflow"/>): they are taken from there, and all must be there.
    /// Null makes the units here.</summary>
    public string? Merge { get; init; }

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
