using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Research.Training;

/// <summary>Which days of a split count as evidence: those after the last day that chose anything,
/// and after a purge of horizon + window behind the days of a search.</summary>
public static class EvidenceDays
{
    /// <summary>What the days of a training chose.</summary>
    /// <param name="choice">The hyperparameters.</param>
    /// <param name="split">The training's days.</param>
    /// <param name="bars">Its bars.</param>
    public static ModelChoices Choices(HyperparameterChoice choice, DateSplit split, TrainingBars bars)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(bars);
        DataOrigin origin = bars.Data.Origin;
        SearchKnowledge knowledge = choice.KnowledgeOf(origin);
        DateOnly? search = knowledge == SearchKnowledge.Known ? choice.Days!.Last : null,
            design = DesignDays.Last(bars.Data);
        DateOnly first = split.Test.From;
        if (search > split.Validation.To)
            first = Later(first, After(bars.Calendar, search.Value, split.Gap));
        // The design saw no bar after its last day, so that no label reaches further and no purge follows.
        if (design is { } last)
            first = Later(first, last.AddDays(1));
        return new(
            split.Train.To,
            split.Validation.To,
            knowledge,
            search,
            design,
            knowledge == SearchKnowledge.NotKnown ? null : first
        );
    }

    /// <summary>What the days of a training chose whose settings no search chose.</summary>
    /// <param name="split">The training's days.</param>
    /// <param name="bars">Its bars.</param>
    public static ModelChoices Choices(DateSplit split, TrainingBars bars) =>
        Choices(new(ExpertDefinition.Volatility.Defaults, HyperparameterFile.Defaults), split, bars);

    /// <summary>The days of the parts; those of the test are the days that count, none where they
    /// are too few or not known.</summary>
    public static ModelDays Days(ModelChoices choices, DateSplit split, TrainingBars bars)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(bars);
        DateOnly[] counted = choices.OutOfSampleFrom is { } from ? [.. bars.Calendar.Where(d => d >= from)] : [];
        bool enough = counted.Length >= EvidenceDaysText.LeastDays;
        return new(
            split.Train.From,
            split.Train.To,
            split.Validation.From,
            split.Validation.To,
            enough ? counted[0] : null,
            enough ? counted[^1] : null
        );
    }

    /// <summary>A run whose test rows are those that count alone; null where none do. The purge
    /// holds on each ticker's own bars too.</summary>
    public static TestedRows? Counted(TestedRows run, ExpertTable table, ModelChoices choices, ModelDays days, int gap)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(days);
        if (days.TestFrom is not { } from)
            return null;
        DateOnly[] first =
        [
            .. table.Bars.Select(bars =>
                choices.SearchTo > choices.ValidationTo
                    ? Later(from, After(bars.Dates.ToArray(), choices.SearchTo.Value, gap))
                    : from
            ),
        ];
        double[] margins =
        [
            .. run.TestMargins.Select(
                (m, r) => run.Test.Keys[r].Date < first[run.Test.Keys[r].Ticker] ? double.NaN : m
            ),
        ];
        return OutOfSample.Usable(margins, run.Test).Length == 0 ? null : new(run.Calibrator, run.Test, margins);
    }

    /// <summary>The day that lies <paramref name="gap"/> bars behind the first one after a day;
    /// where the bars end before, a later one that no bar will be earlier than.</summary>
    private static DateOnly After(DateOnly[] days, DateOnly last, int gap)
    {
        int first = TradingCalendar.FirstAfter(days, last) + gap;
        return first < days.Length ? days[first]
            : days.Length == 0 ? last.AddDays(2 * gap)
            : Later(last, days[^1]).AddDays(1 + 2 * (first - days.Length + 1));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
