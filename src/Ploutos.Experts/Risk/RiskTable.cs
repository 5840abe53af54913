using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.Features.Labels;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.Features.Tables;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Experts.Risk;

/// <summary>Inputs and targets of the risk model over a set of tickers, computed once.</summary>
public sealed class RiskTable
{
    private static readonly FeatureSet[] s_sets =
    [
        FeatureSet.Risk,
        FeatureSet.ExponentialVolatility,
        FeatureSet.Deviation20,
    ];

    private readonly FeatureMatrix[][] _features;
    private readonly RealisedAhead[][] _ahead;
    private readonly IReadOnlyList<double>[] _levels;
    private readonly int _firstLevel;
    private readonly double[] _sessions;

    private RiskTable(
        IReadOnlyList<BarSeries> bars,
        MarketFeatures market,
        FeatureMatrix[][] features,
        RealisedAhead[][] ahead,
        IReadOnlyList<double>[] levels,
        int firstLevel
    )
    {
        (Bars, Market, _features, _ahead, _levels) = (bars, market, features, ahead, levels);
        _firstLevel = firstLevel;
        _sessions = [.. bars.Select(b => TickerMarket.YearOf(b).Sessions)];
    }

    /// <summary>Bars of a week, the horizon of the volatility question.</summary>
    public const int Week = 5;

    /// <summary>Bars ahead that are forecast: a week and a month.</summary>
    public static IReadOnlyList<int> Horizons { get; } = [.. RiskDefinition.BuiltIn.Horizons];

    /// <summary>The tickers' bars, in the order of <see cref="TableRow.Ticker"/>.</summary>
    public IReadOnlyList<BarSeries> Bars { get; }

    /// <summary>The market that the rows are seen in.</summary>
    public MarketFeatures Market { get; }

    /// <summary>Bars without a gap until the first bar that can have a forecast.</summary>
    public static int RequiredBars => FeatureSet.LogRangeHar.RequiredBars;

    /// <summary>Computes the table.</summary>
    /// <param name="bars">The tickers to learn from or to forecast.</param>
    /// <param name="market">The market they are seen in; null for that of these tickers.</param>
    public static RiskTable Build(IReadOnlyList<BarSeries> bars, MarketFeatures? market = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        FeatureMatrix[][] features = FeatureTables.Compute(bars, new MarketFeatures?[s_sets.Length], s_sets);
        var ahead = new RealisedAhead[bars.Count][];
        Parallel.For(0, bars.Count, i => ahead[i] = RealisedAhead.Compute(bars[i], Horizons));
        return new(
            bars,
            market ?? MarketFeatures.Compute(bars),
            features,
            ahead,
            Array.ConvertAll(ahead, a => a[0].Level),
            firstLevel: 0
        );
    }

    /// <summary>The newest rows of one ticker alone, bit for bit those of <see cref="Build"/>: enough for a
    /// forecast of the model from the last bar, and for what moved it since the bar before.</summary>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="market">The market they are seen in.</param>
    public static RiskTable Newest(BarSeries bars, MarketFeatures market)
    {
        ArgumentNullException.ThrowIfNull(bars);
        const int rows = 2;
        double[] level = VolatilityEstimates.UsualLevel(bars, rows);
        FeatureMatrix[] features = FeatureSet.ComputeNewest(bars, rows, [null], FeatureSet.Risk);
        return new([bars], market, [features], [], [level], bars.Count - level.Length);
    }

    /// <summary>The same table seen in another market, as a shuffled one.</summary>
    public RiskTable With(MarketFeatures market) => new(Bars, market, _features, _ahead, _levels, _firstLevel);

    /// <summary>What came after each bar of a ticker.</summary>
    public RealisedAhead AheadOf(int ticker, int horizon)
    {
        for (int k = 0; k < Horizons.Count; k++)
            if (Horizons[k] == horizon)
                return _ahead[ticker][k];
        throw new ArgumentOutOfRangeException(
            nameof(horizon),
            $"The horizon must be one of {string.Join(", ", Horizons)} bars, but got {horizon}."
        );
    }

    /// <summary>The usual level of a bar: the trailing year's median of five-day realised
    /// volatility, a day.</summary>
    public double LevelOf(TableRow row) => _levels[row.Ticker][row.Bar - _firstLevel];

    /// <summary>Sessions a year of a ticker's market.</summary>
    public double SessionsPerYear(int ticker) => _sessions[ticker];

    /// <summary>The day of a row.</summary>
    public DateOnly DayOf(TableRow row) => Bars[row.Ticker].Dates[row.Bar];

    /// <summary>Whether the market's inputs hold for a row.</summary>
    public MarketCoverage CoverageOf(TableRow row) => Market.CoverageOf(Bars[row.Ticker].Ticker, DayOf(row));

    /// <summary>Whether a row can be forecast.</summary>
    public RiskRowState StateOf(TableRow row)
    {
        FeatureMatrix own = _features[row.Ticker][0];
        for (int j = 0; j < RiskInputs.HarCount; j++)
            if (double.IsNaN(own[row.Bar, j]))
                return row.Bar + 1 < RequiredBars ? RiskRowState.TooFewBars : RiskRowState.MissingBars;
        return LevelOf(row) > 0 ? RiskRowState.Ready : RiskRowState.NoMovement;
    }

    /// <summary>Writes a row's inputs; NaN where one is missing.</summary>
    public void CopyInputs(TableRow row, RiskInputSet set, Span<double> destination)
    {
        FeatureMatrix[] features = _features[row.Ticker];
        FeatureMatrix source = features[
            set switch
            {
                RiskInputSet.Ewma => 1,
                RiskInputSet.Deviation20 => 2,
                _ => 0,
            }
        ];
        int own = set == RiskInputSet.Har ? RiskInputs.HarCount : source.Columns;
        for (int j = 0; j < own; j++)
            destination[j] = source[row.Bar, j];
        if (set == RiskInputSet.Market)
            Market.CopyDay(Bars[row.Ticker].Ticker, DayOf(row), destination[own..]);
    }

    /// <summary>The rows that can be learned from: those that can be forecast and whose future is
    /// known.</summary>
    /// <param name="horizon">One of <see cref="Horizons"/>.</param>
    /// <param name="rowsOf">The rows of each ticker to choose from.</param>
    public IReadOnlyList<TableRow> KnownRows(int horizon, Func<BarSeries, RowRange> rowsOf)
    {
        ArgumentNullException.ThrowIfNull(rowsOf);
        var rows = new List<TableRow>();
        for (int i = 0; i < Bars.Count; i++)
        {
            RealisedAhead ahead = AheadOf(i, horizon);
            RowRange range = rowsOf(Bars[i]);
            for (int t = range.Start; t < range.End; t++)
                if (
                    Bars[i].IsMember(Bars[i].Dates[t])
                    && !double.IsNaN(ahead.Volatility[t])
                    && StateOf(new(i, t)) == RiskRowState.Ready
                )
                    rows.Add(new(i, t));
        }

        return rows;
    }
}
