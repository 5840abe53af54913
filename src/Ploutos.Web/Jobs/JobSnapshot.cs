using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Jobs;

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

/// <summary>How far a job is.</summary>
/// <param name="Fraction">0 .. 1; null where nobody knows.</param>
/// <param name="Text">What it does, in a few words.</param>
internal sealed record JobProgress(double? Fraction, string Text);

/// <summary>A job as it stands.</summary>
internal sealed record JobSnapshot
{
    /// <summary>Its name in addresses.</summary>
    public required string Id { get; init; }

    /// <summary>fetch, update, optimize, train, ...: of one kind one runs at a time.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required JobState State { get; init; }

    /// <summary>What it works on, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>What was asked.</summary>
    public JsonElement? Request { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required JobProgress Progress { get; init; }

    /// <summary>What it made; null unless it succeeded.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Error { get; init; }

    /// <summary>What to do about its failure; empty where the error says all.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>The number of its newest event.</summary>
    public required long LastEvent { get; init; }
}
