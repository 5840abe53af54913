using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A study at a glance.</summary>
/// <param name="Name">Its name, such as v7_momentum.</param>
/// <param name="Expert">The expert it is about; null where the name does not say.</param>
/// <param name="Direction">minimize or maximize.</param>
/// <param name="Trials">All trials.</param>
/// <param name="Complete">Complete ones.</param>
/// <param name="Pruned">Pruned ones.</param>
/// <param name="Failed">Failed ones.</param>
/// <param name="Running">Running or waiting ones.</param>
/// <param name="BestValue">The best value; null while none is complete.</param>
/// <param name="BestTrial">Its trial.</param>
/// <param name="BestParameters">Its parameters.</param>
/// <param name="Started">First start of a trial.</param>
/// <param name="Updated">Last end of a trial.</param>
/// <param name="Report">Its HTML report's name in <see cref="IWorkspaceViews.Reports"/>; null where
/// there is none.</param>
public sealed record StudyOverview(
    string Name,
    string? Expert,
    string Direction,
    int Trials,
    int Complete,
    int Pruned,
    int Failed,
    int Running,
    double? BestValue,
    int? BestTrial,
    IReadOnlyDictionary<string, object?> BestParameters,
    DateTimeOffset? Started,
    DateTimeOffset? Updated,
    string? Report
);
