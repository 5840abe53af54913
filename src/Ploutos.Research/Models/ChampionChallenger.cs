using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Figures;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Research.Training;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Models;

/// <summary>Champion and challenger. The challenger learns from everything up to a gap before the
/// last days; on these days, which neither was trained on or calibrated by, both forecast the same
/// rows. It takes over where its mean log-loss is no higher and the 95 % interval of the paired
/// difference stays below <see cref="Margin"/>; otherwise the champion stays. Either way both stay
/// at hand.</summary>
/// <param name="workspace">Where the hyperparameters lie.</param>
/// <param name="time">The clock.</param>
/// <param name="registry">The models.</param>
/// <param name="ensemble">Who votes: its thresholds are fitted for the winners.</param>
/// <param name="compareDays">How many of the last days the two are compared on, at most.</param>
/// <param name="acceptSerious">Whether tickers with serious findings are used all the same.</param>
public sealed class ChampionChallenger(
    WorkspaceFolder workspace,
    TimeProvider time,
    ModelRegistry registry,
    EnsembleDefinition ensemble,
    int compareDays,
    bool acceptSerious = false
)
{
    /// <summary>How much worse, in nats, the challenger may be at the upper end of the difference's
    /// interval.</summary>
    public const double Margin = 0.01;

    /// <summary>Fewer days of comparison decide nothing.</summary>
    public const int LeastDays = 21;

    /// <summary>Trains a challenger for every champion, compares them, and puts the winners to
    /// use.</summary>
    /// <param name="champions">The models in use.</param>
    /// <param name="store">The bars.</param>
    /// <param name="day">The last day that may be seen.</param>
    /// <param name="progress">Where progress goes; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="NoDataException">The store has none of the champions' tickers.</exception>
    public IReadOnlyList<ModelDuel> Run(
        IReadOnlyList<TrainedExpert> champions,
        BarStore store,
        DateOnly day,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ReadableBars read = store.ReadEach(champions[0].Card.Data.Pool.Where(store.Contains));
        foreach (string note in read.Notes("the retraining"))
            progress?.Report(new Note(note, IsWarning: true));
        BarSeries[] series = [.. read.Series.Select(b => b.UpTo(day)).Where(b => b.Count > 0)];
        if (series.Length == 0)
            throw new NoDataException(
                "None of the tickers that the models were trained on is in the store, "
                    + "so that nothing can be trained."
            );
        TrainingBars bars = TrainingBars.Of(series, "live").Admit(store, acceptSerious, "A retraining", progress);
        series = [.. bars.Series];
        progress?.Report(
            new StageStarted(
                "retrain",
                $"challengers on {series.Length} ticker(s), up to {bars.Calendar[^1]:yyyy-MM-dd}"
            )
        );
        ExpertTable[] tables = ExpertTable.Build([.. champions.Select(c => c.Definition)], series);
        var cores = new CoreBudget(Math.Clamp(Environment.ProcessorCount, 1, 64));
        (ModelDuel Duel, TrainedExpert? Challenger)[] duels =
        [
            .. champions.Select((champion, i) => Duel(champion, tables[i], bars, store, cores, progress, cancellation)),
        ];
        TrainedExpert[] winners = [.. duels.Select((d, i) => d.Duel.TakesOver ? d.Challenger! : champions[i])];
        if (duels.Any(d => d.Duel.TakesOver))
        {
            // The thresholds of the new set are there before its first model is.
            new ThresholdFitting(registry, ensemble).Run(bars, store, winners, acceptSerious);
            foreach ((ModelDuel duel, TrainedExpert? challenger) in duels.Where(d => d.Duel.TakesOver))
            {
                string why = $"took over: {duel.Verdict}";
                registry.Versions.Use(challenger!.Definition, challenger.Card.Version, time.GetUtcNow(), why);
                new RiskSwitch(workspace).Follow(challenger.Card, time.GetUtcNow(), why);
            }

            new ThresholdRefit(workspace, time, ensemble).Ensure();
        }

        return [.. duels.Select(d => d.Duel)];
    }

    /// <summary>The last day that chose anything about the champion, or that the search behind the
    /// challenger's hyperparameters can have seen.</summary>
    private static DateOnly LastChoice(TrainedExpert champion, HyperparameterChoice challenger, DataOrigin origin)
    {
        DateOnly own = champion.Card.Choices?.LastDay ?? champion.Card.Days.ValidationTo,
            search = challenger.SeenTo(origin) ?? DateOnly.MinValue;
        return own > search ? own : search;
    }

    private (ModelDuel Duel, TrainedExpert? Challenger) Duel(
        TrainedExpert champion,
        ExpertTable table,
        TrainingBars bars,
        BarStore store,
        CoreBudget cores,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        TrainingSettings settings = TrainingSettings.Of(champion.Card);
        HyperparameterChoice choice = HyperparameterFile.Find(workspace, champion.Definition);
        int window = Math.Max(champion.Card.PurgedWindow, settings.LongestWindow(choice)),
            from = FirstCompared(champion, choice, bars, gap: champion.Card.Horizon + window);
        if (bars.Calendar.Length - from < LeastDays)
            return (TooFewDays(champion, bars.Calendar[^1]), null);
        DateSplit split = bars.Split(bars.Calendar[from], champion.Card.Horizon, window);
        ServedModel made = new ServedTraining(
            bars,
            cores,
            () => new RiskFitting(workspace, time).TryRun(bars, bars.Calendar[from], progress, candidate: true)
        ).Run(table, split, choice, settings, new() { Cancellation = cancellation }, time.GetUtcNow());
        TrainedExpert challenger = registry.Versions.Add(CardHeads.With(made.Model, workspace), made.Attachments);
        ModelDuel duel = Compare(champion, challenger, table, split, store);
        string decision = duel.TakesOver ? "takes over" : "stays behind";
        progress?.Report(new Note($"{duel.Expert}: the challenger {duel.Challenger} {decision}: {duel.Verdict}."));
        return (duel, challenger);
    }

    /// <summary>Where in the calendar the days begin that chose nothing about either model; its end where
    /// there are none.</summary>
    private int FirstCompared(TrainedExpert champion, HyperparameterChoice choice, TrainingBars bars, int gap)
    {
        DateOnly chosenTo = LastChoice(champion, choice, bars.Data.Origin);
        int known = Array.FindIndex(bars.Calendar, d => d > chosenTo);
        return Math.Max(bars.Calendar.Length - compareDays, known < 0 ? bars.Calendar.Length : known + gap);
    }

    private static ModelDuel TooFewDays(TrainedExpert champion, DateOnly last) =>
        new()
        {
            Expert = champion.Definition.Name,
            Champion = champion.Card.Version,
            Challenger = "",
            From = last,
            To = last,
            Rows = 0,
            ChampionLogLoss = double.NaN,
            ChallengerLogLoss = double.NaN,
            Difference = 0,
            Low = 0,
            High = 0,
            TakesOver = false,
            Verdict = $"fewer than {LeastDays} days have passed that chose nothing about either model",
        };

    /// <summary>Both on the rows that both forecast.</summary>
    private ModelDuel Compare(
        TrainedExpert champion,
        TrainedExpert challenger,
        ExpertTable table,
        DateSplit split,
        BarStore store
    )
    {
        ServedOutcomes Served(TrainedExpert model) =>
            ServedOutcomes.Of(
                model,
                table,
                table.Test(split, model.Scaler, model.Window),
                ServingMarkets.Over(store, [model], acceptSerious, split.Test)?.Features
            );
        (ServedOutcomes theirs, ServedOutcomes ours) = (Served(champion), Served(challenger));
        RowKey[] common = [.. ours.Keys.Where(theirs.Contains)];
        (Forecasts after, Forecasts before) = (ours.Forecast(common), theirs.Forecast(common));
        Estimate difference = BlockBootstrap.Difference(Metric.LogLoss, after, before);
        (double own, double known) = (Metric.LogLoss.Of(after), Metric.LogLoss.Of(before));
        bool takesOver = difference.Value <= 0 && difference.High < Margin;
        return new()
        {
            Expert = champion.Definition.Name,
            Champion = champion.Card.Version,
            Challenger = challenger.Card.Version,
            From = before.Days[0],
            To = before.Days[^1],
            Rows = before.Count,
            ChampionLogLoss = known,
            ChallengerLogLoss = own,
            Difference = difference.Value,
            Low = difference.Low,
            High = difference.High,
            TakesOver = takesOver,
            Verdict =
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"log-loss {own:F4} against {known:F4}, difference {difference.Value:+0.0000;-0.0000} "
                        + $"[{difference.Low:+0.0000;-0.0000}, {difference.High:+0.0000;-0.0000}]: "
                ) + Word(difference, takesOver),
        };
    }

    private static string Word(Estimate difference, bool takesOver) =>
        takesOver
            ? difference.IsBelowZero
                ? "better beyond chance"
                : "not worse"
            : difference.Value > 0
                ? "worse"
                : "not safely as good";
}
