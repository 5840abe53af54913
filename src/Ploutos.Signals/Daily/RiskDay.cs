using System.Collections.Concurrent;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Risk;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>Makes the risk forecasts of a day, for the tickers that have a bar of it. Nothing that goes
/// wrong here stands in the signals' way: it becomes a reason, or the run's warning.</summary>
/// <param name="registry">The risk models.</param>
/// <param name="read">Bars of a ticker, up to the newest; null where there are none that can be read:
/// it is then no part of the market. Any number of threads may ask at once.</param>
/// <param name="rule">The rule of serious findings.</param>
internal sealed class RiskDay(
    RiskRegistry registry,
    Func<string, (StoredTicker Stored, BarSeries Series)?> read,
    SeriousRule rule
)
{
    private readonly ConcurrentDictionary<string, (RiskTable Table, double[] Ewma)> _tables = new(
        StringComparer.Ordinal
    );
    private RiskModel? _model;
    private RiskMarkets? _markets;
    private bool _isGivenUp;

    /// <summary>Why no forecasts are made; null where they are, or where there is no model.</summary>
    public string? Fault { get; private set; }

    /// <summary>Serious findings of the tickers of the market on the days made so far.</summary>
    public HashSet<SeriousFinding> Findings { get; } = [];

    /// <summary>The forecasts that go with a day's records of signals.</summary>
    public IReadOnlyList<RiskForecastRecord> Make(IReadOnlyList<SignalRecord> records, DateOnly day, DateTimeOffset now)
    {
        if (_isGivenUp || !registry.Exists)
            return [];
        try
        {
            _model ??= registry.Load();
            _markets ??= RiskMarkets.Of(_model, ticker => read(ticker)?.Series);
            RiskMarket market = _markets.On(rule, day);
            Findings.UnionWith(market.Findings);
            return [.. SideBySide.Of(records, r => Of(r, market.Features, day, now)).OfType<RiskForecastRecord>()];
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or FileNotFoundException
                        or ArgumentException
                        or MarketDataException
                        or StorageException
            )
        {
            Fault = $"No risk forecasts are made: {e.Message}";
            _isGivenUp = true;
            return [];
        }
    }

    private RiskForecastRecord? Of(SignalRecord signal, MarketFeatures market, DateOnly day, DateTimeOffset now)
    {
        if (
            read(signal.Ticker) is not { } bars
            || bars.Series.Dates.BinarySearch(day) is not (>= 0 and var row)
            || _model is not { } model
        )
            return null;
        BarSeries upTo = bars.Series.UpTo(day);
        var record = new RiskForecastRecord
        {
            Ticker = signal.Ticker,
            AsOf = day,
            MadeAt = now,
            Exchange = signal.Exchange,
            Late = now >= DayMoments.KnownFrom(day, DayMoments.Market(signal.Exchange)),
            Horizon = RiskTable.Week,
            Version = model.Card.Version,
            Simulated = upTo.Origin == DataOrigin.Simulated,
            Vintage = bars.Stored.Vintage,
            Rows = upTo.Count,
            DataHash = signal.DataHash ?? SeriesHash.Of(upTo),
            Code = CodeVersion.Text,
        };
        if (Doubt(model, upTo, day) is { } reason)
            return record with { Reason = reason };
        (RiskTable table, double[] ewma) = TableOf(bars.Series, row, market);
        TableRow place = new(0, row);
        if (table.StateOf(place) is var state and not RiskRowState.Ready)
            return record with { Reason = RiskModel.Explain(table, place, state) };
        RiskForecast forecast = model.Forecast(table, place);
        HorizonForecast week = forecast.Of(RiskTable.Week);
        double year = ewma[row] * Math.Sqrt(table.SessionsPerYear(0));
        return record with
        {
            UsesMarket = forecast.MarketUse == MarketUse.Used,
            UsualVolatility = forecast.UsualVolatility,
            Volatility = week.Volatility,
            ExpectedVolatility = week.ExpectedVolatility,
            Low = week.Low,
            High = week.High,
            LossLimit = week.LossLimit,
            ProbabilityHigh = week.ProbabilityHigh,
            Ewma = year > 0 ? year : null,
        };
    }

    /// <summary>Why the model may not forecast these bars, or null.</summary>
    private string? Doubt(RiskModel model, BarSeries bars, DateOnly day)
    {
        if (model.Card.Data.Origin != bars.Origin)
            return $"the risk model was trained on {StateName.Of(model.Card.Data.Origin)} bars, but these are"
                + $" {StateName.Of(bars.Origin)}";
        if (model.Card.Days.ValidationTo >= day)
            return $"the risk model was fitted on days up to {model.Card.Days.ValidationTo:yyyy-MM-dd}, this one among"
                + " them";
        return
            rule.InWindow(bars, RiskTable.RequiredBars).FirstOrDefault(f => f.Decision == FindingDecision.LeftOut)
                is { } finding
            ? $"the bars of the forecast hold a serious finding: {finding.Facts} {finding.Meaning}"
            : null;
    }

    /// <summary>The table with a row. The newest row, which is the one that is asked for where no day was
    /// missed, needs no table of all.</summary>
    private (RiskTable Table, double[] Ewma) TableOf(BarSeries bars, int row, MarketFeatures market)
    {
        if (row == bars.Count - 1)
            return (RiskTable.Newest(bars, market), VolatilityEstimates.Exponential(bars));
        (RiskTable Table, double[] Ewma) known = _tables.GetOrAdd(
            bars.Ticker,
            _ => (RiskTable.Build([bars], market), VolatilityEstimates.Exponential(bars))
        );
        return (known.Table.With(market), known.Ewma);
    }
}
