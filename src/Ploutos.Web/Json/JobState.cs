using System.Text.Json.Serialization;

namespace Ploutos.Web.Json;

/// <summary>Where a job is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
internal enum JobState
{
    /// <summary>At work.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    /// <summary>Ended by a fault that <see cref="JobSnapshot.Error"/> tells.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Stopped on request; what it had finished is kept.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The server ended while it ran; what it had finished is kept, and the same request
    /// goes on from there.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,
}
