using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A study at a glance.</summary>
public sealed record StudyOverview
{
    /// <summary>Its name, such as v7_momentum.</summary>
    public required string Name { get; init; }

    /// <summary>The expert it is about; null where the name does not say.</summary>
    public required string? Expert { get; init; }

    /// <summary>minimize or maximize.</summary>
    public required string Direction { get; init; }

    /// <summary>All trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Complete ones.</summary>
    public required int Complete { get; init; }

    /// <summary>Pruned ones.</summary>
    public required int Pruned { get; init; }

    /// <summary>Failed ones.</summary>
    public required int Failed { get; init; }

    /// <summary>Running ones.</summary>
    public required int Running { get; init; }

    /// <summary>Ones that wait for the next search: queued, or given back by one that was stopped.</summary>
    public required int Waiting { get; init; }

    /// <summary>The best value; null while none is complete.</summary>
    public required double? BestValue { get; init; }

    /// <summary>Its trial.</summary>
    public required int? BestTrial { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyDictionary<string, object?> BestParameters { get; init; }

    /// <summary>Whether a training of the expert goes by this study: its best trial is the result of the
    /// expert's last search.</summary>
    public bool IsTrainedWith { get; init; }

    /// <summary>First start of a trial.</summary>
    public required DateTimeOffset? Started { get; init; }

    /// <summary>Last end of a trial.</summary>
    public required DateTimeOffset? Updated { get; init; }

    /// <summary>Its HTML report's name in <see cref="IWorkspaceViews.Reports"/>; null where
    /// there is none.</summary>
    public required string? Report { get; init; }
}
