using System.Text.Json.Serialization;

namespace Ploutos.Alerts;

/// <summary>Where an alert of the outbox stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertState>))]
public enum AlertState
{
    /// <summary>Waits to be sent.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Waits for the day's message.</summary>
    [JsonStringEnumMemberName("daily")]
    Daily,

    /// <summary>Is part of a day's message.</summary>
    [JsonStringEnumMemberName("collected")]
    Collected,

    /// <summary>The channel took it.</summary>
    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>Not sent; it is not tried again.</summary>
    [JsonStringEnumMemberName("given up")]
    GivenUp,
}
