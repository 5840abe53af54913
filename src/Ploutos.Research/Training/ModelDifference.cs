using Ploutos.Experts.Calibration;
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
    /// <summary>Fewer common days decide nothing.</summary>
    private const int LeastDays = 5;

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
        int horizon = after.Definition.Label.Horizon,
            window = Math.Max(before.Window, after.Window);
        // Windows and labels must not reach back into the days that the older one was made from.
        int known = Math.Max(LastKnown(before, calendar), LastKnown(after, calendar)) + horizon + window + 1;
        int from = Math.Max(known, IndexOf(calendar, after.Card.Days.TestFrom ?? calendar[^1]));
        if (calendar.Count - from < LeastDays + horizon)
            return null;
        DateSplit split = TrainingPipeline.Production.Split([.. calendar], calendar[from], horizon, window);
        if (Rows(before, table, split, marketOf) is not { } old || Rows(after, table, split, marketOf) is not { } fresh)
            return null;
        RowKey[] common = [.. fresh.Keys.Where(old.Contains).OrderBy(k => k.Date).ThenBy(k => k.Ticker)];
        if (common.Select(k => k.Date).Distinct().Count() < LeastDays)
            return null;
        Forecasts Of(ServedOutcomes rows, bool calibrated) =>
            new(
                [.. common.Select(k => k.Date)],
                [
                    .. common.Select(k =>
                        (calibrated ? rows.Calibrator : Calibrator.Identity).Probability(rows[k].Margin)
                    ),
                ],
                [.. common.Select(k => rows[k].Outcome)]
            );
        ComparedFigure auc = Compare(Metric.Auc, Of(fresh, false), Of(old, false));
        ComparedFigure loss = Compare(Metric.LogLoss, Of(fresh, true), Of(old, true));
        return new()
        {
            Expert = after.Definition.Name,
            Before = before.Card.Version,
            After = after.Card.Version,
            From = common[0].Date,
            To = common[^1].Date,
            Rows = common.Length,
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

    private static ServedOutcomes? Rows(
        TrainedExpert model,
        ExpertTable table,
        DateSplit split,
        Func<TrainedExpert, DayRange, MarketFeatures?> marketOf
    )
    {
        ExpertRows asked = table.Test(split, model.Scaler, model.Window);
        return ServedOutcomes.Of(model, table, asked, marketOf(model, split.Test)) is { IsEmpty: false } rows
            ? rows
            : null;
    }

    private static int LastKnown(TrainedExpert model, IReadOnlyList<DateOnly> calendar)
    {
        // A card of an earlier version does not say what its search saw.
        DateOnly chosen = model.Card.Choices?.LastDay ?? model.Card.Days.ValidationTo;
        return IndexOf(calendar, chosen.AddDays(1)) - 1;
    }

    /// <summary>The first day of a calendar that is not before a day.</summary>
    private static int IndexOf(IReadOnlyList<DateOnly> calendar, DateOnly day)
    {
        int i = 0;
        while (i < calendar.Count && calendar[i] < day)
            i++;
        return i;
    }
}
