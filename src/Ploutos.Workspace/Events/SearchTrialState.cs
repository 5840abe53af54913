using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Events;

/// <summary>Where a trial of a search stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchTrialState>))]
public enum SearchTrialState
{
    /// <summary>At work.</summary>
    [JsonStringEnumMemberName("RUNNING")]
    Running,

    /// <summary>Ended with a value.</summary>
    [JsonStringEnumMemberName("COMPLETE")]
    Complete,

    /// <summary>Ended early by the pruner.</summary>
    [JsonStringEnumMemberName("PRUNED")]
    Pruned,

    /// <summary>Failed.</summary>
    [JsonStringEnumMemberName("FAIL")]
    Fail,

    /// <summary>Waits for a worker.</summary>
    [JsonStringEnumMemberName("WAITING")]
    Waiting,
}
