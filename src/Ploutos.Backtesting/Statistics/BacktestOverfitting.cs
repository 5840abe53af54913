using System.Numerics;

namespace Ploutos.Backtesting.Statistics;

/// <summary>How a choice among strategies fares out of sample.</summary>
/// <param name="Probability">Probability of backtest overfitting: how often the strategy that was
/// best in sample came out in the lower half out of sample.</param>
/// <param name="LossProbability">How often it had a Sharpe ratio below 0 out of sample.</param>
/// <param name="Logits">log(w / (1 - w)) of its relative rank w out of sample, of each split; 0 or
/// below is the lower half.</param>
public sealed record OverfittingResult(double Probability, double LossProbability, IReadOnlyList<double> Logits);

/// <summary>Combinatorially symmetric cross-validation (Bailey, Borwein, Lopez de Prado and Zhu
/// 2017, "The Probability of Backtest Overfitting"): the days are cut into S blocks; for every
/// choice of half of them, the strategy with the best Sharpe ratio in the chosen half is ranked in
/// the other.</summary>
public static class BacktestOverfitting
{
    private const int MostBlocks = 20;

    /// <param name="returns">One column of daily returns a strategy, of all that were tried, over
    /// the same days.</param>
    /// <param name="blocks">S, even, 2 .. 20; days that do not fill the last block are
    /// left out.</param>
    /// <exception cref="ArgumentException">Fewer than two strategies, columns of different
    /// lengths, or fewer than two days a block.</exception>
    public static OverfittingResult Measure(IReadOnlyList<double[]> returns, int blocks = 16)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (blocks is < 2 or > MostBlocks || blocks % 2 != 0)
            throw new ArgumentOutOfRangeException(
                nameof(blocks),
                $"The number of blocks must be even, from 2 to {MostBlocks}, but got {blocks}."
            );
        if (returns.Count < 2)
            throw new ArgumentException(
                $"Overfitting is a choice among at least 2 strategies, but got {returns.Count}.",
                nameof(returns)
            );
        int days = returns[0].Length,
            length = days / blocks;
        if (returns.Any(r => r.Length != days))
            throw new ArgumentException(
                "All strategies must have the same days, but they have "
                    + $"{string.Join(", ", returns.Select(r => r.Length).Distinct())}.",
                nameof(returns)
            );
        if (length < 2)
            throw new ArgumentException(
                $"{blocks} blocks need at least {2 * blocks} days, but got {days}. Test over a longer time, or "
                    + "ask for fewer blocks.",
                nameof(returns)
            );
        return Split([.. returns.Select(r => new BlockSums(r, blocks, length))], blocks);
    }

    private static OverfittingResult Split(BlockSums[] strategies, int blocks)
    {
        uint all = (1u << blocks) - 1;
        double[] inSample = new double[strategies.Length],
            outOfSample = new double[strategies.Length];
        var logits = new List<double>();
        int losses = 0;
        for (uint chosen = 0; chosen <= all; chosen++)
        {
            if (BitOperations.PopCount(chosen) != blocks / 2)
                continue;
            for (int n = 0; n < strategies.Length; n++)
                (inSample[n], outOfSample[n]) = (strategies[n].Sharpe(chosen), strategies[n].Sharpe(all & ~chosen));
            double best = outOfSample[IndexOfLargest(inSample)];
            double rank =
                (outOfSample.Count(s => s < best) + 0.5 * (outOfSample.Count(s => s == best) + 1))
                / (strategies.Length + 1);
            logits.Add(Math.Log(rank / (1 - rank)));
            losses += best < 0 ? 1 : 0;
        }

        return new(logits.Count(l => l <= 0) / (double)logits.Count, losses / (double)logits.Count, logits);
    }

    private static int IndexOfLargest(double[] values)
    {
        int largest = 0;
        for (int n = 1; n < values.Length; n++)
            largest = values[n] > values[largest] ? n : largest;
        return largest;
    }

    /// <summary>Sums and sums of squares of each block, so that a split costs a few additions a
    /// strategy.</summary>
    private sealed class BlockSums
    {
        private readonly double[] _sum,
            _squares,
            _largest;
        private readonly int _length;

        public BlockSums(double[] returns, int blocks, int length)
        {
            (_sum, _squares, _largest) = (new double[blocks], new double[blocks], new double[blocks]);
            _length = length;
            for (int t = 0; t < blocks * length; t++)
            {
                _sum[t / length] += returns[t];
                _squares[t / length] += returns[t] * returns[t];
                _largest[t / length] = Math.Max(_largest[t / length], Math.Abs(returns[t]));
            }
        }

        /// <summary>Mean over sample deviation of the blocks chosen; 0 where nothing moves
        /// (<see cref="Dispersion"/>): among strategies that are ranked, one out of the market
        /// neither wins nor loses.</summary>
        public double Sharpe(uint chosen)
        {
            double sum = 0,
                squares = 0,
                largest = 0;
            int n = 0;
            for (; chosen != 0; chosen &= chosen - 1, n += _length)
            {
                int block = BitOperations.TrailingZeroCount(chosen);
                sum += _sum[block];
                squares += _squares[block];
                largest = Math.Max(largest, _largest[block]);
            }

            double mean = sum / n,
                variance = Math.Max(0, squares - n * mean * mean) / (n - 1),
                deviation = Dispersion.Rounded(Math.Sqrt(variance), largest);
            return deviation > 0 ? mean / deviation : 0;
        }
    }
}
