using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;

namespace Ploutos.Research.Training;

/// <summary>Rows of days that none of a few models of an expert was made from, and what each says of
/// them.</summary>
internal sealed class SharedRows
{
    /// <summary>Fewer common days decide nothing.</summary>
    private const int LeastDays = 5;

    private readonly RowKey[] _keys;
    private readonly ServedOutcomes[] _served;

    private SharedRows(RowKey[] keys, ServedOutcomes[] served) => (_keys, _served) = (keys, served);

    /// <summary>The rows, from the first day that is new to every model on; null where fewer than five days
    /// are, or where it is not known what chose one of them.</summary>
    /// <param name="models">The models, in any order.</param>
    /// <param name="table">Features of their expert.</param>
    /// <param name="calendar">Days of its bars.</param>
    /// <param name="marketOf">The market that serves a model on days; null where it reads none.</param>
    public static SharedRows? Of(
        IReadOnlyList<TrainedExpert> models,
        ExpertTable table,
        IReadOnlyList<DateOnly> calendar,
        Func<TrainedExpert, DayRange, MarketFeatures?> marketOf
    )
    {
        int horizon = table.Expert.Label.Horizon,
            window = models.Max(m => m.Window);
        // Windows and labels must not reach back into the days that a model was made from.
        int known = models.Max(m => LastKnown(m, calendar)) + horizon + window + 1;
        int from = Math.Max(known, models.Max(m => IndexOf(calendar, FirstNew(m) ?? calendar[^1])));
        if (calendar.Count - from < LeastDays + horizon)
            return null;
        DateSplit split = TrainingPipeline.Production.Split([.. calendar], calendar[from], horizon, window);
        var served = new ServedOutcomes[models.Count];
        for (int i = 0; i < served.Length; i++)
        {
            ExpertRows asked = table.Test(split, models[i].Scaler, models[i].Window);
            served[i] = ServedOutcomes.Of(models[i], table, asked, marketOf(models[i], split.Test));
            if (served[i].IsEmpty)
                return null;
        }

        RowKey[] common =
        [
            .. served[^1].Keys.Where(k => served.All(s => s.Contains(k))).OrderBy(k => k.Date).ThenBy(k => k.Ticker),
        ];
        return common.Select(k => k.Date).Distinct().Count() < LeastDays ? null : new(common, served);
    }

    /// <summary>Calibrated forecasts of a model.</summary>
    /// <param name="model">Its place among the models.</param>
    public Forecasts Forecast(int model) => Forecast(_served[model], _served[model].Calibrator);

    /// <summary>The network's own ranking of the rows, without its calibration.</summary>
    /// <param name="model">Its place among the models.</param>
    public Forecasts Ranked(int model) => Forecast(_served[model], Calibrator.Identity);

    private Forecasts Forecast(ServedOutcomes rows, Calibrator calibrator) =>
        new(
            [.. _keys.Select(k => k.Date)],
            [.. _keys.Select(k => calibrator.Probability(rows[k].Margin))],
            [.. _keys.Select(k => rows[k].Outcome)]
        );

    /// <summary>The first day that counts as evidence of a model; null where that is not known.</summary>
    private static DateOnly? FirstNew(TrainedExpert model) =>
        model.Card.Days.TestFrom ?? model.Card.Choices?.OutOfSampleFrom;

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
