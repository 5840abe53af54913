using Ploutos.Features.Indicators;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features;

/// <summary>The inputs of one expert. Every feature is free of the price's and the volume's scale,
/// uses nothing later than its own day, and is missing (NaN) where it is not defined; where a
/// window did not move it takes a neutral value. Formulas: docs/features.md.</summary>
public sealed class FeatureSet
{
    private readonly Feature[] _features;
    private readonly FeatureBlock[] _blocks;
    private readonly bool _readsAllBars;
    private IReadOnlyList<string>? _volumeInputs;

    internal FeatureSet(string name, Feature[] features, params FeatureBlock[] blocks)
    {
        (Name, _features, _blocks) = (name, features, blocks);
        _readsAllBars = blocks.Length > 0 || Array.Exists(features, f => f.ReadsAllBars);
        Names = Array.AsReadOnly([.. features.Select(f => f.Name), .. blocks.SelectMany(b => b.Names)]);
        RequiredBars = features.Select(f => f.RequiredBars).Concat(blocks.Select(b => b.RequiredBars)).Append(1).Max();
    }

    /// <summary>28 features of trend.</summary>
    public static FeatureSet Momentum { get; } = new("momentum", MomentumFeatures.All);

    /// <summary>Nine features of distance from the usual price.</summary>
    public static FeatureSet Reversion { get; } = new("reversion", ReversionFeatures.All);

    /// <summary>Six features of volatility.</summary>
    public static FeatureSet Volatility { get; } = new("volatility", VolatilityFeatures.All);

    /// <summary>One input: the return from a year to a month ago. Of a baseline; no
    /// built-in expert reads it.</summary>
    public static FeatureSet TwelveOneMomentum { get; } = new("momentum_12_1", BaselineFeatures.TwelveOneMomentum);

    /// <summary>One input: the last five bars' return, turned round. Of a baseline; no
    /// built-in expert reads it.</summary>
    public static FeatureSet ShortTermReversal { get; } = new("reversal_5", BaselineFeatures.ShortTermReversal);

    /// <summary>Inputs of the log-range HAR. Of a baseline; no built-in expert reads
    /// them.</summary>
    public static FeatureSet LogRangeHar { get; } = new("har", BaselineFeatures.LogRangeHar);

    /// <summary>One input: exponentially weighted volatility over its usual level. Of a baseline;
    /// no built-in expert reads it.</summary>
    public static FeatureSet ExponentialVolatility { get; } = new("ewma", BaselineFeatures.ExponentialVolatility);

    /// <summary>One input: the deviation of 20 daily returns over its usual level. Of a baseline;
    /// no built-in expert reads it.</summary>
    public static FeatureSet Deviation20 { get; } = new("deviation20", BaselineFeatures.Deviation20);

    /// <summary>The eight inputs of the risk model that need the ticker's own bars alone.</summary>
    public static FeatureSet Risk { get; } = new("risk", RiskFeatures.All);

    /// <summary>The experts' three sets, in the order of an export.</summary>
    public static IReadOnlyList<FeatureSet> All { get; } = [Momentum, Reversion, Volatility];

    /// <summary><c>momentum</c>, <c>reversion</c> or <c>volatility</c>; an exported column is named
    /// <c>momentum.return_1d</c>.</summary>
    public string Name { get; }

    /// <summary>Names of the features, in the order of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of features.</summary>
    public int Count => Names.Count;

    /// <summary>Bars without a gap until every feature is defined: the bar with this number,
    /// counted from 1, is the first complete row. The exponential averages remember all bars
    /// before; after three years of bars the oldest no longer move a feature by 1e-12.</summary>
    public int RequiredBars { get; }

    /// <summary>The inputs that are missing on bars without a volume; empty where the set needs
    /// none. Found by computing the set on made-up bars with a volume and without.</summary>
    public IReadOnlyList<string> VolumeInputs => _volumeInputs ??= VolumeProbe.Run(this);

    /// <summary>Whether some of them look at all tickers of a day: they are computed in a market
    /// alone.</summary>
    public bool NeedsMarket => Array.Exists(_blocks, b => b.NeedsMarket);

    internal IReadOnlyList<Feature> Features => _features;

    /// <summary>The features of every bar: <c>bars.Count</c> rows, <see cref="Count"/> columns.</summary>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="market">The market that the set looks at where it <see cref="NeedsMarket"/>; of the
    /// ticker it holds the same bars, or none.</param>
    /// <exception cref="ArgumentException">The set needs a market, and there is none, or one of too few
    /// tickers.</exception>
    public FeatureMatrix Compute(BarSeries bars, MarketFeatures? market = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        using var sheet = new IndicatorSheet(bars);
        return Compute(sheet, market);
    }

    /// <summary>The features of several sets over the same bars; an indicator that they share is
    /// computed once.</summary>
    public static FeatureMatrix[] Compute(BarSeries bars, params ReadOnlySpan<FeatureSet> sets) =>
        Compute(bars, new MarketFeatures?[sets.Length], sets);

