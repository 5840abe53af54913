using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Evaluation;

/// <summary>What an evaluation found: <c>reports/evaluation/{id}/evaluation.json</c>, with
/// snake_case names; a figure that is not defined is null there and NaN here.</summary>
public sealed record EvaluationResult
{
    /// <summary>The version of the file's layout that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Layout of the file.</summary>
    public required int Format { get; init; }

    /// <summary>Names the evaluation: a hash of bars, folds, settings and hyperparameters. The same
    /// question has the same id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was finished.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Made from simulated bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The pooled tickers.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>SHA-256 over the bars, as in a model's card.</summary>
    public required string DataHash { get; init; }

    /// <summary>What it ran with.</summary>
    public required EvaluationSettings Settings { get; init; }

    /// <summary>The folds, in order of their number.</summary>
    public required IReadOnlyList<EvaluationFold> Folds { get; init; }

    /// <summary>momentum, reversion, volatility, and, where all three were asked for, ensemble_5d
    /// and ensemble_1d.</summary>
    public required IReadOnlyList<QuestionEvaluation> Questions { get; init; }

    /// <summary>Serious findings inside the bars that were asked for: of tickers that were left out,
    /// or accepted. Empty in a file of an earlier version.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];

    /// <summary>What a reader must know: hyperparameters that saw test days, parts of the ablation
    /// that change nothing.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Wall time of this call; units that an earlier start had finished are not in it.</summary>
    public required double Seconds { get; init; }

    /// <summary>The folder of this file; <c>forecasts.csv</c> lies in it.</summary>
    public required string Folder { get; init; }
}
