using Ploutos.Research.Evaluation;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Tuning;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Views;

/// <summary>What lies in a workspace, for a long-lived host to show: models and analyses stay in
/// memory, and are made again when a file of the workspace changes. Nothing here writes. May be used
/// by many threads at once; whatever can't be shown is a <see cref="ViewException"/>.</summary>
public interface IWorkspaceViews : IDisposable
{
    /// <summary>The folder that is shown.</summary>
    WorkspaceFolder Workspace { get; }

    /// <summary>Counts the changes of store, models, studies and reports that were noticed; a page
    /// that saw another number is out of date.</summary>
    WorkspaceState State();

    /// <summary>Names the files and the day that answers are made from: where it is the same, so are
    /// they, but for signals and the daily run. It means nothing to another process.</summary>
    string Version { get; }

    /// <summary>Looks for changes now instead of within the next second: after a piece of work that
    /// is known to have made some.</summary>
    void Refresh();

    /// <summary>The prediction of a ticker from its stored bars, as <c>predict --offline</c> makes
    /// it; nothing is logged.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="asOf">The last day whose bar is used; null for the newest.</param>
    Prediction Analysis(string ticker, DateOnly? asOf = null);

    /// <summary>The newest prediction beside that of the bar before.</summary>
    AnalysisChange Change(string ticker);

    /// <summary>Which features and which past days moved each expert.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="asOf">The last day whose bar is used; null for the newest.</param>
    TickerExplanation Explain(string ticker, DateOnly? asOf = null);

    /// <summary>What the risk model says of a ticker; where there is no model, none is fitted.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="asOf">The last day whose bar is used; null for the newest.</param>
    RiskReport Risk(string ticker, DateOnly? asOf = null);

    /// <summary>A year of risk forecasts, by today's model, against what came.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="asOf">The last day; null for the newest.</param>
    RiskPast RiskPast(string ticker, DateOnly? asOf = null);

    /// <summary>What is known of each expert's worth against its baselines.</summary>
    IReadOnlyList<ExpertEvidence> Evidence();

    /// <summary>The same of many tickers, in the order asked; null for all that are stored. What is
    /// wrong with one ticker is told in its place.</summary>
    IReadOnlyList<BatchEntry> Batch(IReadOnlyList<string>? tickers, CancellationToken cancellation = default);

    /// <summary>All stored tickers with their signal, their newest closes and changes.</summary>
    IReadOnlyList<WatchlistRow> Watchlist(CancellationToken cancellation = default);

    /// <summary>Bars as columns, with the indicators that charts show.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="firstDay">First day; null for all.</param>
    /// <param name="lastDay">Last day; null for all.</param>
    BarColumns Bars(string ticker, DateOnly? firstDay = null, DateOnly? lastDay = null);

    /// <summary>The signals that were given for a ticker (null: for all): those of the daily run
    /// with what became of them, and logged predictions of other days; by day, the newest
    /// last.</summary>
    /// <param name="ticker">The ticker; null for all.</param>
    /// <param name="limit">Most entries.</param>
    IReadOnlyList<LoggedSignal> Signals(string? ticker, int limit);

    /// <summary>What the store holds.</summary>
    IReadOnlyList<StoredSeries> Data();

    /// <summary>Findings of the quality check in the stored bars.</summary>
    /// <param name="ticker">The ticker; null for all.</param>
    /// <param name="limit">Most findings.</param>
    FindingList Findings(string? ticker, int limit);

    /// <summary>The three experts and their models.</summary>
    IReadOnlyList<ModelView> Models();

    /// <summary>Finished evaluations, the newest first.</summary>
    IReadOnlyList<EvaluationOverview> Evaluations();

    /// <summary>One evaluation.</summary>
    EvaluationResult Evaluation(string id);

    /// <summary>Whether bars and models are there to answer with.</summary>
    IReadOnlyList<ReadyCheck> Readiness();

    /// <summary>The studies of the search, without their trials.</summary>
    IReadOnlyList<StudyOverview> Studies();

    /// <summary>One study with its trials and the importance of its parameters.</summary>
    StudyView Study(string name);

    /// <summary>The files of <c>reports/</c>.</summary>
    IReadOnlyList<ReportFile> Reports();

    /// <summary>The full path of a report that <see cref="Reports"/> names.</summary>
    string ReportPath(string name);
}
