using System.Globalization;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
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
        (RiskModel model, RiskTable table, List<string> notes, IReadOnlyList<SeriousFinding> findings) = Prepare(
            request,
            everyDay: false,
            progress,
            cancellation
        );
        return Describe(model, table, notes, findings);
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
            MarketTickers = table.Market.MembersOn(forecast.Day),
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
        (RiskModel model, RiskTable table, _, _) = Prepare(request, everyDay: true, progress, cancellation);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        int rows = RiskExport.Write(text, model, table, 0);
        UserFile.Write(path, text.ToString(), replace);
        return rows;
    }

    /// <summary>The model, and a table of the one ticker seen in its market; all of its days matter, or
    /// the last one.</summary>
    private (RiskModel Model, RiskTable Table, List<string> Notes, IReadOnlyList<SeriousFinding> Findings) Prepare(
        RiskRequest request,
        bool everyDay,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        string ticker = Ticker.Parse(request.Ticker);
        var notes = new List<string>();
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        BarSeries bars = _models.Known(store.Read(ticker), request.AsOf);
        if (bars.Count == 0)
            throw new NoDataException($"{ticker} has no bars up to {request.AsOf:yyyy-MM-dd}. Ask for a later day.");
        var rule = new SeriousRule(store, request.AcceptSerious);
        // One bar more than a forecast needs: what moved it is held against the bar before.
        IReadOnlyList<SeriousFinding> findings = rule.Require(
            bars,
            everyDay ? bars.Count : RiskTable.RequiredBars + 1,
            $"A risk forecast of {ticker}"
        );
        RiskModel model = _models.For(store, bars, request.AcceptSerious, request.FitsModel, notes, progress);
        string origin = StateName.Of(bars.Origin);
        cancellation.ThrowIfCancellationRequested();
        HashSet<string> stored = [.. store.List().Where(t => t.Origin == bars.Origin).Select(t => t.Ticker)];
        string[] wanted = request.Tickers is { Count: > 0 } named
            ? [.. named.Select(Ticker.Parse).Distinct()]
            : [.. model.Card.Data.Tickers];
        string[] missing = [.. wanted.Where(t => !stored.Contains(t))];
        if (missing.Length > 0 && request.Tickers is { Count: > 0 })
            throw new NoDataException(
                $"The store has no {origin} bars of {string.Join(", ", missing)}. Import them, or leave them out."
            );
        if (missing.Length > 0)
            notes.Add(
                $"{missing.Length} of the {wanted.Length} tickers that the model was trained on are not stored any "
                    + $"more; the market is made of the others."
            );
        ReadableBars read = store.ReadEach(wanted.Where(stored.Contains));
        notes.AddRange(read.Notes("the market"));
        BarSeries[] market = [.. read.Series.Select(b => _models.Known(b, request.AsOf))];
        AdmittedBars members = ServingMarkets.Admit(
            rule,
            [.. market.Where(m => m.Ticker != ticker && m.Count > 0)],
            first: everyDay ? DateOnly.MinValue : bars.Dates[^1],
            last: bars.Dates[^1]
        );
        HashSet<string> left = [.. members.Series.Select(m => m.Ticker), ticker];
        findings = [.. findings, .. members.Findings];
        notes.AddRange(findings.Select(f => f.Text));
        return (
            model,
            RiskTable.Build([bars], MarketFeatures.Compute([.. market.Where(m => left.Contains(m.Ticker))])),
            notes,
            findings
        );
    }
}
