using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData.Figures;

namespace Ploutos.Backtesting.Statistics;

/// <summary>The figures of an account, each with the interval in which other days of the same kind
/// would have left it: the stationary bootstrap over days (returns, exposure and turnover of a day
/// drawn together), 1,000 resamples and runs of 21 days on average where nothing else is said. It
/// assumes that the days to come are like those seen; it does not know of trials that were made and
/// not shown.</summary>
public sealed record PerformanceIntervals
{
    /// <summary><see cref="Performance.Cagr"/>.</summary>
    public required Estimate Cagr { get; init; }

    /// <summary><see cref="Performance.Volatility"/>.</summary>
    public required Estimate Volatility { get; init; }

    /// <summary><see cref="Performance.Sharpe"/>, whose own interval is the closed form of Mertens
    /// (2002).</summary>
    public required Estimate Sharpe { get; init; }

    /// <summary><see cref="Performance.Sortino"/>.</summary>
    public required Estimate Sortino { get; init; }

    /// <summary>Depth of the deepest fall. Resampled histories of the same length may fall deeper
    /// than the one seen.</summary>
    public required Estimate MaximumDrawdown { get; init; }

    /// <summary><see cref="Performance.Calmar"/>.</summary>
    public required Estimate Calmar { get; init; }

    /// <summary><see cref="Performance.HitRate"/> with the interval of Wilson (1927), which
    /// takes positions for independent; those that overlap are not, and the interval is then too
    /// narrow.</summary>
    public required Estimate HitRate { get; init; }

    /// <summary><see cref="Performance.Turnover"/>.</summary>
    public required Estimate Turnover { get; init; }

    /// <summary><see cref="Performance.Exposure"/>.</summary>
    public required Estimate Exposure { get; init; }

    /// <summary>Sharpe ratio less the benchmark's, both resampled by the same days; not defined
    /// where one of them is not. Null without benchmark.</summary>
    public required Estimate? SharpeDifference { get; init; }

    /// <summary>Intervals of an account's figures.</summary>
    /// <param name="curve">The account, of at least two days.</param>
    /// <param name="performance">Its figures.</param>
    /// <param name="benchmark">An account over the same days, or null.</param>
    /// <param name="cashRate">Annual rate taken off returns, as <paramref name="performance"/> was
    /// given it.</param>
    /// <param name="settings">How resamples are drawn.</param>
    public static PerformanceIntervals Of(
        EquityCurve curve,
        Performance performance,
        EquityCurve? benchmark = null,
        double cashRate = 0,
        BootstrapSettings? settings = null
    )
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(performance);
        settings ??= new();
        settings.Validate();
        if (benchmark is not null && benchmark.Days.Count != curve.Days.Count)
            throw new ArgumentException(
                $"Strategy and benchmark must have the same days, but have {curve.Days.Count} and "
                    + $"{benchmark.Days.Count}. Run the benchmark over the strategy's days.",
                nameof(benchmark)
            );
        var own = ReturnFigures.Days.Of(curve, cashRate);
        ReturnFigures.Days? other = benchmark is null
            ? null
            : ReturnFigures.Days.Of(benchmark, cashRate) with
            {
                Sessions = own.Sessions,
            };
        double[] traded = curve.Traded[Math.Min(1, curve.Traded.Length)..],
            gross = curve.Gross[^own.Returns.Length..];
        int[] days = new int[own.Returns.Length];
        double[][] drawn = [.. Enumerable.Range(0, 9).Select(_ => new double[settings.Resamples])];
        var random = new Random(settings.Seed);
        for (int r = 0; r < settings.Resamples; r++)
        {
            StationaryBootstrap.Draw(days, settings.BlockDays, random);
            var account = ReturnFigures.Of(own, days);
            (drawn[0][r], drawn[1][r], drawn[2][r]) = (account.Growth, account.Volatility, account.Sharpe);
            (drawn[3][r], drawn[4][r]) = (account.Sortino, account.Drawdown);
            drawn[5][r] = Dispersion.Ratio(account.Growth, account.Drawdown);
            (drawn[6][r], drawn[7][r]) = (Mean(traded, days) * own.Sessions / 2, Mean(gross, days));
            drawn[8][r] = other is { } held ? account.Sharpe - ReturnFigures.Of(held, days).Sharpe : double.NaN;
        }

        Estimate Around(double value, int figure) =>
            StationaryBootstrap.Percentile(value, drawn[figure], settings.Level);
        double sharpe = performance.Sharpe.Value;
        return new()
        {
            Cagr = Around(performance.Cagr, 0),
            Volatility = Around(performance.Volatility, 1),
            Sharpe = Around(sharpe, 2),
            Sortino = Around(performance.Sortino, 3),
            MaximumDrawdown = Around(performance.Drawdown.Depth, 4),
            Calmar = Around(performance.Calmar, 5),
            HitRate = Wilson(performance.HitRate, performance.RoundTrips, settings.Level),
            Turnover = Around(performance.Turnover, 6),
            Exposure = Around(performance.Exposure, 7),
            SharpeDifference = benchmark is null
                ? null
                : Around(sharpe - Performance.Of(benchmark, cashRate: cashRate, year: curve.Year).Sharpe.Value, 8),
        };
    }

    /// <summary>Wilson's score interval (1927) of a share among so many.</summary>
    internal static Estimate Wilson(double share, int count, double level)
    {
        if (count == 0)
            return Estimate.Undefined;
        double z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 + level / 2),
            zz = z * z / count;
        double middle = (share + zz / 2) / (1 + zz),
            reach = z / (1 + zz) * Math.Sqrt(share * (1 - share) / count + zz / (4 * count));
        return new(share, Math.Max(0, middle - reach), Math.Min(1, middle + reach));
    }

    private static double Mean(double[] column, int[] days)
    {
        double sum = 0;
        foreach (int day in days)
            sum += column[day];
        return sum / days.Length;
    }
}
