using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Explaining;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.MarketData.Figures;
using Ploutos.MarketData.Store;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Models;

/// <summary>Looks into versions of a model: how their forecasts came out, and what they look at.</summary>
public sealed class ModelDiagnosisWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Most days that a feature's importance is measured on: the last ones.</summary>
    public const int MostDays = 252;

    private const int MostPoints = 101;

    private static readonly (string Name, Metric Metric)[] s_metrics =
    [
        ("auc", Metric.Auc),
        ("log_loss", Metric.LogLoss),
        ("brier", Metric.Brier),
        ("accuracy", Metric.Accuracy),
    ];

    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);
    private readonly ExpertCatalog _catalog = new(workspace);

    /// <summary>Diagnoses one version, or two on the same rows.</summary>
    /// <param name="expert">Whose.</param>
    /// <param name="versions">One or two versions; each may be shortened as long as it stays unique.</param>
    /// <exception cref="PloutosException">There is none of a name, or too few days are new to all of
    /// them.</exception>
    public ModelDiagnosis Diagnose(string expert, IReadOnlyList<string> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ExpertDefinition one = One(expert);
        if (versions.Count is not (1 or 2))
            throw new PloutosException(
                Fault.WrongUsage,
                $"'versions' must name one or two versions of {one.Name}, but names {versions.Count}."
            );
        TrainedExpert[] models =
        [
            .. versions.Select(v => _registry.Versions.Load(one, _registry.Versions.Resolve(one, v))),
        ];
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        var bars = TrainingBars.Read(store, TickersOf(models[^1]));
        SharedRows rows =
            SharedRows.Of(
                models,
                ExpertTable.Build([one], bars.Series)[0],
                bars.Calendar,
                (model, days) => ServingMarkets.Over(store, [model], acceptSerious: false, days)?.Features
            )
            ?? throw new PloutosException(
                Fault.NoData,
                $"Too few stored days are new to {string.Join(" and ", models.Select(m => m.Card.Version))}: they were"
                    + " made from all but a few."
            );
        Forecasts first = rows.Forecast(0);
        return new()
        {
            Expert = one.Name,
            Classes = [one.ClassNames.Low, one.ClassNames.High],
            From = first.Days[0],
            To = first.Days[^1],
            Rows = first.Count,
            Rate = Metric.BaseRate.Of(first),
            Versions = [.. models.Select((m, i) => Of(m.Card.Version, rows.Forecast(i), rows.Ranked(i)))],
        };
    }

    /// <summary>What a version's network loses out of sample when a feature is shuffled, the most important
    /// first; on the last <see cref="MostDays"/> days of its test.</summary>
    /// <param name="expert">Whose.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PloutosException">There is none of this name, its model is no network, or no day is out of
    /// its sample.</exception>
    public IReadOnlyList<ImportantFeature> Importance(
        string expert,
        string version,
        CancellationToken cancellation = default
    )
    {
        ExpertDefinition one = One(expert);
        if (one.Model != ExpertModel.Network)
            throw new PloutosException(
                Fault.WrongUsage,
                $"Importance is of a network's inputs, and the model of {one.Name} is"
                    + $" {ServingSummary.NameOf(TrainingSettings.SimpleOf(one) ?? ModelServing.Onnx)}. Name an expert"
                    + " with a network."
            );
        TrainedExpert model = _registry.Versions.Load(one, _registry.Versions.Resolve(one, version));
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        var bars = TrainingBars.Read(store, TickersOf(model));
        DateOnly first =
            model.Card.Days.TestFrom
            ?? throw new PloutosException(
                Fault.NoData,
                $"{model.Card.Version} was trained without a test range, so that no day is out of its sample."
            );
        DateOnly begin = bars.Calendar[Math.Max(0, bars.Calendar.Length - MostDays)];
        try
        {
            return
            [
                .. PermutationImportance
                    .Of(
                        model,
                        bars.Series,
                        new(begin > first ? begin : first, DateOnly.MaxValue),
                        new()
                        {
                            Repeats = 1,
                            Bootstrap = new() { Resamples = 100 },
                        },
                        cancellation: cancellation
                    )
                    .OrderByDescending(f => f.LogLossRise.Value)
                    .Select(f => new ImportantFeature(f.Feature, Interval(f.LogLossRise), Interval(f.AucDrop))),
            ];
        }
        catch (ArgumentException e)
        {
            throw new PloutosException(Fault.NoData, e.Message, e);
        }
    }

    /// <summary>What a model's rows are made of: the tickers that it learned from, and where it looks at all
    /// tickers of a day, all that were given to its training.</summary>
    private static IReadOnlyList<string> TickersOf(TrainedExpert model) =>
        model.Definition.NeedsMarket ? model.Card.Data.Pool : model.Card.Data.Tickers;

    private ExpertDefinition One(string expert) =>
        _catalog.Choose([expert]) is [var one]
            ? one
            : throw new PloutosException(Fault.WrongUsage, "A version belongs to one expert: name one.");

    private static DiagnosedVersion Of(string version, Forecasts forecasts, Forecasts ranked) =>
        new(
            version,
            s_metrics.ToDictionary(
                m => m.Name,
                // The ranking is the network's own: a calibration that abstains gives all rows one probability.
                m => Interval(BlockBootstrap.Interval(m.Metric, m.Metric == Metric.Auc ? ranked : forecasts))
            ),
            Curve(ranked),
            QuestionScoring.CalibrationCurve(forecasts),
            QuestionScoring.Count(forecasts)
        );

    private static Interval Interval(Estimate e) => new(e.Value, e.Low, e.High);

    /// <summary>The curve over all thresholds; steps that are too small to be seen are left out.</summary>
    internal static IReadOnlyList<RocPoint> Curve(Forecasts f)
    {
        int[] order = [.. Enumerable.Range(0, f.Count)];
        double[] descending = Array.ConvertAll(f.Probability.ToArray(), p => -p);
        Array.Sort(descending, order);
        int ones = f.Outcome.ToArray().Count(o => o),
            zeros = f.Count - ones;
        if (ones == 0 || zeros == 0)
            return [];
        const double step = 2.0 / (MostPoints - 2);
        var points = new List<RocPoint> { new(0, 0) };
        int hits = 0,
            alarms = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (f.Outcome[order[i]])
                hits++;
            else
                alarms++;
            // Equal probabilities have one threshold.
            bool ends = i == order.Length - 1 || descending[i + 1] != descending[i];
            var point = new RocPoint((double)alarms / zeros, (double)hits / ones);
            RocPoint last = points[^1];
            double moved =
                point.FalsePositiveRate - last.FalsePositiveRate + point.TruePositiveRate - last.TruePositiveRate;
            if (ends && (moved >= step || i == order.Length - 1))
                points.Add(point);
        }

        return points;
    }
}
