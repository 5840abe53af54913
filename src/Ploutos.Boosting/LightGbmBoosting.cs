using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Ploutos.Experts.Baselines;

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
            Options(BoostedBaseline.MostTrees, Patience)
        );
        return Math.Max(1, TreesOf(trainer.Fit(View(ml, training), View(ml, validation))));
    }

    public IBoostedTrees Fit(BoostingRows rows, int trees)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(trees, 1);
        var ml = new MLContext(Seed);
        return new Trees(
            ml,
            ml.BinaryClassification.Trainers.LightGbm(Options(trees, patience: 0)).Fit(View(ml, rows)),
            rows.Columns
        );
    }

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

    private static int TreesOf(
        BinaryPredictionTransformer<
            CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>
        > fitted
    ) => fitted.Model.SubModel.TrainedTreeEnsemble.Trees.Count;

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

    private sealed class Trees(MLContext ml, ITransformer model, int columns) : IBoostedTrees
    {
        private const string Probability = "Probability";

        public double[] Probabilities(float[] inputs)
        {
            ArgumentNullException.ThrowIfNull(inputs);
            if (inputs.Length == 0)
                return [];
            IDataView told = model.Transform(View(ml, inputs, columns, static _ => false));
            return [.. told.GetColumn<float>(Probability).Select(p => (double)p)];
        }
    }
}
