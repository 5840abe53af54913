using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Risk;

/// <summary>The workspace's risk model for bars of one origin, and the bars that are known.</summary>
internal sealed class RiskModelAtHand(WorkspaceFolder workspace, TimeProvider time)
{
    private readonly RiskRegistry _registry = new(workspace.ModelsFolder);

    /// <summary>The current model.</summary>
    /// <param name="store">Where bars are to fit on.</param>
    /// <param name="bars">Bars that are to be forecast.</param>
    /// <param name="acceptSerious">Whether bars with serious findings are used.</param>
    /// <param name="fits">Whether one is fitted where there is none.</param>
    /// <param name="notes">Is told what was done.</param>
    /// <param name="progress">Is told of a fit.</param>
    /// <exception cref="PloutosException">There is none, or it was trained on bars of the other
    /// origin.</exception>
    public RiskModel For(
        BarStore store,
        BarSeries bars,
        bool acceptSerious,
        bool fits,
        List<string> notes,
        IProgress<WorkflowEvent>? progress
    )
    {
        RiskModel model =
            fits && !_registry.Exists ? FitFirst(store, bars.Origin, acceptSerious, notes, progress) : Load();
        RequireOrigin(model, bars);
        return model;
    }

    /// <summary>The current model.</summary>
    /// <exception cref="PloutosException">There is none.</exception>
    public RiskModel Load() =>
        _registry.Exists
            ? _registry.Load()
            : throw new PloutosException(Fault.NoModel, "There is no risk model yet. Train one.")
            {
                Remedies = [new TrainAgain("volatility")],
            };

    /// <summary>Refuses bars of the other origin.</summary>
    /// <exception cref="PloutosException">The model was trained on others.</exception>
    public static void RequireOrigin(RiskModel model, BarSeries bars)
    {
        string origin = StateName.Of(bars.Origin);
        if (model.Card.Data.Origin != bars.Origin)
            throw new PloutosException(
                Fault.Failed,
                "A risk model forecasts bars of the origin it was trained on, "
                    + $"{StateName.Of(model.Card.Data.Origin)}, but the bars "
                    + $"of {bars.Ticker} are {origin}. Train it on {origin} bars."
            );
    }

    /// <summary>The bars up to a day; without one, up to the last finished trading day.</summary>
    public BarSeries Known(BarSeries bars, DateOnly? asOf) =>
        asOf is { } day ? bars.UpTo(day)
        : bars.Origin == DataOrigin.Simulated ? bars
        : bars.UpTo(TickerMarket.ClockOf(bars).LastFinished(time.GetUtcNow()));

    private RiskModel FitFirst(
        BarStore store,
        DataOrigin origin,
        bool acceptSerious,
        List<string> notes,
        IProgress<WorkflowEvent>? progress
    )
    {
        workspace.EnsureWritable();
        ReadableBars read = store.ReadEach(store.List().Where(t => t.Origin == origin).Select(t => t.Ticker));
        notes.AddRange(read.Notes("the fit of the risk model"));
        string[] tickers = [.. read.Series.Select(b => b.Ticker)];
        RiskModel model = new RiskFitting(workspace, time).Run(
            TrainingBars
                .Read(store, tickers, progress)
                .Admit(store, acceptSerious, "A fit of the risk model", progress),
            testFrom: null,
            progress
        );
        notes.Add($"There was no risk model yet: it was fitted just now on {tickers.Length} ticker(s).");
        return model;
    }
}
