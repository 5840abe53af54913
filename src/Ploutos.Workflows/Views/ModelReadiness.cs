using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>Whether a model can predict.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelReadiness>))]
public enum ModelReadiness
{
    /// <summary>It can.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>There is none yet.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>It can't be used.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken,
}
