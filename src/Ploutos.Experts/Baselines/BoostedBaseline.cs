using Ploutos.Experts.Data;
using Ploutos.Experts.Trees;
using Ploutos.MarketData;

namespace Ploutos.Experts.Baselines;

/// <summary>Gradient-boosted trees on an expert's question. The number of trees is the one with the
/// lowest log-loss on the validation days. As a baseline that many are then fitted on training and
/// validation days together, so that they know what the expert knows. As an expert's model
/// (<see cref="Own"/>) they learn from the training days alone, as a network does: what is fitted on their
/// forecasts of the validation days (thresholds, the sketch of drift) is then out of sample. A row
/// without one of the expert's own inputs gets the base rate, as with the other baselines; any other
/// input may be missing.</summary>
public sealed class BoostedBaseline : IBaseline
{
    /// <summary>Trees where the validation days do not hold rows of both classes to choose
    /// by.</summary>
    public const int UsualTrees = 50;

    private const string OwnInputs = "the expert's own features";

    private readonly IGradientBoosting _boosting;
    private readonly Lazy<PooledInputs>? _pooled;

    private BoostedBaseline(
        string name,
        string inputs,
        IGradientBoosting boosting,
        Lazy<PooledInputs>? pooled = null,
        bool isModel = false
    )
    {
        (Name, _boosting, _pooled, IsModel) = (name, boosting, pooled, isModel);
        Description = $"gradient boosting ({boosting.Name}) on {inputs}, number of trees chosen on validation";
    }

    /// <summary>boosting or boosting_all.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>Whether it is an expert's model, which learns from the training days alone; else a
    /// baseline.</summary>
    public bool IsModel { get; }

    /// <summary>Boosting on the expert's own inputs, and on the inputs of all experts and the
    /// market's.</summary>
    /// <param name="boosting">The library.</param>
    /// <param name="bars">The tickers that are evaluated.</param>
    public static IReadOnlyList<BoostedBaseline> Of(IGradientBoosting boosting, IReadOnlyList<BarSeries> bars)
    {
        ArgumentNullException.ThrowIfNull(boosting);
        ArgumentNullException.ThrowIfNull(bars);
        return
        [
            new("boosting", OwnInputs, boosting),
            new(
                "boosting_all",
                "the features of all experts and the market's",
                boosting,
                new(() => PooledInputs.Compute(bars))
            ),
        ];
    }

    /// <inheritdoc/>
    public IFittedBaseline Fit(ExpertTable table, BaselineRows rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        BoostingRows training = Labelled(table, rows.Training),
            validation = Labelled(table, rows.Validation),
            learned = IsModel ? training : Labelled(table, [.. rows.Training, .. rows.Validation]);
        if (!HasBothClasses(learned))
        {
            int ones = learned.Outcomes.Count(o => o);
            throw new ArgumentException(
                $"Boosting needs training rows of both classes, but got {learned.Outcomes.Length - ones} of class 0"
                    + $" and {ones} of class 1. Import more bars.",
                nameof(rows)
            );
        }

        int trees =
            HasBothClasses(training) && HasBothClasses(validation)
                ? _boosting.ChooseTrees(training, validation)
                : UsualTrees;
        double baseRate = learned.Outcomes.Average(o => o ? 1.0 : 0);
        return new Fitted(this, table, _boosting.Fit(learned, trees), baseRate);
    }

    /// <summary>Boosting on an expert's own inputs as its model.</summary>
    /// <param name="boosting">The library.</param>
    public static BoostedBaseline Own(IGradientBoosting boosting)
    {
        ArgumentNullException.ThrowIfNull(boosting);
        return new("boosting", OwnInputs, boosting, isModel: true);
    }

    /// <summary>The trees of boosting on an expert's own inputs, to be kept.</summary>
    /// <param name="boosting">The library.</param>
    /// <param name="table">The expert's features and labels.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <exception cref="ArgumentException">The rows do not hold both classes.</exception>
    internal static BoostedTrees Trees(IGradientBoosting boosting, ExpertTable table, BaselineRows rows) =>
        ((Fitted)Own(boosting).Fit(table, rows)).Trees;

    private static bool HasBothClasses(BoostingRows rows) =>
        rows.Outcomes.Contains(true) && rows.Outcomes.Contains(false);

    private BoostingRows Labelled(ExpertTable table, IReadOnlyList<TableRow> rows)
    {
        TableRow[] known = [.. rows.Where(r => !double.IsNaN(table.LabelsOf(r.Ticker)[r.Bar]) && IsComplete(table, r))];
        return new(
            Inputs(table, known),
            ColumnsOf(table),
            [.. known.Select(r => table.LabelsOf(r.Ticker)[r.Bar] == 1)]
        );
    }

    private int ColumnsOf(ExpertTable table) => _pooled is null ? table.Expert.Features.Count : PooledInputs.Columns;

    private float[] Inputs(ExpertTable table, TableRow[] rows)
    {
        int columns = ColumnsOf(table);
        float[] inputs = new float[rows.Length * columns];
        double[] row = new double[columns];
        for (int i = 0; i < rows.Length; i++)
        {
            if (_pooled is null)
                table.FeaturesOf(rows[i].Ticker).CopyRow(rows[i].Bar, row);
            else
                _pooled.Value.CopyRow(rows[i], row);
            for (int j = 0; j < columns; j++)
                inputs[i * columns + j] = (float)row[j];
        }

        return inputs;
    }

    private static bool IsComplete(ExpertTable table, TableRow row)
    {
        Features.FeatureMatrix features = table.FeaturesOf(row.Ticker);
        for (int j = 0; j < features.Columns; j++)
            if (double.IsNaN(features[row.Bar, j]))
                return false;
        return true;
    }

    private sealed class Fitted(BoostedBaseline baseline, ExpertTable table, IFittedTrees trees, double baseRate)
        : IFittedBaseline
    {
        public BoostedTrees Trees => trees.Trees();

        public double[] Probabilities(IReadOnlyList<TableRow> rows)
        {
            ArgumentNullException.ThrowIfNull(rows);
            double[] p = new double[rows.Count];
            Array.Fill(p, baseRate);
            int[] complete = [.. Enumerable.Range(0, rows.Count).Where(i => IsComplete(table, rows[i]))];
            double[] forecasts = trees.Probabilities(baseline.Inputs(table, [.. complete.Select(i => rows[i])]));
            for (int k = 0; k < complete.Length; k++)
                p[complete[k]] = forecasts[k];
            return p;
        }
    }
}
