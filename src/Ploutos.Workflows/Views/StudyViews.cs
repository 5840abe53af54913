using Ploutos.Experts.Definitions;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Tuning;
using Ploutos.Tuning.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>The studies in <c>logs/studies.db</c>, also while one is being written.</summary>
internal sealed class StudyViews(WorkspaceFolder workspace)
{
    /// <summary>Each study at a glance; none where no search was ever made.</summary>
    public IReadOnlyList<StudyOverview> List() =>
        File.Exists(workspace.StudyPath)
            ? Open(storage =>
                storage
                    .StudyNames.Select(name => Study.Open(new() { Name = name, Storage = storage }))
                    .Select(s => Describe(s, s.Trials))
                    .ToArray()
            )
            : [];

    /// <summary>One study.</summary>
    /// <exception cref="ViewException">There is none of this name, or the database can't be
    /// read.</exception>
    public StudyView Read(string name)
    {
        if (!File.Exists(workspace.StudyPath))
            throw new ViewException(ViewFault.NotMadeYet, "There is no study yet. A search makes one.")
            {
                Remedies = [new RunSearch()],
            };
        return Open(storage =>
        {
            if (!storage.StudyNames.Contains(name))
                throw new ViewException(
                    ViewFault.NotMadeYet,
                    $"There is no study of this name. GET /api/v7/studies lists those there are:"
                        + $" {string.Join(", ", storage.StudyNames)}."
                );
            Study study = Study.Open(new() { Name = name, Storage = storage });
            IReadOnlyList<FrozenTrial> trials = study.Trials;
            ImportanceView[] importance =
            [
                .. ParameterImportance.Of(trials, study.Direction).Select(i => new ImportanceView(i.Name, i.Share)),
            ];
            return new StudyView(Describe(study, trials), [.. trials.Select(Describe)], importance);
        });
    }

    private T Open<T>(Func<StudyStorage, T> read)
    {
        try
        {
            using StudyStorage storage = StudyDatabase.Open(StudyDatabase.SqliteUrl(workspace.StudyPath));
            return read(storage);
        }
        catch (StudyStorageException e)
        {
            throw new ViewException(ViewFault.StoreBroken, e.Message, e);
        }
    }

    private StudyOverview Describe(Study study, IReadOnlyList<FrozenTrial> trials)
    {
        int Count(params TrialState[] states) => trials.Count(t => states.Contains(t.State));
        IEnumerable<FrozenTrial> complete = trials.Where(t => t.State == TrialState.Complete && t.Value is not null);
        FrozenTrial? best =
            study.Direction == StudyDirection.Minimize ? complete.MinBy(t => t.Value) : complete.MaxBy(t => t.Value);
        string report = $"{study.Name}.html";
        string? expert = ExpertDefinition
            .All.FirstOrDefault(e => study.Name.EndsWith(e.Name, StringComparison.Ordinal))
            ?.Name;
        return new()
        {
            Name = study.Name,
            Expert = expert,
            Direction = study.Direction == StudyDirection.Minimize ? "minimize" : "maximize",
            Trials = trials.Count,
            Complete = Count(TrialState.Complete),
            Pruned = Count(TrialState.Pruned),
            Failed = Count(TrialState.Fail),
            Running = Count(TrialState.Running),
            Waiting = Count(TrialState.Waiting),
            BestValue = best?.Value,
            BestTrial = best?.Number,
            BestParameters = best?.Parameters ?? new Dictionary<string, object?>(),
            IsTrainedWith =
                expert is not null
                && best is { Value: { } value }
                && HyperparameterFile.IsOf(workspace, expert, best.Number, value),
            Started = Moment(trials.Min(t => t.Started)),
            Updated = Moment(trials.Max(t => t.Completed)),
            Report =
                PathName.IsValid(report) && File.Exists(Path.Combine(workspace.ReportFolder, report)) ? report : null,
        };
    }

    private static TrialView Describe(FrozenTrial t) =>
        new()
        {
            Number = t.Number,
            State = SearchTrialStates.Of(t.State),
            Value = t.Value,
            Parameters = t.Parameters,
            Curve = [.. t.IntermediateValues.Select(v => new CurvePoint(v.Key, v.Value))],
            Started = Moment(t.Started),
            Seconds = (t.Completed - t.Started)?.TotalSeconds,
        };

    /// <summary>Optuna's tables hold local time.</summary>
    private static DateTimeOffset? Moment(DateTime? local) =>
        local is { } t ? new DateTimeOffset(DateTime.SpecifyKind(t, DateTimeKind.Local)) : null;
}
