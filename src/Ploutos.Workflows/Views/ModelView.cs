using System.Text.Json.Serialization;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>One expert's model.</summary>
public sealed record ModelView
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>Its folder below the workspace.</summary>
    public required string Folder { get; init; }

    /// <summary>ready, missing or broken.</summary>
    public required ModelReadiness State { get; init; }

    /// <summary>Why it is missing or broken, and what to do; null where it is ready.</summary>
    public string? Detail { get; init; }

    /// <summary>What the reader can do about it; empty where the model is ready.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Names of class 0 and class 1.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What is known of it; null where there is none.</summary>
    public ModelFacts? Facts { get; init; }
}
