using System.Text.Json.Serialization;

namespace Ploutos.Experts.Registry;

/// <summary>What is known of the days that a search of hyperparameters saw.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchKnowledge>))]
public enum SearchKnowledge
{
    /// <summary>There was no search on bars of this origin.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Its file names the days.</summary>
    [JsonStringEnumMemberName("known")]
    Known,

    /// <summary>Its file does not name the days, as those of earlier versions.</summary>
    [JsonStringEnumMemberName("not_known")]
    NotKnown,
}