    /// <inheritdoc cref="Compute(BarSeries, ReadOnlySpan{FeatureSet})"/>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="markets">The market of each set; null where it needs none.</param>
    /// <param name="sets">The sets.</param>
    public static FeatureMatrix[] Compute(
        BarSeries bars,
        IReadOnlyList<MarketFeatures?> markets,
        params ReadOnlySpan<FeatureSet> sets
    )
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(markets);
        using var sheet = new IndicatorSheet(bars);
        var matrices = new FeatureMatrix[sets.Length];
        for (int i = 0; i < sets.Length; i++)
            matrices[i] = sets[i].Compute(sheet, markets[i]);
        return matrices;
    }

    /// <summary>The features of the newest bars, bit for bit those of <see cref="Compute(BarSeries,
    /// IReadOnlyList{MarketFeatures?}, ReadOnlySpan{FeatureSet})"/>, without the work for the others: for a
    /// forecast. A set with expressions or with a feature of one's own is computed on all bars.</summary>
    /// <param name="bars">All bars of the ticker: an exponential average remembers the first of them.</param>
    /// <param name="rows">How many bars, at least 1; of fewer bars all.</param>
    /// <param name="markets">The market of each set; null where it needs none.</param>
    /// <param name="sets">The sets.</param>
    /// <returns>A matrix a set, which holds the rows from <see cref="FeatureMatrix.FirstRow"/> on.</returns>
    public static FeatureMatrix[] ComputeNewest(
        BarSeries bars,
        int rows,
        IReadOnlyList<MarketFeatures?> markets,
        params ReadOnlySpan<FeatureSet> sets
    )
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        int required = 1;
        foreach (FeatureSet set in sets)
            required = Math.Max(required, set._readsAllBars ? 1 : set.RequiredBars);
        using var sheet = new IndicatorSheet(bars, Math.Max(0, bars.Count - rows - IndicatorSheet.Spare(required)));
        var matrices = new FeatureMatrix[sets.Length];
        for (int i = 0; i < sets.Length; i++)
            matrices[i] = sets[i]._readsAllBars
                ? sets[i].Compute(sheet.Whole, markets[i])
                : sets[i].Newest(sheet, Math.Min(rows, bars.Count));
        return matrices;
    }

    /// <summary>This set with one more feature behind its own (before its expressions, where it has
    /// some), under the same name: for a feature of one's own.</summary>
    /// <param name="name">Its name, not yet in the set.</param>
    /// <param name="requiredBars">Bars without a gap until its first value, at least 1.</param>
    /// <param name="formula">From the bars to one value a bar; NaN where it is not defined. It
    /// must not look forward, and <c>prove</c> checks that.</param>
    public FeatureSet With(string name, int requiredBars, Func<BarSeries, double[]> formula)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(requiredBars, 1);
        ArgumentNullException.ThrowIfNull(formula);
        if (Names.Contains(name))
            throw new ArgumentException(
                $"A feature's name must be new to its set, but '{name}' is in '{Name}'. Choose another name.",
                nameof(name)
            );
        return new(
            Name,
            [
                .. _features,
                new Feature(
                    name,
                    requiredBars,
                    (sheet, y) =>
                    {
                        double[] values = formula(sheet.Bars);
                        if (values.Length != sheet.Bars.Count)
                            throw new InvalidOperationException(
                                $"Feature '{name}' must give one value a bar, but gave {values.Length} for "
                                    + $"{sheet.Bars.Count} bars."
                            );
                        values.CopyTo(y);
                        y[values.Length..].Fill(double.NaN);
                    },
                    ReadsAllBars: true
                ),
            ],
            _blocks
        );
    }

    private FeatureMatrix Newest(IndicatorSheet sheet, int rows)
    {
        int first = sheet.Bars.Count - rows;
        double[][] columns = new double[Count][];
        using PooledColumn all = new(sheet.Length);
        for (int j = 0; j < columns.Length; j++)
        {
            _features[j].Formula(sheet, all.Span);
            columns[j] = all.Span.Slice(first - sheet.First, rows).ToArray();
            Elementwise.InfinityToNaN(columns[j]);
        }

        return new(sheet.Bars, Names, columns, first);
    }

    private FeatureMatrix Compute(IndicatorSheet sheet, MarketFeatures? market)
    {
        if (market is null && NeedsMarket)
            throw new ArgumentException(
                $"Inputs of '{Name}' look at all tickers of a day, but there is no market to look at. Give it the bars"
                    + " of the other tickers."
            );
        var columns = new double[Count][];
        for (int j = 0; j < _features.Length; j++)
        {
            columns[j] = GC.AllocateUninitializedArray<double>(sheet.Length);
            _features[j].Formula(sheet, columns[j]);
        }

        int first = _features.Length;
        foreach (FeatureBlock part in _blocks)
        {
            FeatureMatrix block = part.Compute(sheet.Bars, market);
            for (int j = 0; j < block.Columns; j++)
            {
                double[] y = columns[first + j] = GC.AllocateUninitializedArray<double>(sheet.Length);
                block.Column(j).CopyTo(y);
                y.AsSpan(block.Rows).Fill(double.NaN);
            }

            first += block.Columns;
        }

        foreach (double[] y in columns)
            Elementwise.InfinityToNaN(y);
        return new(sheet.Bars, Names, columns);
    }
}
