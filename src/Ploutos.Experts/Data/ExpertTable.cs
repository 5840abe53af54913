using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.Features.Tables;
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
        double[][] labels,
        MarketFeatures? market
    ) => (Expert, Bars, _features, _labels, Market) = (expert, bars, features, labels, market);

    /// <summary>Whose features and labels.</summary>
    public ExpertDefinition Expert { get; }

    /// <summary>The tickers' bars, in the order of <see cref="RowKey.Ticker"/>.</summary>
    public IReadOnlyList<BarSeries> Bars { get; }

    /// <summary>The market that inputs and label look at; null where they look at none.</summary>
    public MarketFeatures? Market { get; }

    /// <summary>Features and labels of several experts, with shared indicators computed once a ticker. All
    /// the tickers are the market of inputs and labels that look at one.</summary>
    /// <exception cref="ArgumentException">A market is needed, and there are too few tickers.</exception>
    public static ExpertTable[] Build(IReadOnlyList<ExpertDefinition> experts, IReadOnlyList<BarSeries> bars)
    {
        ArgumentNullException.ThrowIfNull(experts);
        MarketFeatures? market = experts.FirstOrDefault(e => e.NeedsMarket) is { } needs ? MarketOf(needs, bars) : null;
        return Build(experts, bars, [.. experts.Select(e => e.NeedsMarket ? market : null)]);
    }

    /// <summary>The same of trained models, each in the market that it was trained in.</summary>
    /// <param name="models">The models.</param>
    /// <param name="bars">The tickers.</param>
    /// <param name="market">What serves the models; null where none of them needs a market.</param>
    public static ExpertTable[] Build(
        IReadOnlyList<TrainedExpert> models,
        IReadOnlyList<BarSeries> bars,
        MarketFeatures? market
    )
    {
        ArgumentNullException.ThrowIfNull(models);
        return Build([.. models.Select(m => m.Definition)], bars, [.. models.Select(m => m.InputMarket(market))]);
    }

    private static ExpertTable[] Build(
        IReadOnlyList<ExpertDefinition> experts,
        IReadOnlyList<BarSeries> bars,
        MarketFeatures?[] markets
    )
    {
        ArgumentNullException.ThrowIfNull(bars);
        FeatureMatrix[][] features = FeatureTables.Compute(bars, markets, [.. experts.Select(e => e.Features)]);
        return
        [
            .. experts.Select(
                (e, k) =>
                    new ExpertTable(
                        e,
                        bars,
                        [.. features.Select(f => f[k])],
                        [.. bars.Select(b => MemberDays.Labels(b, e.Label.Compute(b, markets[k])))],
                        markets[k]
                    )
            ),
        ];
    }

    private static MarketFeatures MarketOf(ExpertDefinition expert, IReadOnlyList<BarSeries> bars)
    {
        var market = MarketFeatures.Compute(bars);
        int most = market.Exchanges.Select(e => e.Tickers.Count).DefaultIfEmpty().Max();
        return most >= MarketFeatures.LeastTickers
            ? market
            : throw new ArgumentException(
                $"The expert '{expert.Name}' looks at all tickers of a day and needs at least"
                    + $" {MarketFeatures.LeastTickers} of one exchange, but got {most}. Give it more tickers."
            );
    }

    /// <summary>The same features with other labels.</summary>
    /// <param name="labels">[tickers][bars]: 0, 1 or NaN.</param>
    public ExpertTable WithLabels(double[][] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Length == Bars.Count && labels.Zip(Bars).All(p => p.First.Length == p.Second.Count)
            ? new(Expert, Bars, _features, labels, Market)
            : throw new ArgumentException("Labels must be one a bar of each ticker.", nameof(labels));
    }

    /// <summary>The scaler of the training days alone.</summary>
    public StandardScaler FitScaler(DateSplit split) => FitScaler(bars => [split.RowsOf(bars).Train]);

    /// <summary>Training rows. Where labels end early, as those of a triple barrier, the gap before the next
    /// part gives back the rows whose labels have ended before its windows begin.</summary>
    public ExpertRows Training(DateSplit split, StandardScaler scaler)
    {
        ArgumentNullException.ThrowIfNull(split);
        return Training(bars => [split.RowsOf(bars).Train], [split.Validation], split.Gap, scaler);
    }

    /// <summary>The same of a fold.</summary>
    public ExpertRows Training(PurgedFold fold, StandardScaler scaler)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return Training(fold.TrainRowsOf, [fold.Validation, .. fold.Test], fold.Purge, scaler);
    }

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
        return StandardScaler.Fit([
            .. _features.SelectMany(
                (f, i) => training(Bars[i]).SelectMany(rows => MemberDays.Rows(Bars[i], rows)).Select(rows => (f, rows))
            ),
        ]);
    }

    /// <summary>Any rows of each ticker, each range with up to <paramref name="context"/>
    /// unlabelled bars before it.</summary>
    public ExpertRows Rows(Func<BarSeries, IReadOnlyList<RowRange>> part, StandardScaler scaler, int context)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(scaler);
        return Read(
            [.. Bars.SelectMany((b, i) => part(b).Select(rows => new PurgedStretch(i, rows)))],
            scaler,
            context
        );
    }

    /// <summary>The features of one ticker, unscaled.</summary>
    public FeatureMatrix FeaturesOf(int ticker) => _features[ticker];

    /// <summary>The labels of one ticker: 0, 1 or NaN.</summary>
    public ReadOnlySpan<double> LabelsOf(int ticker) => _labels[ticker];

    private ExpertRows Part(Func<BarSeries, RowRange> part, StandardScaler scaler, int context)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        return Read([.. Bars.Select((b, i) => new PurgedStretch(i, part(b)))], scaler, context);
    }

    private ExpertRows Training(
        Func<BarSeries, IReadOnlyList<RowRange>> part,
        IReadOnlyList<DayRange> others,
        int purge,
        StandardScaler scaler
    )
    {
        ArgumentNullException.ThrowIfNull(scaler);
        return Read(
            [
                .. Bars.SelectMany(
                    (b, i) =>
                    {
                        int[]? spans = Expert.Label.EndsEarly ? Expert.Label.Spans(b) : null;
                        return part(b)
                            .Select(rows =>
                                spans is null
                                    ? new PurgedStretch(i, rows)
                                    : new PurgedStretch(i, rows).WithGap(
                                        spans,
                                        b.Dates,
                                        others,
                                        purge - Expert.Label.Horizon
                                    )
                            );
                    }
                ),
            ],
            scaler,
            context: 0
        );
    }

    private ExpertRows Read(PurgedStretch[] wanted, StandardScaler scaler, int context)
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
        if ((long)rows * width > Array.MaxLength)
            throw new ArgumentException(
                $"The rows of one part must hold at most {Array.MaxLength} inputs, but those of '{Expert.Name}' are"
                    + $" {rows} rows of {width}. Use fewer tickers, fewer days or fewer inputs."
            );
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
                    row < wanted[part].Rows.Start
                    || complete[row] == 0
                    || double.IsNaN(label)
                    || wanted[part].IsKnown?.Invoke(row) == false
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
