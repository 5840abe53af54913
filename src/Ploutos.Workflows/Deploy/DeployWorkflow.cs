using Ploutos.Experts.Definitions;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workflows.Rooms;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Deploy;

/// <summary>The main job from end to end: bars, search, training, validation, one prediction.
/// Nothing is remembered beside the results themselves: a search whose result is there for
/// these bars, and a model that was made from these bars with these settings, are not made
/// again.</summary>
internal sealed class DeployWorkflow(
    IBarWorkflows bars,
    IResearchWorkflows research,
    ISignalWorkflows signals,
    WorkspaceFolder workspace
)
{
    private const int MostCompared = 50;

    public DeployResult Deploy(
        DeployRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (request.Quick && request.SkipOptimization)
            throw new PloutosException(
                Fault.WrongUsage,
                "quick shortens the search and skipOptimization leaves it out: give one of them."
            )
            {
                Remedies =
                [
                    new ChangeOption("quick", "leave it out"),
                    new ChangeOption("skipOptimization", "leave it out"),
                ],
            };
        workspace.EnsureWritable();
        if (request.AcceptSerious)
            progress?.Report(
                new Note("Serious findings are accepted: what is made may rest on wrong bars.", IsWarning: true)
            );
        DataReport? data = Bars(request, progress, cancellation);
        IReadOnlyList<string>? tickers = data is null ? null : [.. data.Series.Select(s => s.Ticker)];
        IReadOnlyList<OptimizeSummary> searches = request.SkipOptimization
            ? []
            : Search(request, tickers, progress, cancellation);
        IReadOnlyList<TrainedSummary> experts = research.Train(
            new TrainRequest
            {
                TestFrom = request.TestFrom,
                Seed = request.Seed,
                Window = request.Window,
                Tickers = tickers,
                OnlyOutdated = true,
                AcceptSerious = request.AcceptSerious,
            },
            progress,
            cancellation
        );
        HashSet<string> leftOut =
        [
            .. experts[0].Findings.Where(f => f.Decision == FindingDecision.LeftOut).Select(f => f.Ticker),
        ];
        string[] usable =
        [
            .. (tickers ?? [.. bars.List().OrderBy(s => s.Simulated).Select(s => s.Ticker)]).Where(t =>
                !leftOut.Contains(t)
            ),
        ];
        string ticker = request.Ticker ?? Shown(usable, request, progress, cancellation);
        progress?.Report(new StageStarted("predict", ticker));
        var asked = new PredictRequest
        {
            Ticker = ticker,
            Offline = true,
            AcceptSerious = request.AcceptSerious,
        };
        return new(data, searches, experts, signals.Predict(asked, progress, cancellation));
    }

    /// <summary>The ticker whose signal is shown where none was named: the first that can be predicted; of a
    /// simulated market the one with the strongest signal, since that is what a demonstration is for.</summary>
    private string Shown(
        string[] tickers,
        DeployRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (tickers.Length == 1)
            return tickers[0];
        bool isSimulated = bars.List().Where(s => tickers.Contains(s.Ticker)).All(s => s.Simulated);
        IReadOnlyList<(string Ticker, double Score)> scores = signals.Scores(
            tickers,
            isSimulated ? MostCompared : 1,
            request.AcceptSerious,
            progress,
            cancellation
        );
        if (scores.Count == 0)
            return tickers[0]; // its prediction says why there is none
        string shown = scores.MaxBy(s => Math.Abs(s.Score)).Ticker;
        if (isSimulated)
            progress?.Report(new Note($"{shown} is shown: it has the strongest signal of {scores.Count} tickers."));
        return shown;
    }

    private DataReport? Bars(DeployRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (request.Source is null && File.Exists(workspace.StorePath) && bars.List() is { Count: > 0 } stored)
        {
            progress?.Report(
                new Note(
                    $"Using the bars in the store: {Counted.Of(stored.Count, "ticker")},"
                        + $" {Counted.Of(stored.Sum(s => (long)s.Rows), "bar")}."
                )
            );
            return null;
        }

        if (request.Source is null)
            progress?.Report(
                new Note(
                    "No bars were named and the store is empty: a SIMULATED market is used. Name real ones as the"
                        + " source.",
                    IsWarning: true
                )
                {
                    Remedies = [new ChangeOption("source", "csv:FOLDER")],
                }
            );
        return bars.Import(
            new ImportRequest(request.Source ?? MarketData.Simulation.SimulatedMarket.SourceName) { Whole = true },
            progress,
            cancellation
        );
    }

    private List<OptimizeSummary> Search(
        DeployRequest request,
        IReadOnlyList<string>? tickers,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        var summaries = new List<OptimizeSummary>();
        foreach (ExpertDefinition expert in ExpertDefinition.All)
        {
            var search = new OptimizeRequest
            {
                Experts = [expert.Name],
                Trials = request.Quick ? 10 : 50,
                Timeout = TimeSpan.FromSeconds(request.Quick ? 600 : 3600),
                Tickers = tickers,
                Seed = request.Seed,
                Window = request.Window,
                TestFrom = request.TestFrom,
                OnlyIfOutdated = true,
                AcceptSerious = request.AcceptSerious,
            };
            summaries.AddRange(research.Optimize(search, progress, cancellation));
        }

        return summaries;
    }
}
