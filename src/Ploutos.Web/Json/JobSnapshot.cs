using System.Text.Json;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Json;

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

    /// <summary>Of what kind its failure is, such as no_bars; defect where the program is to blame; null
    /// unless it failed.</summary>
    public string? Fault { get; init; }

    /// <summary>What to do about its failure; empty where the error says all.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>The number of its newest event.</summary>
    public required long LastEvent { get; init; }
}
