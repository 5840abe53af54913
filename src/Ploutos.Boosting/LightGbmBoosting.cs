using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Trees;
using Fitted = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.LightGbm.LightGbmBinaryModelParameters,
    Microsoft.ML.Calibrators.PlattCalibrator
>>;

namespace Ploutos.Boosting;

/// <summary>LightGBM (Ke et al. 2017) through ML.NET: small trees, learned slowly, each on half of the
/// inputs. Always one thread and a fixed seed, so that the same rows give the same trees, bit for
/// bit, however many run beside each other.</summary>
internal sealed class LightGbmBoosting : IGradientBoosting
{
    private const int Seed = 1,
        Patience = 30,
        Leaves = 15,
        RowsALeaf = 200;

    private const double LearningRate = 0.05,
        ShareOfInputs = 0.5,
        Penalty = 1;

    public string Name { get; } = "LightGBM";

    public string? Unavailable => LightGbmLibrary.Problem;

    public int ChooseTrees(BoostingRows training, BoostingRows validation)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        var ml = new MLContext(Seed);
        LightGbmBinaryTrainer trainer = ml.BinaryClassification.Trainers.LightGbm(
            Options(IGradientBoosting.MostTrees, Patience)
        );
        try
        {
            return Math.Max(1, TreesOf(trainer.Fit(View(ml, training), View(ml, validation))));
        }
        catch (ArgumentNullException) when (IsEven(training))
        {
            return 1;
        }
    }

    public IFittedTrees Fit(BoostingRows rows, int trees)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(trees, 1);
        var ml = new MLContext(Seed);
        try
        {
            return new FittedTrees(
                ml,
                ml.BinaryClassification.Trainers.LightGbm(Options(trees, patience: 0)).Fit(View(ml, rows)),
                rows
            );
        }
        catch (ArgumentNullException) when (IsEven(rows))
        {
            return new EvenOdds(rows.Columns);
        }
    }

    /// <summary>Whether class 1 happened in exactly half of the rows. Where nothing can be split either, LightGBM's
    /// one tree is the constant 0, which ML.NET can't hold: it throws.</summary>
    private static bool IsEven(BoostingRows rows) => 2 * rows.Outcomes.Count(o => o) == rows.Outcomes.Length;

    private static LightGbmBinaryTrainer.Options Options(int trees, int patience) =>
        new()
        {
            NumberOfIterations = trees,
            EarlyStoppingRound = patience,
            LearningRate = LearningRate,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = RowsALeaf,
            NumberOfThreads = 1,
            Seed = Seed,
            Deterministic = true,
            ForceRowWise = true,
            HandleMissingValue = true,
            UseZeroAsMissingValue = false,
            EvaluationMetric = LightGbmBinaryTrainer.Options.EvaluateMetricType.Logloss,
            Booster = new GradientBooster.Options { FeatureFraction = ShareOfInputs, L2Regularization = Penalty },
        };

    private static int TreesOf(Fitted fitted) => fitted.Model.SubModel.TrainedTreeEnsemble.Trees.Count;

    private static IDataView View(MLContext ml, BoostingRows rows) =>
        View(ml, rows.Inputs, rows.Columns, i => rows.Outcomes[i]);

    private static IDataView View(MLContext ml, float[] inputs, int columns, Func<int, bool> outcome)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns);
        return ml.Data.LoadFromEnumerable(
            Enumerable
                .Range(0, inputs.Length / columns)
                .Select(i => new Row { Features = inputs.AsSpan(i * columns, columns).ToArray(), Label = outcome(i) }),
            schema
        );
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    /// <summary>What was learned where nothing could be: one half, whatever the row.</summary>
    private sealed class EvenOdds(int columns) : IFittedTrees
    {
        public double[] Probabilities(float[] inputs)
        {
            ArgumentNullException.ThrowIfNull(inputs);
            return [.. Enumerable.Repeat(0.5, inputs.Length / columns)];
        }

        public BoostedTrees Trees() => new("LightGBM", columns, 1, [new([0], [0], [~0], [~1], [0, 0])]);
    }

    private sealed class FittedTrees(MLContext ml, Fitted fitted, BoostingRows rows) : IFittedTrees
    {
        private const string Probability = "Probability";
        private const int RowsCompared = 256;
        private const double Rounding = 1e-5;

        public double[] Probabilities(float[] inputs)
        {
            ArgumentNullException.ThrowIfNull(inputs);
            if (inputs.Length == 0)
                return [];
            IDataView forecasts = fitted.Transform(View(ml, inputs, rows.Columns, static _ => false));
            return [.. forecasts.GetColumn<float>(Probability).Select(p => (double)p)];
        }

        public BoostedTrees Trees()
        {
            BoostedTrees trees = Copy();
            float[] inputs = Complete();
            double[] own = Probabilities(inputs);
            for (int i = 0; i < own.Length; i++)
            {
                double p = trees.Probability(inputs.AsSpan(i * rows.Columns, rows.Columns));
                if (!(Math.Abs(p - own[i]) <= Rounding))
                    throw new InvalidOperationException(
                        $"The trees of LightGBM must say what it says ({own[i]}), but say {p}: this version of the"
                            + " library keeps them in another way."
                    );
            }

            return trees;
        }

        /// <summary>The same trees; what is added to every score goes into the first one's leaves.</summary>
        private BoostedTrees Copy()
        {
            var ensemble = fitted.Model.SubModel.TrainedTreeEnsemble;
            PlattCalibrator calibrator = fitted.Model.Calibrator;
            double factor = -calibrator.Slope,
                always = ensemble.Bias - calibrator.Offset / factor;
            return new(
                "LightGBM",
                rows.Columns,
                factor,
                [
                    .. ensemble.Trees.Select(
                        (tree, i) =>
                            new DecisionTree(
                                [.. tree.NumericalSplitFeatureIndexes],
                                [.. tree.NumericalSplitThresholds],
                                [.. tree.LeftChild],
                                [.. tree.RightChild],
                                [.. tree.LeafValues.Select(v => v * ensemble.TreeWeights[i] + (i == 0 ? always : 0))]
                            )
                    ),
                ]
            );
        }

        /// <summary>The first rows without a missing input.</summary>
        private float[] Complete() =>
            [
                .. rows
                    .Inputs.Chunk(rows.Columns)
                    .Where(row => Array.TrueForAll(row, float.IsFinite))
                    .Take(RowsCompared)
                    .SelectMany(row => row),
            ];
    }
}
