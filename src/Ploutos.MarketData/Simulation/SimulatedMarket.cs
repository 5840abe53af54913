using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Simulation;

/// <summary>Made-up bars with a known truth: volatility that switches between a calm and a
/// turbulent regime, a planted momentum and reversion effect and, where asked for, an effect in the
/// order of bars (<see cref="MarketState"/> tells the law). Because the law is known, so is the
/// accuracy of the best predictor there can be: <see cref="BestPredictor"/>. Everything made from
/// these bars carries <see cref="DataOrigin.Simulated"/>.</summary>
public sealed class SimulatedMarket
{
    /// <summary>The short name under which the store remembers where bars came from.</summary>
    public const string SourceName = "simulated";

    private const string DemonstrationName = "demonstration 2",
        EarlierName = "demonstration",
        SeedName = "seed ";

    private const double OvernightShare = 0.25;

    /// <summary>The shadows and the results have streams of their own, so that a market without them has the bars
    /// that it always had.</summary>
    private const int ShadowStreams = 500,
        ResultsStreams = 700;

    private readonly List<BarSeries> _series = [];
    private readonly Dictionary<string, MarketState[]> _states = new(StringComparer.Ordinal);

    /// <summary>Makes the bars.</summary>
    /// <exception cref="MarketDataException">An option is out of its range, or the bars would run
    /// past the known calendar (2035).</exception>
    public SimulatedMarket(SimulationOptions? options = null)
    {
        Options = options ?? new();
        Options.Validate();
        DateOnly[] days = Days(Options);
        for (int i = 1; i <= Options.Tickers; i++)
            Generate($"SIM{i:00}", i, days);
    }

    /// <summary>What the market was made with.</summary>
    public SimulationOptions Options { get; }

    /// <summary>The bars, a series a ticker.</summary>
    public IReadOnlyList<BarSeries> Series => _series;

    /// <summary>The predictor that knows the law and the state, for rows <c>close in horizon days
    /// above today's</c>.</summary>
    /// <param name="horizonDays">1 to 63 bars.</param>
    public BestPredictor BestPredictor(int horizonDays) => new(this, horizonDays);

    /// <summary>The bars as a source delivers them: where they came from names the
    /// market.</summary>
    public IEnumerable<DeliveredSeries> Delivered() =>
        _series.Select(s => DeliveredSeries.From(s, SourceName, NameOf(Options)));

    /// <summary>The market that bars in the store came from, made again; null where their source is
    /// another.</summary>
    /// <param name="source">The source's name and location, such as <c>simulated seed
    /// 42</c>.</param>
    public static SimulatedMarket? Find(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.StartsWith(SourceName + " ", StringComparison.Ordinal))
            return null;
        string name = source[(SourceName.Length + 1)..];
        if (name == DemonstrationName)
            return new(SimulationOptions.Demonstration);
        if (name == EarlierName)
            return new(SimulationOptions.EarlierDemonstration);
        return
            name.StartsWith(SeedName, StringComparison.Ordinal)
            && int.TryParse(name[SeedName.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
            ? new(new() { Seed = seed })
            : null;
    }

    internal static string NameOf(SimulationOptions options) =>
        options == SimulationOptions.Demonstration ? DemonstrationName
        : options == SimulationOptions.EarlierDemonstration ? EarlierName
        : SeedName + options.Seed.ToString(CultureInfo.InvariantCulture);

    /// <summary>The state at the close of each bar.</summary>
    internal ReadOnlySpan<MarketState> StatesOf(string ticker) =>
        _states.TryGetValue(ticker, out MarketState[]? states)
            ? states
            : throw new NoDataException(
                $"The simulated market has {_series[0].Ticker} to {_series[^1].Ticker}, but not '{ticker}'."
            );

    private static DateOnly[] Days(SimulationOptions options)
    {
        DateOnly[] days = NewYorkCalendar.Knows(options.FirstDay)
            ? [.. NewYorkCalendar.TradingDays(options.FirstDay, NewYorkCalendar.Last).Take(options.Bars)]
            : [];
        return days.Length == options.Bars
            ? days
            : throw new MarketDataException(
                $"Simulated market: {options.Bars} bars from {options.FirstDay:yyyy-MM-dd} must lie within"
                    + $" {NewYorkCalendar.First:yyyy-MM-dd} to {NewYorkCalendar.Last:yyyy-MM-dd}. Begin earlier, or"
                    + $" ask for fewer."
            );
    }

    private void Generate(string ticker, int stream, DateOnly[] days)
    {
        var random = new SeededRandom(Options.Seed, stream);
        int n = days.Length;
        double[] open = new double[n],
            high = new double[n],
            low = new double[n],
            close = new double[n],
            volume = new double[n];
        var states = new MarketState[n];
        var state = default(MarketState);
        double baseVolume = 1e6 * Math.Exp(random.Normal());
        close[0] = open[0] = 20 + (180 * random.Uniform());
        (high[0], low[0], volume[0]) = (
            close[0] * (1 + Options.CalmVolatility),
            close[0] * (1 - Options.CalmVolatility),
            Math.Round(baseVolume)
        );
        SeededRandom? shadows = Options.HasShadows ? new(Options.Seed, ShadowStreams + stream) : null;
        if (shadows is not null)
            state.Shadows = ShadowCycle.Begin(shadows);
        SeededRandom? results = Options.HasResults ? new(Options.Seed, ResultsStreams + stream) : null;
        if (results is not null)
            state.Results = ResultsCycle.Begin(results);
        state.Add(close[0]);
        states[0] = state;
        for (int t = 1; t < n; t++)
        {
            state.Switch(Options, random.Uniform());
            double sigma = state.Volatility(Options),
                drift = state.Drift(Options) * sigma;
            double overnight = (OvernightShare * drift) + (sigma * Math.Sqrt(OvernightShare) * random.Normal());
            double spread = sigma * Math.Sqrt(1 - OvernightShare),
                day = ((1 - OvernightShare) * drift) + (spread * random.Normal());
            if (results is not null)
                overnight += sigma * state.Results.Surprise(Options.InteractionStrength, results.Uniform());
            open[t] = close[t - 1] * Math.Exp(overnight);
            close[t] = open[t] * Math.Exp(day);
            high[t] = open[t] * Math.Exp(Extreme(day, spread, random.Uniform()));
            low[t] = open[t] * Math.Exp(-Extreme(-day, spread, random.Uniform()));
            if (shadows is not null)
            {
                state.Shadows.Step(shadows.Uniform());
                state.Shadows.Draw(close[t - 1], sigma, ref open[t], ref high[t], ref low[t]);
            }

            volume[t] =
                baseVolume
                * (state.Turbulent ? 1.6 : 1)
                * Math.Exp((0.3 * random.Normal()) + (0.3 * Math.Abs(overnight + day) / sigma));
            if (results is not null)
            {
                state.Results.Step(results.Uniform());
                state.Results.Draw(close[t - 1], sigma, ref open[t], ref high[t], ref low[t], ref volume[t]);
            }

            volume[t] = Math.Round(volume[t]);
            state.Add(close[t]);
            states[t] = state;
        }

        _series.Add(new(ticker, DataOrigin.Simulated, days, open, high, low, close, volume));
        _states.Add(ticker, states);
    }

    /// <summary>The highest point of a Brownian path from 0 to <paramref name="end"/>: the inverse
    /// of its distribution, exp(-2 m (m - end) / spread²).</summary>
    private static double Extreme(double end, double spread, double uniform) =>
        0.5 * (end + Math.Sqrt((end * end) - (2 * spread * spread * Math.Log(uniform))));
}
