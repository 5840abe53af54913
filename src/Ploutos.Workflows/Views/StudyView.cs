using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A study with everything.</summary>
public sealed record StudyView(
    StudyOverview Overview,
    IReadOnlyList<TrialView> Trials,
    IReadOnlyList<ImportanceView> Importance
);
