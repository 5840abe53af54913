using System.Text.Json.Serialization;

namespace Ploutos.Research.Sharding;

/// <summary>One process's share of a work that many make together.</summary>
/// <param name="Shard">Which share.</param>
/// <param name="Folder">The folder that all processes see.</param>
public sealed record ShardTask(Shard Shard, string Folder);

/// <summary>What a process did of its share.</summary>
public sealed record ShardReport
{
    /// <summary>The work: its bars and settings.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Which share, such as 1/4.</summary>
    [JsonPropertyName("shard")]
    public required string Shard { get; init; }

    /// <summary>Units of the share, all finished.</summary>
    [JsonPropertyName("units")]
    public required int Units { get; init; }

    /// <summary>Units of all shares.</summary>
    [JsonPropertyName("all_units")]
    public required int AllUnits { get; init; }

    /// <summary>Hash of the bars.</summary>
    [JsonPropertyName("data_hash")]
    public required string DataHash { get; init; }

    /// <summary>Time it took.</summary>
    [JsonPropertyName("seconds")]
    public required double Seconds { get; init; }

    /// <summary>Where the units lie.</summary>
    [JsonPropertyName("folder")]
    public required string Folder { get; init; }
}
