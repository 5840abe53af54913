using Ploutos.Research.Proof;
using Ploutos.Signals.History;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Signals.Sizing;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Rooms;

/// <summary>Signals and risk forecasts of one ticker, and the record of signals. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface ISignalWorkflows
{
    /// <summary>Signals of the record, the daily run's and predictions', by day and ticker, with what
    /// became of the daily run's.</summary>
    IReadOnlyList<SignalRow> Signals(SignalQuery query);

    /// <summary>Writes signals of the record to a file and returns how many. A file that exists is
    /// left alone unless the request says otherwise.</summary>
    int ExportSignals(SignalExportRequest request);

    /// <summary>The daily run's signals, by day and ticker, with what became of them.</summary>
    IReadOnlyList<StoredSignal> SignalHistory(
        string? ticker = null,
        DateOnly? firstDay = null,
        DateOnly? lastDay = null
    );

    /// <summary>Forecasts a stored ticker's volatility in units; fits the risk model where there is
    /// none.</summary>
    RiskReport Risk(
        RiskRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Writes date, inputs, forecast volatility and probability of HIGH of every bar of a
    /// ticker as CSV; returns the number of rows. A file that exists is refused, unless it is to be
    /// replaced.</summary>
    int ExportRisk(
        RiskRequest request,
        string path,
        bool replace = false,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Whole shares of each ticker for a volatility of all together, and the trades that lead
    /// there; fits the risk model where there is none, unless the request says otherwise.</summary>
    SizeReport Size(
        SizeRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>What one expert alone forecasts of a ticker; recorded nowhere.</summary>
    /// <param name="expert">The expert's name; it must have a model, unless the request names an ONNX file.
    /// Null for the expert that this file names.</param>
    /// <param name="request">The ticker, its day, where its bars come from, and the ONNX file.</param>
    /// <param name="progress">Is told of what is fetched.</param>
    /// <param name="cancellation">Ends it.</param>
    ExpertForecast Forecast(
        string? expert,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Predicts one ticker: fetches its bars where they are unknown or stale, and trains
    /// the experts where there are none at all.</summary>
    Prediction Predict(
        PredictRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Predicts many tickers in one process, each as <see cref="Predict"/> does. One that fails
    /// stops no other; its error is a <see cref="PloutosException"/> where the user can mend it.</summary>
    /// <param name="tickers">Which; null for all that are stored.</param>
    /// <param name="request">What is asked of each; its ticker is not read.</param>
    /// <param name="progress">Is told of what is fetched and trained.</param>
    /// <param name="cancellation">Ends it; nothing is recorded then.</param>
    PredictionBatch PredictMany(
        IReadOnlyList<string>? tickers,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>The scores of stored tickers from their newest bars, in the order asked; recorded nowhere. A
    /// ticker that can't be predicted is left out, and the reason reported.</summary>
    /// <param name="tickers">Which.</param>
    /// <param name="most">Scores, at most; the tickers after them are not looked at.</param>
    /// <param name="acceptSerious">Whether bars with serious findings are used.</param>
    /// <param name="progress">Is told of each ticker.</param>
    /// <param name="cancellation">Ends it.</param>
    IReadOnlyList<(string Ticker, double Score)> Scores(
        IReadOnlyList<string> tickers,
        int most,
        bool acceptSerious = false,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Why the experts say what they say of a stored ticker: what each feature and each
    /// day of the window added.</summary>
    TickerExplanation Explain(ExplainRequest request);
}
