using Ploutos.Experts;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Predict;

/// <summary>A prediction as the ledger keeps it.</summary>
internal static class PredictionRecord
{
    /// <summary>A prediction that was made just now, with what it was made from.</summary>
    public static SignalRecord Of(
        Prediction prediction,
        BarSeries bars,
        StoredTicker stored,
        Ensemble ensemble,
        ServingMarket? market
    ) =>
        Of(prediction) with
        {
            Horizon = ensemble.Models.Max(m => m.Card.Horizon),
            Experts =
            [
                .. ensemble.Models.Select(
                    (m, i) =>
                        new SignalOpinion(
                            m.Definition.Name,
                            prediction.Experts[i].Probability,
                            m.Card.Horizon,
                            m.Card.Version
                        )
                        {
                            Forecaster = m.Simple?.Forecaster,
                        }
                ),
            ],
            Origin = bars.Origin,
            Vintage = stored.Vintage,
            Rows = bars.Count,
            DataHash = SeriesHash.Of(bars),
            MarketKnownAt = market?.KnownAt,
            MarketHash = market?.HashOf(bars.Ticker, bars.Dates[^1]),
            ColumnHashes = ColumnHashes.Of(ensemble.Models, bars),
            Code = CodeVersion.Text,
        };

    /// <summary>What the prediction itself says.</summary>
    public static SignalRecord Of(Prediction prediction) =>
        new()
        {
            Kind = SignalKind.Predict,
            Ticker = prediction.Ticker,
            AsOf = prediction.AsOf,
            MadeAt = prediction.MadeAt,
            Late = IsLate(prediction.AsOf, prediction.MadeAt),
            Score = prediction.Score,
            Signal = prediction.Signal,
            RawSignal = prediction.RawSignal ?? prediction.Signal,
            GateReason = prediction.GateReason,
            WeakThreshold = prediction.WeakThreshold,
            StrongThreshold = prediction.StrongThreshold,
            Ensemble = prediction.Ensemble,
            Source = prediction.Source,
            Simulated = prediction.Simulated,
            Warnings = prediction.Warnings.Count > 0 ? prediction.Warnings : null,
            Notes = prediction.Notes.Count > 0 ? prediction.Notes : null,
            Code = "",
        };

    private static bool IsLate(DateOnly day, DateTimeOffset madeAt)
    {
        try
        {
            return madeAt >= DayMoments.KnownFrom(day);
        }
        catch (ArgumentOutOfRangeException) // outside the calendar of trading days
        {
            return DateOnly.FromDateTime(madeAt.UtcDateTime) > day.AddDays(1);
        }
    }
}
