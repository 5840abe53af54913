using Ploutos.Benchmarks.Peer;
using Ploutos.Benchmarks.Scale;
using Ploutos.Boosting;
using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Trees;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Benchmarks.Quality;

/// <summary>How long LightGBM and the experts' networks learn from the same rows, one core each: networks until
/// validation stops them (window 1, default hyperparameters), trees until validation has chosen their number and they
/// are fitted. For information: <c>evaluate</c> says which of them forecasts better.</summary>
internal static class TreesCommand
{
    private const double TestFrom = 0.85;
    private const int Window = 1,
        Rounds = 3;

    /// <summary>Prints a line an expert.</summary>
    public static IEnumerable<object> Run(Arguments arguments)
    {
        var boosting = (IGradientBoosting)new BoostingPart().GetService(typeof(IGradientBoosting))!;
        if (boosting.Unavailable is { } why)
            throw new InvalidDataException(why);
        IReadOnlyList<BarSeries> bars = ScaleData.Bars(arguments.Path);
        DateOnly[] calendar = [.. bars.SelectMany(b => b.Dates.ToArray()).Distinct().Order()];
        DateOnly testFrom = calendar[(int)(TestFrom * calendar.Length)];
        Clock clock = Clock.From(arguments);
        foreach (ExpertTable table in ExpertTable.Build(ExpertDefinition.All, bars))
        {
            DateSplit split = DateSplit.At(calendar, testFrom, table.Expert.Label.Horizon, Window);
            StandardScaler scaler = table.FitScaler(split);
            ExpertRows training = table.Training(split, scaler),
                validation = table.Validation(split, scaler, Window);
            (double network, FittedExpert fitted) = Timed(
                clock,
                () =>
                    ExpertTraining.Fit(
                        table.Expert,
                        scaler,
                        training,
                        validation,
                        new() { Window = Window },
                        new CoreBudget(1)
                    )
            );
            BoostingRows learned = Labelled(training.Sequences),
                chosenBy = Labelled(validation.Sequences);
            (double trees, int count) = Timed(
                clock,
                () =>
                {
                    int chosen = boosting.ChooseTrees(learned, chosenBy);
                    boosting.Fit(learned, chosen);
                    return chosen;
                }
            );
            yield return new
            {
                expert = table.Expert.Name,
                rows = learned.Outcomes.Length,
                inputs = learned.Columns,
                network_seconds = Math.Round(network, 2),
                epochs = fitted.Training.History.Count,
                library = boosting.Name,
                trees_seconds = Math.Round(trees, 2),
                trees = count,
                network_over_trees = Math.Round(network / trees, 1),
            };
        }
    }

    private static (double Seconds, T Result) Timed<T>(Clock clock, Func<T> work)
    {
        T result = work(); // compiles
        double[] seconds = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
            seconds[i] = clock.Time(() => result = work());
        Array.Sort(seconds);
        return (seconds[Rounds / 2], result);
    }

    private static BoostingRows Labelled(SequenceDataset rows)
    {
        int[] known = [.. Enumerable.Range(0, rows.Rows).Where(i => rows.Labels[i] >= 0)];
        return new(
            [.. known.SelectMany(i => rows.Inputs[(i * rows.Features)..((i + 1) * rows.Features)])],
            rows.Features,
            [.. known.Select(i => rows.Labels[i] == 1)]
        );
    }
}
