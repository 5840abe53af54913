using Ploutos.Tuning;

namespace Ploutos.Research.Tuning;

/// <summary>What a search is asked for.</summary>
/// <param name="Experts">Names; null or empty for all three.</param>
/// <param name="Trials">Trials an expert, those of earlier starts included.</param>
/// <param name="Timeout">No new trial of an expert after this.</param>
/// <param name="Tickers">Only these; null for all in the store.</param>
/// <param name="Jobs">Trials side by side, one core each; null for all cores.</param>
/// <param name="Seed">Seed of the sampler and of the trainings.</param>
/// <param name="Storage">An Optuna storage URL; null for <c>logs/studies.db</c>.</param>
/// <param name="Study">The study's name; null for <c>v7_{expert}</c>.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="TestFrom">First day of the test, which the search never sees; null for the last 15
/// % of the days.</param>
/// <param name="MaxEpochs">Cap on a trial's epochs; null for none.</param>
/// <param name="OnlyIfOutdated">Leave an expert alone whose search of this many trials on the same
/// bars has ended.</param>
public sealed record OptimizeRequest(
    IReadOnlyList<string>? Experts = null,
    int Trials = 50,
    TimeSpan? Timeout = null,
    IReadOnlyList<string>? Tickers = null,
    int? Jobs = null,
    int Seed = 42,
    string? Storage = null,
    string? Study = null,
    int Window = 16,
    DateOnly? TestFrom = null,
    int? MaxEpochs = null,
    bool OnlyIfOutdated = false
)
{
    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
