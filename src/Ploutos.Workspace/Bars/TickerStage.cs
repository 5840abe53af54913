using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>Where the fetch of a ticker stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TickerStage>))]
public enum TickerStage
{
    /// <summary>A source is asked.</summary>
    [JsonStringEnumMemberName("asking")]
    Asking,

    /// <summary>Its answer is checked and stored.</summary>
    [JsonStringEnumMemberName("storing")]
    Storing,

    /// <summary>The ticker is done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>No source served it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
