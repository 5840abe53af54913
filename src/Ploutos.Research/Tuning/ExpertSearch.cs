using System.Globalization;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.Neural.Training;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Reports;
using Ploutos.Research.Training;
using Ploutos.Research.Trials;
using Ploutos.Tuning;
using Ploutos.Tuning.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tuning;

/// <summary>The search of one expert: its study, its trials, and what is made of them.</summary>
internal sealed class ExpertSearch
{
    private readonly WorkspaceFolder _workspace;
    private readonly TimeProvider _time;
    private readonly ExpertTable _table;
    private readonly TrainingBars _bars;
    private readonly OptimizeRequest _request;
    private readonly DateSplit _split;
    private readonly string _fingerprint;
    private readonly TrialLedger _ledger;

    /// <summary>A search of one expert on bars, as it was asked for.</summary>
    public ExpertSearch(
        WorkspaceFolder workspace,
        TimeProvider time,
        ExpertTable table,
        TrainingBars bars,
        OptimizeRequest request
    )
    {
        (_workspace, _time, _table, _bars, _request) = (workspace, time, table, bars, request);
        _split = bars.Split(request.TestFrom, Expert.Label.Horizon, request.LongestWindow);
        _fingerprint = SearchFingerprint.Of(bars, _split, Expert, request);
        _ledger = new(workspace, time);
    }

    private ExpertDefinition Expert => _table.Expert;

    private string StudyName => _request.Study ?? $"v7_{Expert.Name}";

    private string ResultPath => _workspace.OptimizationResult(Expert.Name);

    private string ReportPath => Path.Combine(_workspace.ReportFolder, $"{StudyName}.html");

    /// <summary>Searches, or says what a search found that is done already.</summary>
    public OptimizeSummary Run(StudyStorage storage, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (_request.OnlyIfOutdated && Earlier() is { } earlier)
        {
            progress?.Report(
                new Note(
                    $"The search of the {Expert.Name} expert is done already ({Counted.Of(earlier.NTrials, "trial")} on"
                        + $" {earlier.Timestamp:yyyy-MM-dd HH:mm} UTC)."
                )
                {
                    Code = "search-kept",
                    Values =
                    [
                        Expert.Name,
                        earlier.NTrials.ToString(CultureInfo.InvariantCulture),
                        earlier.Timestamp.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ],
                }
            );
            return earlier.Summary(ResultPath, ReportPath, TimeSpan.Zero);
        }

        int jobs = Math.Clamp(_request.Jobs ?? Environment.ProcessorCount, 1, 64);
        Study study = Open(storage, jobs);
        Count(study, study.Trials); // those of an earlier start or another process that was killed before it could
        progress?.Report(
            new StageStarted(
                "optimize",
                $"{Expert.Name}: {Counted.Of(_request.Trials, "trial")}, {jobs} side by side, study {study.Name}"
            )
        );
        long started = _time.GetTimestamp();
        var folds = new SearchFolds(_table, _bars, _split, _request);
        RunTrials(study, folds, jobs, started, progress, cancellation);
        FrozenTrial best =
            study.BestTrial
            ?? throw new PloutosException(
                Fault.Failed,
                $"No trial of the {Expert.Name} expert was finished within {_request.Timeout?.TotalSeconds} s. Give it"
                    + $" more time."
            )
            {
                Remedies = [new ChangeOption("timeout", "more seconds")],
            };
        TimeSpan took = _time.GetElapsedTime(started);
        return Conclude(study, best, folds, cancellation).Summary(ResultPath, ReportPath, took);
    }

    /// <summary>The result of a search that was the same and had as many trials; null where there is
    /// none.</summary>
    private SearchResult? Earlier() =>
        SearchResult.TryRead(ResultPath) is { Days: not null } earlier
        && earlier.Fingerprint == _fingerprint
        && earlier.RequestedTrials >= _request.Trials
            ? earlier
            : null;

