using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Reports;
using Ploutos.Research.Training;
using Ploutos.Research.Trials;
using Ploutos.Tuning;
using Ploutos.Tuning.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tuning;

/// <summary>Searches an expert's hyperparameters as Optuna would: TPE, median pruning from fold to fold,
/// calibrated log-loss averaged over purged validation folds. Trials run side by side, one core each.
/// The defaults are trial 0. The best trial serves only where it beats the defaults on a fold that the
/// search did not use. The study outlives an interruption; a second start goes on. The test days are
/// never seen.</summary>
public sealed class OptimizeWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const string FingerprintKey = "ploutos_fingerprint";

    /// <summary>Searches the requested experts and returns a summary of each.</summary>
    /// <exception cref="PloutosException">A setting is wrong, or the study was made from other
    /// bars.</exception>
    public IReadOnlyList<OptimizeSummary> Optimize(
        OptimizeRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<ExpertDefinition> experts = new ExpertCatalog(workspace).Choose(request.Experts);
        if (request.Trials < 1)
            throw new PloutosException(Fault.WrongUsage, $"trials must be 1 or more, but got {request.Trials}.")
            {
                Remedies = [new ChangeOption("trials", "1 or more")],
            };
        if (request.Study is not null && experts.Count > 1)
            throw new PloutosException(
                Fault.WrongUsage,
                $"study names one study, but {experts.Count} experts were asked for. Name one expert."
            )
            {
                Remedies = [new ChangeOption("expert", "one expert"), new ChangeOption("study", "leave it out")],
            };
        if (request.Study is not null)
            PathName.Check(request.Study, "The name of a study");
        workspace.EnsureWritable();
        Directory.CreateDirectory(workspace.LogFolder);
        TrainingBars bars;
        using (BarStore store = new DataWorkflow(workspace, time).OpenStore())
            bars = TrainingBars
                .Read(store, request.Tickers, progress)
                .Admit(store, request.AcceptSerious, "A search", progress);
        using StudyStorage storage = OpenStorage(request);
        ExpertTable[] tables = ExpertTable.Build(experts, bars.Series);
        var summaries = new List<OptimizeSummary>();
        foreach (ExpertTable table in tables)
            summaries.Add(
                Search(table, bars, storage, request, progress, cancellation) with
                {
                    Findings = bars.Findings,
                }
            );
        return summaries;
    }

    /// <summary>What a search's results depend on beside its trials. Inputs, label, network, defaults
    /// and widths of the built-in experts are part of Ploutos.</summary>
    public static string Fingerprint(
        TrainingBars bars,
        DateSplit split,
        ExpertDefinition expert,
        OptimizeRequest request
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{bars.Data.Hash[..16]}"
                + $" {split.Train.From:yyyyMMdd}-{split.Train.To:yyyyMMdd}-{split.Validation.To:yyyyMMdd}"
                + $" window {LongestWindow(request)}{(request.Window is null ? "" : " asked")}"
                + $" epochs {request.MaxEpochs ?? 0} batch {SearchSpace.BatchCap() ?? 0}"
                + $" {StateName.Of(request.Space)} log-loss"
        ) + (expert.IsBuiltIn ? "" : $" expert {expert.Digest[..16]} {SearchSpace.Digest(expert)[..16]}");

    private static int LongestWindow(OptimizeRequest request) => request.Window ?? ExpertDefinition.DefaultWindow;

    private static string StudyName(OptimizeRequest request, ExpertDefinition expert) =>
        request.Study ?? $"v7_{expert.Name}";

    private string ReportPath(OptimizeRequest request, ExpertDefinition expert) =>
        Path.Combine(workspace.ReportFolder, $"{StudyName(request, expert)}.html");

    private StudyStorage OpenStorage(OptimizeRequest request)
    {
        try
        {
            return StudyDatabase.Open(request.Storage ?? StudyDatabase.SqliteUrl(workspace.StudyPath));
        }
        catch (StudyStorageException e)
        {
            throw new PloutosException(Fault.Failed, e.Message, e);
        }
    }

    private OptimizeSummary Search(
        ExpertTable table,
        TrainingBars bars,
        StudyStorage storage,
        OptimizeRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ExpertDefinition expert = table.Expert;
        DateSplit split = bars.Split(request.TestFrom, expert.Label.Horizon, LongestWindow(request));
        string fingerprint = Fingerprint(bars, split, expert, request);
        string resultPath = workspace.OptimizationResult(expert.Name);
        if (
            request.OnlyIfOutdated
            && SearchResult.TryRead(resultPath) is { } earlier
            && earlier.Fingerprint == fingerprint
            && earlier.Days is not null
            && earlier.RequestedTrials >= request.Trials
        )
        {
            progress?.Report(
                new Note(
                    $"The search of the {expert.Name} expert is done already ({earlier.NTrials} trials on"
                        + $" {earlier.Timestamp:yyyy-MM-dd HH:mm} UTC)."
                )
            );
            return new()
            {
                Expert = expert.Name,
                BestValue = earlier.BestLoss,
                BestTrial = earlier.BestTrial,
                BestParameters = earlier.BestParams.ToDictionary(p => p.Key, p => (object?)p.Value),
                Trials = earlier.NTrials,
                Pruned = earlier.Pruned,
                Seconds = 0,
                ResultFile = resultPath,
                Report = ReportPath(request, expert),
                SeenTo = earlier.Days?.Last,
                MaxEpochs = earlier.MaxEpochs,
                Serves = earlier.Serves,
                Check = earlier.Check,
                IsDefault = earlier.IsDefault,
            };
        }

        int jobs = Math.Clamp(request.Jobs ?? Environment.ProcessorCount, 1, 64);
        Study study = Study.Create(
            new StudyOptions
            {
                Name = StudyName(request, expert),
                Storage = storage,
                LoadIfExists = true,
                Direction = StudyDirection.Minimize,
                Sampler = new TpeSampler(new TpeOptions { Seed = (uint)request.Seed, ConstantLiar = jobs > 1 }),
                Pruner = new MedianPruner(startupTrials: 5, warmupSteps: 0),
                Time = time,
            }
        );
        Continue(study, fingerprint);
        var ledger = new TrialLedger(workspace, time);
        void Count(params IEnumerable<FrozenTrial> trials) =>
            ledger.Record(TrialEntries.Of(study.Name, expert.Name, fingerprint, bars.Data, trials));
        Count(study.Trials); // those of an earlier start or another process that was killed before it could
        progress?.Report(
            new StageStarted(
                "optimize",
                $"{expert.Name}: {request.Trials} trials, {jobs} side by side, study {study.Name}"
            )
        );
        long started = time.GetTimestamp();
        int? batchCap = SearchSpace.BatchCap();
        var folds = new SearchFolds(table, bars, split, request);
        if (request.Space == SearchSpaceKind.Wide && study.Trials.Count == 0)
            study.Enqueue(SearchSpace.Defaults(expert, withWindow: request.Window is null));
        study.Optimize(
            trial => folds.Objective(trial, batchCap),
            new OptimizeOptions
            {
                TotalTrials = request.Trials,
                Timeout = request.Timeout,
                Jobs = jobs,
                ContinueAfter = e => e is TrainingDivergedException,
                Callbacks =
                [
                    (_, trial) => Count(trial),
                    (s, trial) =>
                        progress?.Report(SearchProgress.Of(expert, s, trial, request, time.GetElapsedTime(started))),
                ],
            },
            cancellation
        );
        FrozenTrial best =
            study.BestTrial
            ?? throw new PloutosException(
                Fault.Failed,
                $"No trial of the {expert.Name} expert was finished within {request.Timeout?.TotalSeconds} s. Give it"
                    + $" more time."
            )
            {
                Remedies = [new ChangeOption("timeout", "more seconds")],
            };
        return Conclude(
            table,
            study,
            best,
            folds,
            SearchDays.Of(split, bars.Data.Origin),
            split,
            fingerprint,
            request,
            time.GetElapsedTime(started),
            cancellation
        );
    }

    /// <summary>A study goes on only on the bars and with the expert it began with: losses on other
    /// rows can't be compared.</summary>
    private static void Continue(Study study, string fingerprint)
    {
        string mine = System.Text.Json.JsonSerializer.Serialize(fingerprint, StudyJson.Default.String);
        if (study.UserAttributes.TryGetValue(FingerprintKey, out string? known) && known != mine)
        {
            throw new PloutosException(
                Fault.Failed,
                $"The study '{study.Name}' was made on other bars, days, window or limits, or of another file of the"
                    + $" expert ({known} instead of {mine}), so its losses can't be compared. "
                    + "Use another study or storage, or move logs/studies.db away."
            )
            {
                Remedies = [new ChangeOption("study", "another name"), new ChangeOption("storage", "another storage")],
            };
        }

        study.SetUserAttribute(FingerprintKey, fingerprint);
    }

    private static bool IsDefault(HyperparameterChoice best, ExpertDefinition expert, OptimizeRequest request) =>
        best.Values.Equals(expert.Defaults) && (best.Window ?? LongestWindow(request)) == LongestWindow(request);

    private OptimizeSummary Conclude(
        ExpertTable table,
        Study study,
        FrozenTrial best,
        SearchFolds folds,
        SearchDays days,
        DateSplit split,
        string fingerprint,
        OptimizeRequest request,
        TimeSpan elapsed,
        CancellationToken cancellation
    )
    {
        ExpertDefinition expert = table.Expert;
        IReadOnlyList<FrozenTrial> trials = study.Trials;
        var parameters = best.Parameters.ToDictionary(
            p => p.Key,
            p => Convert.ToDouble(p.Value, CultureInfo.InvariantCulture)
        );
        if (SearchSpace.BatchCap() is { } cap)
            parameters["batch_size"] = Math.Min(parameters["batch_size"], cap);
        if (request.Window is { } window)
            parameters[SearchSpace.Window] = window;
        int finished = trials.Count(t => t.State is TrialState.Complete or TrialState.Pruned),
            pruned = trials.Count(t => t.State == TrialState.Pruned);
        HyperparameterChoice found = HyperparameterFile.Of(parameters, expert);
        bool isDefault = IsDefault(found, expert, request);
        SearchCheck? check = isDefault ? null : folds.Check(found, cancellation);
        string serves = check is { Pays: true } ? HyperparameterFile.Search : HyperparameterFile.Defaults;
        string path = workspace.OptimizationResult(expert.Name);
        new SearchResult
        {
            ExpertType = expert.Name,
            Definition = expert.Digest,
            BestLoss = best.Value!.Value,
            BestTrial = best.Number,
            BestParams = parameters,
            NTrials = finished,
            Timestamp = time.GetUtcNow(),
            DataShape = new(
                table.Training(split, table.FitScaler(split)).Sequences.UsableRows(LongestWindow(request)),
                expert.Features.Count
            ),
            RequestedTrials = request.Trials,
            Fingerprint = fingerprint,
            Pruned = pruned,
            Days = days,
            MaxEpochs = request.MaxEpochs,
            Serves = serves,
            Check = check,
            IsDefault = isDefault,
            Space = request.Space,
        }.Write(path);
        string report = ReportPath(request, expert);
        StudyReport.Write(study, report);
        return new()
        {
            Expert = expert.Name,
            BestValue = best.Value!.Value,
            BestTrial = best.Number,
            BestParameters = parameters.ToDictionary(p => p.Key, p => (object?)p.Value),
            Trials = finished,
            Pruned = pruned,
            Seconds = elapsed.TotalSeconds,
            ResultFile = path,
            Report = report,
            SeenTo = days.Last,
            MaxEpochs = request.MaxEpochs,
            Serves = serves,
            Check = check,
            IsDefault = isDefault,
        };
    }
}
