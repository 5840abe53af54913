using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Training;

namespace Ploutos.Experts.Data;

/// <summary>One row of a dataset: which ticker and which day.</summary>
public readonly record struct RowKey(int Ticker, DateOnly Date);

/// <summary>Part of an expert's rows, ready for the network, with the day and ticker of each.</summary>
/// <param name="Sequences">Inputs, labels and runs.</param>
/// <param name="Keys">[rows]: ticker (an index into the table's tickers) and date.</param>
public sealed record ExpertRows(SequenceDataset Sequences, IReadOnlyList<RowKey> Keys);

/// <summary>An expert's features and labels over all tickers, computed once; parts of it become
/// datasets.</summary>
public sealed class ExpertTable
{
    private readonly FeatureMatrix[] _features;
    private readonly double[][] _labels;

    private ExpertTable(
        ExpertDefinition expert,
        IReadOnlyList<BarSeries> bars,
        FeatureMatrix[] features,
        double[][] labels
    ) => (Expert, Bars, _features, _labels) = (expert, bars, features, labels);

    /// <summary>Whose features and labels.</summary>
    public ExpertDefinition Expert { get; }

    /// <summary>The tickers' bars, in the order of <see cref="RowKey.Ticker"/>.</summary>
    public IReadOnlyList<BarSeries> Bars { get; }

    /// <summary>Features and labels of several experts, with shared indicators computed once a
    /// ticker.</summary>
    public static ExpertTable[] Build(IReadOnlyList<ExpertDefinition> experts, IReadOnlyList<BarSeries> bars)
    {
        ArgumentNullException.ThrowIfNull(experts);
        ArgumentNullException.ThrowIfNull(bars);
        FeatureSet[] sets = [.. experts.Select(e => e.Features)];
        var features = new FeatureMatrix[bars.Count][];
        Parallel.For(0, bars.Count, i => features[i] = FeatureSet.Compute(bars[i], sets));
        return
        [
            .. experts.Select(
                (e, k) =>
                    new ExpertTable(e, bars, [.. features.Select(f => f[k])], [.. bars.Select(b => e.Label.Compute(b))])
            ),
        ];
    }

    /// <summary>The same features with other labels.</summary>
    /// <param name="labels">[tickers][bars]: 0, 1 or NaN.</param>
    public ExpertTable WithLabels(double[][] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Length == Bars.Count && labels.Zip(Bars).All(p => p.First.Length == p.Second.Count)
            ? new(Expert, Bars, _features, labels)
            : throw new ArgumentException("Labels must be one a bar of each ticker.", nameof(labels));
    }

    /// <summary>The scaler of the training days alone.</summary>
    public StandardScaler FitScaler(DateSplit split) =>
        StandardScaler.Fit([.. _features.Select((f, i) => (f, split.RowsOf(Bars[i]).Train))]);

    /// <summary>Training rows.</summary>
    public ExpertRows Training(DateSplit split, StandardScaler scaler) =>
        Part(bars => split.RowsOf(bars).Train, scaler, context: 0);

    /// <summary>Validation rows, each with up to window - 1 unlabelled bars before it from the
    /// purged gap.</summary>
    public ExpertRows Validation(DateSplit split, StandardScaler scaler, int window) =>
        Part(bars => split.RowsOf(bars).Validation, scaler, window - 1);

    /// <summary>Test rows, each with up to window - 1 unlabelled bars before it from the
    /// purged gap.</summary>
    public ExpertRows Test(DateSplit split, StandardScaler scaler, int window) =>
        Part(bars => split.RowsOf(bars).Test, scaler, window - 1);

    /// <summary>Rows of a stretch of days, each with up to window - 1 unlabelled bars before it.
    /// Nothing is purged: the caller knows what the days are.</summary>
    public ExpertRows Rows(DayRange days, StandardScaler scaler, int window) =>
        Part(bars => days.RowsOf(bars.Dates), scaler, window - 1);

    /// <summary>The scaler of any rows of each ticker, which must be those that train.</summary>
    public StandardScaler FitScaler(Func<BarSeries, IReadOnlyList<RowRange>> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return StandardScaler.Fit([.. _features.SelectMany((f, i) => training(Bars[i]).Select(rows => (f, rows)))]);
    }

    /// <summary>Any rows of each ticker, each range with up to <paramref name="context"/>
    /// unlabelled bars before it.</summary>
    public ExpertRows Rows(Func<BarSeries, IReadOnlyList<RowRange>> part, StandardScaler scaler, int context)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(scaler);
        return Read([.. Bars.SelectMany((b, i) => part(b).Select(rows => (i, rows)))], scaler, context);
    }

    /// <summary>The features of one ticker, unscaled.</summary>
    public FeatureMatrix FeaturesOf(int ticker) => _features[ticker];

    /// <summary>The labels of one ticker: 0, 1 or NaN.</summary>
    public ReadOnlySpan<double> LabelsOf(int ticker) => _labels[ticker];

    private ExpertRows Part(Func<BarSeries, RowRange> part, StandardScaler scaler, int context)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        return Read([.. Bars.Select((b, i) => (i, part(b)))], scaler, context);
    }

    private ExpertRows Read((int Ticker, RowRange Rows)[] wanted, StandardScaler scaler, int context)
    {
        RowRange[] read =
        [
            .. wanted.Select(w =>
                w.Rows.Count == 0 ? w.Rows : new RowRange(Math.Max(0, w.Rows.Start - context), w.Rows.End)
            ),
        ];
        int rows = read.Sum(r => r.Count),
            width = Expert.Features.Count,
            at = 0;
        float[] inputs = new float[rows * width];
        sbyte[] labels = new sbyte[rows];
        var keys = new RowKey[rows];
        var runs = new List<RowRun>();
        for (int part = 0; part < read.Length; part++)
        {
            int i = wanted[part].Ticker;
            if (read[part].Count == 0)
                continue;
            Span<float> target = inputs.AsSpan(at * width, read[part].Count * width);
            scaler.Transform(_features[i], read[part], target);
            int[] complete = _features[i].CompleteRuns();
            int run = -1;
            for (int row = read[part].Start; row < read[part].End; row++)
            {
                int r = at + row - read[part].Start;
                keys[r] = new RowKey(i, Bars[i].Dates[row]);
                double label = _labels[i][row];
                labels[r] =
                    row < wanted[part].Rows.Start || complete[row] == 0 || double.IsNaN(label)
                        ? (sbyte)-1
                        : (sbyte)label;
                if (complete[row] > 0)
                {
                    run = run < 0 ? r : run;
                    continue;
                }

                inputs.AsSpan(r * width, width).Clear();
                if (run >= 0)
                    runs.Add(new(run, r - run));
                run = -1;
            }

            at += read[part].Count;
            if (run >= 0)
                runs.Add(new(run, at - run));
        }

        return new(new SequenceDataset(inputs, width, labels, runs), keys);
    }
}
