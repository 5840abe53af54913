using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Evaluation;

/// <summary>What an evaluation is asked for.</summary>
/// <param name="Source">Bars to import first, as in <see cref="ImportRequest"/>; null uses those in
/// the store.</param>
/// <param name="Experts">Names; null or empty for all three. The ensemble needs all three.</param>
/// <param name="Scheme">expanding, rolling (walk-forward) or cpcv (combinatorial purged
/// cross-validation).</param>
/// <param name="Folds">Test blocks of a walk-forward; with cpcv the groups that the days are
/// cut into.</param>
/// <param name="FirstTest">First day that is tested; null begins after two thirds of the days. Not
/// for cpcv, which tests all.</param>
/// <param name="TrainDays">With rolling: days before a test block that are used; null for half of
/// the days.</param>
/// <param name="TestGroups">With cpcv: groups that a fold tests.</param>
/// <param name="Purge">Bars kept free between parts, at least horizon + window; null for
/// exactly that.</param>
/// <param name="Embargo">Further bars kept free after a test block; null for 0, and for 1 % of the
/// days with cpcv.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="Seed">Seed of weights, batches, dropout and resamples.</param>
/// <param name="Ablation">Also V7.1 with one part left out at a time.</param>
/// <param name="Tickers">Only these; null for all that were imported, or all in the store.</param>
/// <param name="Cores">Cores to use; null for all of the machine. The forecasts are the same at any
/// number.</param>
public sealed record EvaluateRequest(
    string? Source = null,
    IReadOnlyList<string>? Experts = null,
    string Scheme = "expanding",
    int Folds = 5,
    DateOnly? FirstTest = null,
    int? TrainDays = null,
    int TestGroups = 2,
    int? Purge = null,
    int? Embargo = null,
    int Window = 16,
    int Seed = 42,
    bool Ablation = false,
    IReadOnlyList<string>? Tickers = null,
    int? Cores = null
)
{
    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
