using System.Text.Json.Serialization;

namespace Ploutos.Workspace;

/// <summary>How something that was looked at stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthState>))]
public enum HealthState
{
    /// <summary>In order.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Something to know of.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Something must be mended.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
