namespace Ploutos.Experts.Metrics;

/// <summary>A measure of two-class forecasts. A row is called class 1 where its probability lies
/// above 0.5. A metric whose denominator is empty (a precision when class 1 was never called, an
/// AUC when one class never happened) is NaN.</summary>
public sealed class Metric
{
    // Keeps the loss of a forecast that was certain and wrong finite, as scikit-learn does.
    private const double LeastProbability = 1e-15;
    private readonly Func<Forecasts, IDayWeightedMetric> _prepare;

    private Metric(string name, bool higherIsBetter, Func<Forecasts, IDayWeightedMetric> prepare) =>
        (Name, HigherIsBetter, _prepare) = (name, higherIsBetter, prepare);

    /// <summary>Share of rows of class 1, 0 .. 1: not a merit but the yardstick of the others.</summary>
    public static Metric BaseRate { get; } = OfCalls("base_rate", true, c => c.Positives / c.Rows);

    /// <summary>Share of rows called right, 0 .. 1.</summary>
    public static Metric Accuracy { get; } =
        OfCalls("accuracy", true, c => (c.TruePositives + c.TrueNegatives) / c.Rows);

    /// <summary>Mean of the shares called right of each class, 0 .. 1; 0.5 for any constant call.</summary>
    public static Metric BalancedAccuracy { get; } =
        OfCalls("balanced_accuracy", true, c => 0.5 * (c.TruePositives / c.Positives + c.TrueNegatives / c.Negatives));

    /// <summary>Share of calls of class 1 that came true.</summary>
    public static Metric Precision { get; } = OfCalls("precision", true, c => c.TruePositives / c.Called);

    /// <summary>Share of class 1 that was called.</summary>
    public static Metric Recall { get; } = OfCalls("recall", true, c => c.TruePositives / c.Positives);

    /// <summary>Harmonic mean of precision and recall: 2 TP / (called + positives).</summary>
    public static Metric F1 { get; } = OfCalls("f1", true, c => 2 * c.TruePositives / (c.Called + c.Positives));

    /// <summary>Share of class 0 that was called class 1.</summary>
    public static Metric FalsePositiveRate { get; } =
        OfCalls("false_positive_rate", false, c => (c.Called - c.TruePositives) / c.Negatives);

    /// <summary>Area under the ROC curve, ties by midrank; 0.5 is a coin toss.</summary>
    public static Metric Auc { get; } = new("auc", true, f => new AreaUnderCurve(f));

    /// <summary>Mean of -log of the probability given to what happened, in nats; a certainty is
    /// taken for 1 - 1e-15.</summary>
    public static Metric LogLoss { get; } =
        MeanOf("log_loss", (p, y) => -Math.Log(Math.Clamp(y ? p : 1 - p, LeastProbability, 1 - LeastProbability)));

    /// <summary>Mean squared distance of the probability from the outcome (Brier 1950), 0 .. 1;
    /// 0.25 for a constant 0.5.</summary>
    public static Metric Brier { get; } = MeanOf("brier", (p, y) => (p - (y ? 1 : 0)) * (p - (y ? 1 : 0)));

    /// <summary>Expected calibration error over ten bins of equal count, 0 .. 1.</summary>
    public static Metric CalibrationError { get; } = new("calibration_error", false, CalibrationErrorMetric.Prepare);

    /// <summary>Information coefficient: the mean over days of Spearman's correlation over tickers
    /// between probability and what came, -1 .. 1.</summary>
    /// <param name="moves">How far each row then moved (a return, a log ratio of volatilities), in
    /// the rows' order; NaN leaves a row out.</param>
    public static Metric InformationCoefficient(IReadOnlyList<double> moves) =>
        new("information_coefficient", true, f => new InformationCoefficient(f, moves));

    /// <summary>Area under the ROC curve over pairs of rows of one stratum. Each fold of an
    /// evaluation has a model of its own, whose level says nothing about another's: over all pairs
    /// a constant that follows the base rate from fold to fold would not be a coin toss.
    /// scikit-learn's roc_auc_score on pooled forecasts holds rows of different folds against each
    /// other.</summary>
    /// <param name="strata">Each row's stratum, as its fold, in the rows' order.</param>
    public static Metric AucWithin(IReadOnlyList<int> strata) => new("auc", true, f => new AreaUnderCurve(f, strata));

    /// <summary>Name in a report, as <c>log_loss</c>.</summary>
    public string Name { get; }

    /// <summary>Whether more is better.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>The metric over all rows.</summary>
    public double Of(Forecasts forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        int[] once = new int[forecasts.Days.Length];
        Array.Fill(once, 1);
        return _prepare(forecasts).Of(once);
    }

    internal IDayWeightedMetric Prepare(Forecasts forecasts) => _prepare(forecasts);

    private static Metric MeanOf(string name, Func<double, bool, double> loss) =>
        new(
            name,
            false,
            f =>
            {
                double[] losses = new double[f.Count];
                for (int i = 0; i < losses.Length; i++)
                    losses[i] = loss(f.Probability[i], f.Outcome[i]);
                return new DaySums(
                    f,
                    2,
                    (i, sums) =>
                    {
                        sums[0]++;
                        sums[1] += losses[i];
                    },
                    s => s[1] / s[0]
                );
            }
        );

    private static Metric OfCalls(string name, bool higherIsBetter, Func<Calls, double> metric) =>
        new(
            name,
            higherIsBetter,
            f =>
            {
                bool[] called = Array.ConvertAll(f.Probability.ToArray(), p => p > 0.5),
                    outcome = f.Outcome.ToArray();
                return new DaySums(
                    f,
                    4,
                    (i, sums) => sums[(called[i] ? 2 : 0) + (outcome[i] ? 1 : 0)]++,
                    s =>
                        metric(
                            new(TrueNegatives: s[0], FalseNegatives: s[1], FalsePositives: s[2], TruePositives: s[3])
                        )
                );
            }
        );

    private readonly record struct Calls(
        double TrueNegatives,
        double FalseNegatives,
        double FalsePositives,
        double TruePositives
    )
    {
        public double Positives => TruePositives + FalseNegatives;

        public double Negatives => TrueNegatives + FalsePositives;

        public double Called => TruePositives + FalsePositives;

        public double Rows => Positives + Negatives;
    }
}
