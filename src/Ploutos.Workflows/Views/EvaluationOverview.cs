using System.Text.Json.Serialization;
using Ploutos.Research.Evaluation;

namespace Ploutos.Workflows.Views;

/// <summary>An evaluation at a glance.</summary>
public sealed record EvaluationOverview
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>When it was finished.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From simulated bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>expanding, rolling or cpcv.</summary>
    public required string Scheme { get; init; }

    /// <summary>First tested day.</summary>
    public required DateOnly FirstTest { get; init; }

    /// <summary>Last tested day.</summary>
    public required DateOnly LastTest { get; init; }

    /// <summary>Folds.</summary>
    public required int Folds { get; init; }

    /// <summary>Tickers.</summary>
    public required int Tickers { get; init; }

    /// <summary>momentum, reversion, volatility, ensemble_5d, ensemble_1d.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>In what it differs from the models that predict (models, tickers, days, not_known);
    /// empty where it is theirs.</summary>
    public required IReadOnlyList<EvaluationDifference> Differs { get; init; }
}
