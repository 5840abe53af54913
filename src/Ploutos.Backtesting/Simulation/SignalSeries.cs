namespace Ploutos.Backtesting.Simulation;

/// <summary>What a strategy wants of one ticker: at the close of a day a target from -1 (fully
/// short) over 0 (out) to 1 (fully long). A target stays in force until the next one. Known at the
/// close, it is traded at the next open.</summary>
public sealed class SignalSeries
{
    private readonly DateOnly[] _days;
    private readonly double[] _targets;

    /// <summary>Copies the columns.</summary>
    /// <exception cref="ArgumentException">Lengths differ, days are not strictly ascending, or a
    /// target lies outside -1 .. 1.</exception>
    public SignalSeries(string ticker, ReadOnlySpan<DateOnly> days, ReadOnlySpan<double> targets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ticker);
        if (days.Length != targets.Length)
            throw new ArgumentException(
                $"{ticker}: there must be one target a day, but got {targets.Length} for {days.Length} days.",
                nameof(targets)
            );
        for (int i = 0; i < days.Length; i++)
        {
            if (i > 0 && days[i] <= days[i - 1])
                throw new ArgumentException(
                    $"{ticker}: days must be strictly ascending, but {days[i]:yyyy-MM-dd} follows "
                        + $"{days[i - 1]:yyyy-MM-dd}.",
                    nameof(days)
                );
            if (!(targets[i] is >= -1 and <= 1))
                throw new ArgumentException(
                    $"{ticker}: a target must lie in -1 .. 1, but got {targets[i]} on {days[i]:yyyy-MM-dd}.",
                    nameof(targets)
                );
        }

        (Ticker, _days, _targets) = (ticker, days.ToArray(), targets.ToArray());
    }

    /// <summary>Whom the targets are for.</summary>
    public string Ticker { get; }

    /// <summary>Days at whose close a target becomes known.</summary>
    public ReadOnlySpan<DateOnly> Days => _days;

    /// <summary>Targets, -1 .. 1.</summary>
    public ReadOnlySpan<double> Targets => _targets;
}
