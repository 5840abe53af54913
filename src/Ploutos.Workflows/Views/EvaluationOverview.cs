using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>An evaluation at a glance.</summary>
/// <param name="Id">Its name.</param>
/// <param name="CreatedAt">When it was finished.</param>
/// <param name="Simulated">From simulated bars.</param>
/// <param name="Scheme">expanding, rolling or cpcv.</param>
/// <param name="FirstTest">First tested day.</param>
/// <param name="LastTest">Last tested day.</param>
/// <param name="Folds">Folds.</param>
/// <param name="Tickers">Tickers.</param>
/// <param name="Questions">momentum, reversion, volatility, ensemble_5d, ensemble_1d.</param>
public sealed record EvaluationOverview(
    string Id,
    DateTimeOffset CreatedAt,
    bool Simulated,
    string Scheme,
    DateOnly FirstTest,
    DateOnly LastTest,
    int Folds,
    int Tickers,
    IReadOnlyList<string> Questions
);
