using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features;

/// <summary>The inputs of one expert. Every feature is free of the price's and the volume's scale,
/// uses nothing later than its own day, and is missing (NaN) where it is not defined; where a
/// window did not move it takes a neutral value. Formulas: docs/features.md.</summary>
public sealed class FeatureSet
{
    private readonly Feature[] _features;
    private readonly FeatureBlock? _block;
    private IReadOnlyList<string>? _volumeInputs;

    internal FeatureSet(string name, Feature[] features, FeatureBlock? block = null)
    {
        (Name, _features, _block) = (name, features, block);
        Names = Array.AsReadOnly([.. features.Select(f => f.Name), .. block?.Names ?? []]);
        RequiredBars = features.Select(f => f.RequiredBars).Append(block?.RequiredBars ?? 1).Max();
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

    internal IReadOnlyList<Feature> Features => _features;

    /// <summary>The features of every bar: <c>bars.Count</c> rows, <see cref="Count"/> columns.</summary>
    public FeatureMatrix Compute(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        using var sheet = new IndicatorSheet(bars);
        return Compute(sheet);
    }

    /// <summary>The features of several sets over the same bars; an indicator that they share is
    /// computed once.</summary>
    public static FeatureMatrix[] Compute(BarSeries bars, params ReadOnlySpan<FeatureSet> sets)
    {
        ArgumentNullException.ThrowIfNull(bars);
        using var sheet = new IndicatorSheet(bars);
        var matrices = new FeatureMatrix[sets.Length];
        for (int i = 0; i < sets.Length; i++)
            matrices[i] = sets[i].Compute(sheet);
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
                    }
                ),
            ],
            _block
        );
    }

    private FeatureMatrix Compute(IndicatorSheet sheet)
    {
        var columns = new double[Count][];
        FeatureMatrix? block = _block?.Compute(sheet.Bars);
        for (int j = 0; j < Count; j++)
        {
            double[] y = columns[j] = GC.AllocateUninitializedArray<double>(sheet.Length);
            if (j < _features.Length)
            {
                _features[j].Formula(sheet, y);
            }
            else
            {
                block!.Column(j - _features.Length).CopyTo(y);
                y.AsSpan(block.Rows).Fill(double.NaN);
            }

            Elementwise.InfinityToNaN(y);
        }

        return new(sheet.Bars, Names, columns);
    }
}
