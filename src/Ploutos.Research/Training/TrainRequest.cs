using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>What to train.</summary>
/// <param name="Experts">Names; null or empty for all three.</param>
/// <param name="TestFrom">First day of the test; null tests on the last 15 % of the days.</param>
/// <param name="Seed">Seed of weights, batches and dropout.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="Tickers">Only these; null for all in the store.</param>
/// <param name="Cores">Cores to use; null for all of the machine.</param>
/// <param name="OnlyOutdated">Leave an expert alone whose model was made from the same bars with
/// the same settings.</param>
/// <param name="Candidate">Store the models as versions that do not predict until they are promoted;
/// those that predict and their thresholds stay as they are. An expert without a model that predicts
/// gets its first one at once.</param>
public sealed record TrainRequest(
    IReadOnlyList<string>? Experts = null,
    DateOnly? TestFrom = null,
    int Seed = 42,
    int Window = 16,
    IReadOnlyList<string>? Tickers = null,
    int? Cores = null,
    bool OnlyOutdated = false,
    bool Candidate = false
)
{
    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
