using System.Globalization;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Risk;

/// <summary>Risk forecasts of stored tickers.</summary>
public sealed class RiskWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private readonly RiskModelAtHand _models = new(workspace, time);

    /// <summary>The forecast of one ticker; fits the model where there is none.</summary>
    /// <exception cref="NoDataException">The ticker has no bars, or too few for a forecast.</exception>
    public RiskReport Report(RiskRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        var rule = new SeriousRule(store, request.AcceptSerious);
        var notes = new List<string>();
        (BarSeries bars, RiskModel model, RiskMarkets markets) = Prepare(
            store,
            request,
            b => RiskMarkets.Require(rule, b),
            notes,
            progress,
            cancellation
        );
        return markets.Report(bars, rule, notes);
    }

    /// <summary>What the model says of the last bar of a table of one ticker.</summary>
    /// <exception cref="NoDataException">It says nothing of it.</exception>
    internal static RiskReport Describe(
        RiskModel model,
        RiskTable table,
        List<string> notes,
        IReadOnlyList<SeriousFinding> findings
    )
    {
        BarSeries bars = table.Bars[0];
        TableRow row = new(0, bars.Count - 1);
        if (table.StateOf(row) is var state and not RiskRowState.Ready)
            throw new NoDataException(RiskModel.Explain(table, row, state));
        RiskForecast forecast = model.Forecast(table, row);
        if (forecast.Day <= model.Card.Days.ValidationTo)
            notes.Add(
                $"The model was fitted on days up to {model.Card.Days.ValidationTo:yyyy-MM-dd}, this one among them: "
                    + $"it knows what came."
            );
        if (model.NotKnown is { } reason)
            notes.Add($"Nothing is known of the model's worth: {reason}.");
        bool known = forecast.Change.State == RiskChangeState.Known;
        return new()
        {
            Ticker = forecast.Ticker,
            AsOf = forecast.Day,
            Simulated = bars.Origin == DataOrigin.Simulated,
            Model = model.Card.Version,
            UsesMarket = forecast.MarketUse == MarketUse.Used,
            MarketNote = forecast.MarketUse == MarketUse.Used ? null : forecast.MarketUse.Explain(),
            MarketTickers = table.Market.MembersOn(forecast.Ticker, forecast.Day),
            SessionsPerYear = table.SessionsPerYear(0),
            UsualVolatility = forecast.UsualVolatility,
            Horizons =
            [
                .. forecast.Horizons.Select(h => new RiskHorizon
                {
                    Bars = h.Horizon,
                    Volatility = h.Volatility,
                    ExpectedVolatility = h.ExpectedVolatility,
                    Low = h.Low,
                    High = h.High,
                    LossLimit = h.LossLimit,
                    ProbabilityHigh = h.ProbabilityHigh,
                }),
            ],
            Since = known ? forecast.Change.Since : null,
            LogChange = known ? forecast.Change.LogChange : null,
            Moves = [.. forecast.Change.Parts.Select(p => new RiskMove(p.Input, p.LogChange))],
            Verdict = ProofVerdicts.Of(model.Evidence?.Verdict),
            Findings = findings,
            Notes = notes,
        };
    }

    /// <summary>Writes inputs and forecasts of every bar of a ticker; returns the number of
    /// rows.</summary>
    public int Export(
        RiskRequest request,
        string path,
        bool replace,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        UserFile.Check(path, replace);
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        var rule = new SeriousRule(store, request.AcceptSerious);
        (BarSeries bars, RiskModel model, RiskMarkets markets) = Prepare(
            store,
            request,
            b => rule.Require(b, b.Count, $"A risk forecast of {b.Ticker}"),
            [],
            progress,
            cancellation
        );
        var table = RiskTable.Build([bars], markets.UpTo(rule, bars.Dates[^1]).Features);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        int rows = RiskExport.Write(text, model, table, 0);
        UserFile.Write(path, text.ToString(), replace);
        return rows;
    }

    /// <summary>The ticker's bars, the model, and the market it sees them in. The bars are checked before a
    /// model is fitted.</summary>
    private (BarSeries Bars, RiskModel Model, RiskMarkets Markets) Prepare(
        BarStore store,
        RiskRequest request,
        Action<BarSeries> check,
        List<string> notes,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        string ticker = Ticker.Parse(request.Ticker);
        BarSeries bars = _models.Known(store.Read(ticker), request.AsOf);
        if (bars.Count == 0)
            throw new NoDataException($"{ticker} has no bars up to {request.AsOf:yyyy-MM-dd}. Ask for a later day.");
        check(bars);
        RiskModel model = _models.For(store, bars, request.AcceptSerious, request.FitsModel, notes, progress);
        cancellation.ThrowIfCancellationRequested();
        return (bars, model, RiskMarkets.Read(store, model, Market(store, request, bars, notes)));
    }

    /// <summary>The tickers of the market that was asked for; null for the model's own.</summary>
    private IReadOnlyList<string>? Market(BarStore store, RiskRequest request, BarSeries bars, List<string> notes)
    {
        if (request.Tickers is not { Count: > 0 })
            return null;
        MembersOfDay members = MembersOfDay.Of(
            request.Tickers,
            NamedTickers.Of(workspace, request.Tickers, store),
            store,
            bars.Dates[^1],
            "Nothing was forecast."
        );
        string[] missing = [.. members.Missing, .. members.Stored.Where(t => store.Find(t)?.Origin != bars.Origin)];
        if (missing.Length > 0)
            throw new NoDataException(
                $"The store has no {StateName.Of(bars.Origin)} bars of {string.Join(", ", missing)}. Import them, or"
                    + " leave them out."
            );
        if (members.Note("are no part of the market") is { } note)
            notes.Add(note);
        return members.Stored;
    }
}
