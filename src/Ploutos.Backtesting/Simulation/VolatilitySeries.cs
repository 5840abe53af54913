namespace Ploutos.Backtesting.Simulation;

/// <summary>How volatile one ticker is expected to be: at the close of a day the volatility a bar of
/// the bars to come. A value stays in force until the next one. Known at the close, it sizes the
/// orders of the next open; whoever makes it answers for its using nothing later.</summary>
public sealed class VolatilitySeries
{
    private readonly DateOnly[] _days;
    private readonly double[] _perBar;

    /// <summary>Copies the columns.</summary>
    /// <param name="ticker">Whose volatility.</param>
    /// <param name="days">Days at whose close a value becomes known, strictly ascending.</param>
    /// <param name="perBar">Volatility a bar (0.01 is 1 %), above 0; NaN where it is not known, and
    /// the ticker waits.</param>
    /// <exception cref="ArgumentException">Lengths differ, days are not strictly ascending, or a
    /// volatility is not above 0.</exception>
    public VolatilitySeries(string ticker, ReadOnlySpan<DateOnly> days, ReadOnlySpan<double> perBar)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ticker);
        if (days.Length != perBar.Length)
            throw new ArgumentException(
                $"{ticker}: there must be one volatility a day, but got {perBar.Length} for {days.Length} days.",
                nameof(perBar)
            );
        for (int i = 0; i < days.Length; i++)
        {
            if (i > 0 && days[i] <= days[i - 1])
                throw new ArgumentException(
                    $"{ticker}: days must be strictly ascending, but {days[i]:yyyy-MM-dd} follows "
                        + $"{days[i - 1]:yyyy-MM-dd}.",
                    nameof(days)
                );
            if (!double.IsNaN(perBar[i]) && !(perBar[i] is > 0 and < double.PositiveInfinity))
                throw new ArgumentException(
                    $"{ticker}: a volatility must lie above 0, but got {perBar[i]} on {days[i]:yyyy-MM-dd}.",
                    nameof(perBar)
                );
        }

        (Ticker, _days, _perBar) = (ticker, days.ToArray(), perBar.ToArray());
    }

    /// <summary>Whose volatility.</summary>
    public string Ticker { get; }

    /// <summary>Days at whose close a value becomes known.</summary>
    public ReadOnlySpan<DateOnly> Days => _days;

    /// <summary>Volatility a bar, above 0; NaN where it is not known.</summary>
    public ReadOnlySpan<double> PerBar => _perBar;
}
