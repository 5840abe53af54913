using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Figures;

namespace Ploutos.Research.Training;

/// <summary>Holds two models of an expert against each other on the test days of the newer one, as
/// far as the older one was not made from them either.</summary>
internal static class ModelDifference
{
    /// <summary>The comparison; null where fewer than five days are new to both.</summary>
    /// <param name="before">The older model.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="table">Features of their expert.</param>
    /// <param name="calendar">Days of its bars.</param>
    /// <param name="marketOf">The market that serves a model on days; null where it reads none.</param>
    public static ModelComparison? Of(
        TrainedExpert before,
        TrainedExpert after,
        ExpertTable table,
        IReadOnlyList<DateOnly> calendar,
        Func<TrainedExpert, DayRange, MarketFeatures?> marketOf
    )
    {
        if (SharedRows.Of([before, after], table, calendar, marketOf) is not { } rows)
            return null;
        Forecasts fresh = rows.Forecast(1);
        ComparedFigure auc = Compare(Metric.Auc, rows.Ranked(1), rows.Ranked(0));
        ComparedFigure loss = Compare(Metric.LogLoss, fresh, rows.Forecast(0));
        return new()
        {
            Expert = after.Definition.Name,
            Before = before.Card.Version,
            After = after.Card.Version,
            From = fresh.Days[0],
            To = fresh.Days[^1],
            Rows = fresh.Count,
            Auc = auc,
            LogLoss = loss,
            Verdict =
                loss.High < 0 ? "the new model is better: the interval of the log-loss's difference lies below 0"
                : loss.Low > 0 ? "the new model is worse: the interval of the log-loss's difference lies above 0"
                : "statistically indistinguishable: the interval of the log-loss's difference contains 0",
        };
    }

    private static ComparedFigure Compare(Metric metric, Forecasts after, Forecasts before)
    {
        Estimate difference = BlockBootstrap.Difference(metric, after, before);
        return new(metric.Of(before), metric.Of(after), difference.Value, difference.Low, difference.High);
    }
}
