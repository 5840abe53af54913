using System.Globalization;
using Ploutos.Backtesting.Simulation;
using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>Signals of the workspace's models, on days that nothing of them was chosen by alone:
/// neither by training, early stopping and calibration, nor by a search, nor by the vote's
/// thresholds.</summary>
internal static class ModelSignals
{
    /// <exception cref="FileNotFoundException">A model or the vote's thresholds are
    /// missing.</exception>
    /// <exception cref="PloutosException">No day is out of sample, or the start asked for is
    /// not.</exception>
    public static BacktestSignals Make(
        WorkspaceFolder workspace,
        EnsembleDefinition definition,
        BarStore store,
        IReadOnlyList<BarSeries> bars,
        DateOnly? start,
        bool acceptSerious
    )
    {
        var ensemble = Ensemble.Load(new ModelRegistry(workspace.ModelsFolder), definition);
        IReadOnlyList<TrainedExpert> models = ensemble.Models;
        DateOnly[] calendar = TradingCalendar.Union(bars);
        DateOnly first = FirstUnseen(models, calendar);
        if (start < first)
            throw new PloutosException(
                Fault.WrongUsage,
                $"start must not lie before {first:yyyy-MM-dd}, the first day that the models "
                    + $"were not chosen by, but got {start:yyyy-MM-dd}: an account in sample says nothing. "
                    + "Train with an earlier test range, or use an evaluation's forecasts."
            )
            {
                Remedies =
                [
                    new ChangeOption("start", $"{first:yyyy-MM-dd} or later"),
                    new TrainAgain(WithTestRange: true),
                    new ChangeOption("from", "evaluation"),
                ],
            };
        var market = ServingMarkets.Over(store, models, acceptSerious, new(first, calendar[^1]));
        ExpertTable[] tables = ExpertTable.Build(models, bars, market?.Features);
        var vote = new ServedVote(
            models,
            i =>
            {
                ExpertRows rows = Test(models[i], tables[i], calendar, first);
                return (tables[i], rows, r => rows.Keys[r].Date >= first);
            },
            market?.Features
        );
        var notes = new List<string>();
        if (!ensemble.IsFitted)
            notes.Add(
                "The vote's thresholds were fitted for other versions of the models: train again to fit them again."
            );
        for (int i = 0; i < models.Count; i++)
            if (models[i] is { Abstains: false, Simple: { } simple } && vote.AbstentionsOf(i) is > 0 and var rows)
                notes.Add(
                    $"{models[i].Definition.Name}: on {rows} of {vote.Rows.Count} days of a ticker an input of"
                        + $" {ServingSummary.NameOf(simple.Forecaster)}, which serves, is missing; the base rate stands"
                        + " in, and the expert abstains."
                );
        notes.AddRange(market?.Findings.Select(f => $"market: {f.Text}") ?? []);
        notes.AddRange(market?.Unread.Select(u => $"{u.Key} is left out of the market: {u.Value}") ?? []);
        (List<SignalSeries> series, Dictionary<(string, DateOnly), SaidSignal> said) = Vote(bars, vote, ensemble);
        return new(
            "models",
            string.Join(", ", models.Select(m => $"{m.Definition.Name} {m.Card.Version}"))
                + (definition.IsPublished ? "" : $", ensemble {definition.Name} ({definition})")
                + $", out of sample from {first:yyyy-MM-dd}",
            "models "
                + string.Join("; ", models.Select(m => Identity(m.Card)))
                + (definition.IsPublished ? "" : $"; ensemble {definition.Digest}"),
            ensemble.IsSimulated,
            series,
            notes
        )
        {
            Said = said,
            BarsBefore = models.Max(m => m.RequiredBars) - 1,
        };
    }

    private static (List<SignalSeries>, Dictionary<(string, DateOnly), SaidSignal>) Vote(
        IReadOnlyList<BarSeries> bars,
        ServedVote vote,
        Ensemble ensemble
    )
    {
        var series = new List<SignalSeries>();
        var said = new Dictionary<(string, DateOnly), SaidSignal>();
        foreach (IGrouping<int, RowKey> ticker in vote.Rows.GroupBy(k => k.Ticker))
        {
            RowKey[] days = [.. ticker.OrderBy(k => k.Date)];
            string name = bars[ticker.Key].Ticker;
            double[] targets = new double[days.Length];
            for (int i = 0; i < days.Length; i++)
            {
                var decision = SignalDecision.Of(vote[days[i]], ensemble.Thresholds, ensemble.Definition.Vote);
                targets[i] = decision.Raw.TargetPosition();
                said[(name, days[i].Date)] = new(decision.Raw.Text(), decision.Score);
            }

            series.Add(new(name, days.Select(k => k.Date).ToArray(), targets));
        }

        return (series, said);
    }

    private static DateOnly FirstUnseen(IReadOnlyList<TrainedExpert> models, DateOnly[] calendar)
    {
        foreach (TrainedExpert model in models)
            if (model.Card.Choices?.OutOfSampleFrom is null)
                throw new PloutosException(
                    Fault.NoData,
                    $"It is not known which days are out of sample for the {model.Definition.Name} model"
                        + $" {model.Card.Version}: {model.Card.NotKnown()}. Signals of an evaluation need no model."
                );
        DateOnly first = models.Max(m => m.Card.Choices!.OutOfSampleFrom!.Value),
            last = models.Max(m => m.Card.Choices!.LastDay!.Value);
        if (models.Max(m => m.ThresholdsTo) is { } thresholds)
        {
            last = last > thresholds ? last : thresholds;
            first = first > thresholds ? first : thresholds.AddDays(1);
        }

        int at = Array.FindIndex(calendar, day => day >= first);
        return at >= 0
            ? calendar[at]
            : throw new PloutosException(
                Fault.NoData,
                $"The models were chosen by days up to {last:yyyy-MM-dd}, days count from {first:yyyy-MM-dd} on,"
                    + $" and the bars end on {calendar[^1]:yyyy-MM-dd}: no day is out of sample."
                    + " Train (and search, if you do) with an earlier first day of the test, fetch newer bars,"
                    + " or use the signals of an evaluation."
            )
            {
                Remedies =
                [
                    new TrainAgain(WithTestRange: true),
                    new UpdateBars(),
                    new ChangeOption("from", "evaluation"),
                ],
            };
    }

    private static ExpertRows Test(TrainedExpert model, ExpertTable table, DateOnly[] calendar, DateOnly first)
    {
        DateSplit split = DateSplit.At(calendar, first, model.Definition.Label.Horizon, model.Window);
        return table.Test(split, model.Scaler, model.Window);
    }

    /// <summary>What was chosen: the same settings on the same days count as one configuration,
    /// however often they were trained.</summary>
    private static string Identity(ModelCard card) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{card.Expert} window {card.Window} seed {card.Seed} trained to {card.Days.TrainTo:yyyy-MM-dd} "
                + $"validated to {card.Days.ValidationTo:yyyy-MM-dd} lr {card.Hyperparameters.LearningRate} "
                + $"batch {card.Hyperparameters.BatchSize} dropout {card.Hyperparameters.Dropout} decay"
                + $" {card.Hyperparameters.WeightDecay} "
                + $"hidden {string.Join('-', card.Hyperparameters.Hidden)} "
                + $"epochs {card.Hyperparameters.Epochs}"
        )
        + (card.EpochRows is { } rows ? $" epoch rows {rows}" : "")
        + (card.BatchTimes is { } times ? $" batch times {times}" : "")
        + (card.Serving is { IsNetwork: false } serving ? $" served by {serving.Forecaster}" : "");
}
