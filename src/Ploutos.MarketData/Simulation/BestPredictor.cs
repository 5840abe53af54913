namespace Ploutos.MarketData.Simulation;

/// <summary>How well the best possible predictor does on a set of rows.</summary>
/// <param name="Rows">Rows with a known outcome.</param>
/// <param name="Expected">Mean over the rows of max(p, 1 - p), with p the true probability of a
/// rise: what is to be expected of it, 0.5 to 1.</param>
/// <param name="Realised">Share of the rows where it was right; a model is held against this, on
/// the very same rows.</param>
/// <param name="BaseRate">Share of the rows that rose.</param>
public readonly record struct BestAccuracy(int Rows, double Expected, double Realised, double BaseRate);

/// <summary>The probability that the close in <c>h</c> days stands above today's, given everything
/// that the generator knows at today's close (so no model can know more). No predictor has a higher
/// expected accuracy than the one that says UP where it exceeds one half. For h = 1 it is exact:
/// the return is sigma (m + e) with e normal, so p = Phi(m), whatever sigma is (with results on that day, the
/// mean over both ways they may go). For longer horizons
/// the law is followed for h - 1 days along 256 paths in antithetic pairs, and the last day is
/// integrated exactly, p = mean of Phi(m + log(C_(t+h-1) / C_t) / sigma). The paths' seed belongs
/// to the row, so a row's probability does not depend on which rows are asked for.</summary>
public sealed class BestPredictor
{
    private const int Pairs = 128;

    private readonly SimulatedMarket _market;

    internal BestPredictor(SimulatedMarket market, int horizonDays)
    {
        if (horizonDays is < 1 or > 63)
            throw new MarketDataException(
                $"The horizon of the best predictor must be 1 to 63 bars, but got {horizonDays}."
            );
        (_market, Horizon) = (market, horizonDays);
    }

    /// <summary>Bars ahead.</summary>
    public int Horizon { get; }

    /// <summary>The true probability of a rise at each bar of a ticker from <paramref name="from"/>
    /// to <paramref name="to"/>; as many values as that slice has bars.</summary>
    public double[] ProbabilityUp(string ticker, DateOnly from, DateOnly to)
    {
        ReadOnlySpan<MarketState> states = _market.StatesOf(ticker);
        BarSeries series = _market.Series.First(s => s.Ticker == ticker);
        (int start, int end) = (series.UpTo(from.AddDays(-1)).Count, series.UpTo(to).Count);
        double[] p = new double[Math.Max(0, end - start)];
        for (int t = start; t < end; t++)
            p[t - start] = ProbabilityUp(states[t], StreamOf(ticker, t));
        return p;
    }

    /// <summary>Its accuracy on the rows of all tickers from <paramref name="from"/> to
    /// <paramref name="to"/> whose outcome is known within the bars (the close
    /// <see cref="Horizon"/> bars on exists; it may lie after <paramref name="to"/>).</summary>
    /// <exception cref="NoDataException">There is no such row.</exception>
    public BestAccuracy Accuracy(DateOnly from, DateOnly to)
    {
        int rows = 0,
            right = 0,
            up = 0;
        double expected = 0;
        foreach (BarSeries series in _market.Series)
        {
            int start = series.UpTo(from.AddDays(-1)).Count;
            DateOnly last = series.Count > Horizon ? series.Dates[series.Count - 1 - Horizon] : from.AddDays(-1);
            double[] p = ProbabilityUp(series.Ticker, from, last < to ? last : to);
            for (int i = 0; i < p.Length; i++)
            {
                bool rose = series.Close[start + i + Horizon] > series.Close[start + i];
                expected += Math.Max(p[i], 1 - p[i]);
                up += rose ? 1 : 0;
                right += rose == p[i] > 0.5 ? 1 : 0;
            }

            rows += p.Length;
        }

        return rows > 0
            ? new(rows, expected / rows, (double)right / rows, (double)up / rows)
            : throw new NoDataException(
                $"The simulated market has no row from {from:yyyy-MM-dd} to {to:yyyy-MM-dd} whose outcome in {Horizon}"
                    + $" bars is known."
            );
    }

    private double ProbabilityUp(MarketState state, long stream)
    {
        SimulationOptions options = _market.Options;
        if (Horizon == 1)
            return state.Results.ChanceAbove(options.InteractionStrength, state.Drift(options));
        var random = new SeededRandom(options.Seed, stream);
        Span<Day> days = stackalloc Day[Horizon];
        double sum = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            foreach (ref Day day in days)
                (day.Noise, day.Regime) = (random.Normal(), random.Uniform());
            for (int d = 0; d < Horizon && options.HasShadows; d++)
                days[d].Shadows = random.Uniform();
            for (int d = 0; d < Horizon && options.HasResults; d++)
                (days[d].Surprise, days[d].Results) = (random.Uniform(), random.Uniform());
            sum += Path(state, days, 1) + Path(state, days, -1);
        }

        return sum / (2 * Pairs);
    }

    private double Path(MarketState state, ReadOnlySpan<Day> days, int sign)
    {
        SimulationOptions options = _market.Options;
        double start = state.Close;
        foreach (Day day in days[..^1])
        {
            state.Switch(options, day.Regime);
            double surprise = state.Results.Surprise(options.InteractionStrength, day.Surprise);
            double standardised = state.Drift(options) + surprise + (sign * day.Noise);
            state.Add(state.Close * Math.Exp(state.Volatility(options) * standardised));
            state.Shadows.Step(day.Shadows);
            state.Results.Step(day.Results);
        }

        state.Switch(options, days[^1].Regime);
        return state.Results.ChanceAbove(
            options.InteractionStrength,
            state.Drift(options) + (Math.Log(state.Close / start) / state.Volatility(options))
        );
    }

    private static long StreamOf(string ticker, int t) =>
        (100_000L * int.Parse(ticker.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture)) + t + 1_000;

    /// <summary>What chance decides of one day.</summary>
    private struct Day
    {
        public double Noise,
            Regime,
            Shadows,
            Surprise,
            Results;
    }
}