    /// <summary>The study, new or gone on with.</summary>
    private Study Open(StudyStorage storage, int jobs)
    {
        Study study = Study.Create(
            new StudyOptions
            {
                Name = StudyName,
                Storage = storage,
                LoadIfExists = true,
                Direction = StudyDirection.Minimize,
                Sampler = new TpeSampler(new TpeOptions { Seed = (uint)_request.Seed, ConstantLiar = jobs > 1 }),
                Pruner = new MedianPruner(startupTrials: 5, warmupSteps: 0),
                Time = _time,
            }
        );
        SearchFingerprint.Keep(study, _fingerprint);
        return study;
    }

    private void RunTrials(
        Study study,
        SearchFolds folds,
        int jobs,
        long started,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        int? batchCap = SearchSpace.BatchCap();
        if (_request.Space == SearchSpaceKind.Wide && study.Trials.Count == 0)
            study.Enqueue(SearchSpace.Defaults(Expert, withWindow: _request.Window is null));
        study.Optimize(
            trial => folds.Objective(trial, batchCap, progress),
            new OptimizeOptions
            {
                TotalTrials = _request.Trials,
                Timeout = _request.Timeout,
                Jobs = jobs,
                ContinueAfter = e => e is TrainingDivergedException,
                Callbacks =
                [
                    (s, trial) => Count(s, [trial]),
                    (s, trial) =>
                        progress?.Report(SearchProgress.Of(Expert, s, trial, _request, _time.GetElapsedTime(started))),
                ],
            },
            cancellation
        );
    }

    /// <summary>Enters trials in the ledger.</summary>
    private void Count(Study study, IReadOnlyList<FrozenTrial> trials) =>
        _ledger.Record(TrialEntries.Of(study.Name, Expert.Name, _fingerprint, _bars.Data, trials));

    /// <summary>Holds the best trial against the defaults and writes file and report.</summary>
    private SearchResult Conclude(Study study, FrozenTrial best, SearchFolds folds, CancellationToken cancellation)
    {
        IReadOnlyList<FrozenTrial> trials = study.Trials;
        Dictionary<string, double> parameters = Parameters(best);
        HyperparameterChoice found = HyperparameterFile.Of(parameters, Expert);
        bool isDefault = IsDefault(found);
        SearchCheck? check = isDefault ? null : folds.Check(found, cancellation);
        var result = new SearchResult
        {
            ExpertType = Expert.Name,
            Definition = Expert.Digest,
            BestLoss = best.Value!.Value,
            BestTrial = best.Number,
            BestParams = parameters,
            NTrials = trials.Count(t => t.State is TrialState.Complete or TrialState.Pruned),
            Timestamp = _time.GetUtcNow(),
            DataShape = new(
                _table.Training(_split, _table.FitScaler(_split)).Sequences.UsableRows(_request.LongestWindow),
                Expert.Features.Count
            ),
            RequestedTrials = _request.Trials,
            Fingerprint = _fingerprint,
            Pruned = trials.Count(t => t.State == TrialState.Pruned),
            Days = SearchDays.Of(_split, _bars.Data.Origin),
            MaxEpochs = _request.MaxEpochs,
            Serves = check is { Pays: true } ? HyperparameterFile.Search : HyperparameterFile.Defaults,
            Check = check,
            IsDefault = isDefault,
            Space = _request.Space,
        };
        result.Write(ResultPath);
        StudyReport.Write(study, ReportPath);
        return result;
    }

    /// <summary>What a trial ran with: the cap on the batch and a window that was asked for are part of
    /// it.</summary>
    private Dictionary<string, double> Parameters(FrozenTrial trial)
    {
        var parameters = trial.Parameters.ToDictionary(
            p => p.Key,
            p => Convert.ToDouble(p.Value, CultureInfo.InvariantCulture)
        );
        if (SearchSpace.BatchCap() is { } cap)
            parameters["batch_size"] = Math.Min(parameters["batch_size"], cap);
        if (_request.Window is { } window)
            parameters[SearchSpace.Window] = window;
        return parameters;
    }

    private bool IsDefault(HyperparameterChoice best) =>
        best.Values.Equals(Expert.Defaults) && (best.Window ?? _request.LongestWindow) == _request.LongestWindow;
}
