using System.Security.Cryptography;
using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Research.Training;

/// <summary>Takes a model of another program over as an expert's model. Nothing is learned but the base
/// rate, which stands in where an input is missing: the model is read, tried, and tested on the days
/// after the last that it can have seen.</summary>
/// <param name="bars">The bars.</param>
internal sealed class ForeignTraining(TrainingBars bars)
{
    /// <summary>What is known of how the model was made: whatever its file calls its last day counts like
    /// the last day of a search, on observed and on simulated bars.</summary>
    public static HyperparameterChoice ChoiceOf(ExpertDefinition expert, ForeignFile foreign) =>
        new(expert.Defaults, Path.GetFileName(foreign.Path))
        {
            Days = new(foreign.ChosenTo, foreign.ChosenTo, foreign.ChosenTo, foreign.ChosenTo, DataOrigin.Observed),
            IsOfAnyOrigin = true,
        };

    /// <summary>Whether a card is that of the file as it is now.</summary>
    public static bool Made(ModelCard card, ForeignFile foreign) =>
        card.WeightsHash == Convert.ToHexStringLower(SHA256.HashData(foreign.Read()));

    /// <summary>Reads an expert's model as its file is now.</summary>
    /// <param name="expert">Whose model is one of another program.</param>
    /// <exception cref="InvalidDataException">It breaks a rule, or can't be read here.</exception>
    public static ServedForeign Read(ExpertDefinition expert)
    {
        ForeignFile foreign = expert.Foreign!;
        IForeignModelReader reader = ForeignFile.Require(foreign.Reader);
        byte[] content = foreign.Read();
        return new(reader.Read(content, foreign.Path, expert.Features.Count), expert.Features, content);
    }

    /// <summary>How such a model serves.</summary>
    /// <param name="foreign">The model.</param>
    /// <param name="baseRate">Share of class 1 on the days that are known.</param>
    public static ModelServing Serving(ServedForeign foreign, double baseRate) =>
        new()
        {
            Forecaster = ModelServing.Onnx,
            Named = true,
            BaseRate = baseRate,
            Parts = [],
            Market = [],
            Compared = [],
            Foreign = foreign,
        };

    /// <summary>Makes the model.</summary>
    public ServedModel Run(ExpertTable table, DateSplit split, HyperparameterChoice choice, DateTimeOffset now)
    {
        ExpertDefinition expert = table.Expert;
        ServedForeign foreign = Read(expert);
        int window = foreign.Model.Window;
        StandardScaler unscaled = Unscaled(expert.Features.Count);
        ExpertRows training = table.Training(split, unscaled),
            validation = table.Validation(split, unscaled, window),
            test = table.Test(split, unscaled, window);
        ModelServing serving = Serving(foreign, Rate(training, validation));
        ModelChoices choices = EvidenceDays.Choices(choice, split, bars);
        ModelDays days = EvidenceDays.Days(choices, split, bars);
        double[] Margins(ExpertRows rows) =>
            ServedRows.Of(serving, table.Bars, rows.Keys, market: null, table.Market).Margins;
        TestedRows? counted = EvidenceDays.Counted(
            new TestedRows(Calibrator.Identity, test, Margins(test)),
            table,
            choices,
            days,
            split.Gap
        );
        double trainingRate = Rate(training);
        TestMetrics? metrics = counted is null
            ? null
            : OutOfSample.Measure(counted.Forecasts, counted.Ranking, trainingRate);
        ModelCard card = new()
        {
            Format = ModelCard.CurrentFormat,
            Expert = expert.Name,
            Version = "",
            CreatedAt = now,
            Definition = expert.Digest,
            Features = expert.Features.Names,
            ScalerMean = unscaled.Mean,
            ScalerScale = unscaled.Scale,
            CalibrationMethod = Calibrator.Identity.Method.ToString().ToLowerInvariant(),
            CalibrationSlope = Calibrator.Identity.Slope,
            CalibrationIntercept = Calibrator.Identity.Intercept,
            Label = expert.Label.Name,
            Horizon = expert.Label.Horizon,
            Window = window,
            Hyperparameters = expert.Defaults,
            HyperparametersFrom = choice.Origin,
            ClassWeights = [1, 1],
            Seed = 0,
            EpochsRun = 0,
            BestEpoch = 0,
            TrainingRows = 0,
            TestRows = metrics?.Rows ?? 0,
            TrainingRate = trainingRate,
            Days = counted is null ? days with { TestFrom = null, TestTo = null } : days,
            Choices = choices,
            Serving = serving,
            Data = LearnedTickers.Of(bars.Data, table, LearnedTickers.In(training, window)),
            Metrics = ModelAssembly.Metrics(metrics),
            WeightsHash = "",
        };
        return new(
            new TrainedExpert(expert, null, unscaled, Calibrator.Identity, card)
            {
                Evidence = counted is null ? null : HoldoutEvidence.Of(table, split, counted),
            },
            ReferenceDistribution.Attachment(table, split, validation, Margins(validation), Calibrator.Identity),
            metrics,
            BestLoss: null
        );
    }

    private static StandardScaler Unscaled(int inputs) => new(new double[inputs], [.. Enumerable.Repeat(1.0, inputs)]);

    private static double Rate(params IReadOnlyList<ExpertRows> parts)
    {
        int[] labels = [.. parts.SelectMany(p => p.Sequences.Labels.ToArray()).Where(l => l >= 0).Select(l => (int)l)];
        return labels.Length > 0
            ? (double)labels.Sum() / labels.Length
            : throw new ArgumentException(
                "The base rate needs labelled rows on the training days, but there are none. Import more bars."
            );
    }
}
