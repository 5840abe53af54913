using System.Text.Json.Serialization;

namespace Ploutos.Research.Tuning;

/// <summary>What a search of hyperparameters ranges over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchSpaceKind>))]
public enum SearchSpaceKind
{
    /// <summary>The published ranges, a weight decay up to 3, and the window; the defaults are trial
    /// 0.</summary>
    [JsonStringEnumMemberName("wide")]
    Wide,

    /// <summary>The published ranges.</summary>
    [JsonStringEnumMemberName("published")]
    Published,
}
