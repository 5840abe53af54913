using System.Text.Json.Serialization;

namespace Ploutos.Benchmarks.Quality;

/// <summary>One universe and expert: test log-loss with the defaults and after a search.</summary>
internal sealed record SearchLine
{
    [JsonPropertyName("universe")]
    public required int Universe { get; init; }

    [JsonPropertyName("tickers")]
    public required int Tickers { get; init; }

    [JsonPropertyName("expert")]
    public required string Expert { get; init; }

    [JsonPropertyName("trials")]
    public required int Trials { get; init; }

    /// <summary>What the search left: <c>search</c> or <c>defaults</c>.</summary>
    [JsonPropertyName("search_serves")]
    public required string? SearchServes { get; init; }

    [JsonPropertyName("defaults_serve")]
    public required string? DefaultsServe { get; init; }

    [JsonPropertyName("searched_serves")]
    public required string? SearchedServes { get; init; }

    [JsonPropertyName("defaults")]
    public required double Defaults { get; init; }

    [JsonPropertyName("searched")]
    public required double Searched { get; init; }

    /// <summary>Searched minus defaults: below 0 the search paid.</summary>
    [JsonPropertyName("difference")]
    public required double Difference { get; init; }

    [JsonPropertyName("search_seconds")]
    public required double SearchSeconds { get; init; }
}
