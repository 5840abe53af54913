using Ploutos.Experts;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>The bars that a signal is made from.</summary>
/// <param name="Series">Up to and including the signal's day.</param>
/// <param name="Source">Where they came from.</param>
/// <param name="Vintage">The store's vintage.</param>
internal sealed record DayBars(BarSeries Series, string Source, int Vintage);

/// <summary>From one ticker's bars and an ensemble to what is said of the day. The daily run
/// and its replay share it.</summary>
internal static class SignalMaker
{
    /// <summary>How the reason begins where the bars hold a serious finding.</summary>
    public const string OnFinding = "the bars that the experts see hold a serious finding";

    /// <summary>The record of a day whose bar is there: a signal, or the reason why these bars
    /// allow none.</summary>
    public static SignalRecord Make(
        Ensemble ensemble,
        DayBars bars,
        DateTimeOffset madeAt,
        ServingMarket? market,
        string? exchange
    )
    {
        DateOnly day = bars.Series.Dates[^1];
        SignalRecord record = Empty(exchange, bars.Series.Ticker, day, madeAt) with
        {
            Source = bars.Source,
            Vintage = bars.Vintage,
            Rows = bars.Series.Count,
            DataHash = SeriesHash.Of(bars.Series),
            Origin = bars.Series.Origin,
            Simulated = bars.Series.Origin == DataOrigin.Simulated || ensemble.IsSimulated,
            MarketKnownAt = market?.KnownAt,
            MarketHash = market?.HashOf(bars.Series.Ticker, day),
            ColumnHashes = ColumnHashes.Of(ensemble.Models, bars.Series),
            Ensemble = EnsembleRecord.Of(ensemble.Definition),
        };
        if (bars.Series.Count < ensemble.RequiredBars)
            return record with
            {
                Reason = $"{bars.Series.Count} bars are too few: the experts need {ensemble.RequiredBars}",
            };
        SignalDecision decision;
        try
        {
            decision = ensemble.Decide(bars.Series, market: market?.Features);
        }
        catch (ArgumentException e) // a feature is missing in the last window
        {
            return record with { Reason = ParameterName.LeftOut(e.Message) };
        }

        IReadOnlyList<string> notes = AbstentionNotes.Of(ensemble, decision, bars.Series);
        return record with
        {
            Notes = notes.Count > 0 ? notes : null,
            Experts =
            [
                .. ensemble.Models.Select(
                    (m, i) =>
                        new SignalOpinion(m.Definition.Name, decision.Probabilities[i], m.Card.Horizon, m.Card.Version)
                        {
                            Forecaster = m.Simple?.Forecaster,
                        }
                ),
            ],
            Horizon = ensemble.Models.Max(m => m.Card.Horizon),
            Score = decision.Score,
            Signal = decision.Signal.Text(),
            RawSignal = decision.Raw.Text(),
            GateReason = decision.Reason,
            WeakThreshold = decision.Thresholds.Weak,
            StrongThreshold = decision.Thresholds.Strong,
        };
    }

    /// <summary>The record of a day without a signal.</summary>
    public static SignalRecord Without(
        string? exchange,
        string ticker,
        DateOnly day,
        DateTimeOffset madeAt,
        string reason
    ) => Empty(exchange, ticker, day, madeAt) with { Reason = reason };

    private static SignalRecord Empty(string? exchange, string ticker, DateOnly day, DateTimeOffset madeAt) =>
        new()
        {
            Ticker = ticker,
            AsOf = day,
            MadeAt = madeAt,
            Late = madeAt >= DayMoments.KnownFrom(day, DayMoments.Market(exchange)),
            Exchange = exchange,
            Code = CodeVersion.Text,
        };
}
