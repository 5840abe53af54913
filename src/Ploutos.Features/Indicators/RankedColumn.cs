using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Ploutos.Features.Indicators;

/// <summary>A column whose values are ranked once, for order statistics of windows of any length. A
/// set of bits says which ranks are in the window, and a Fenwick tree (1994) counts the bits of
/// each word, so that a value enters, leaves, or is found by its order in the logarithm of the
/// series' length, whatever the window. An order statistic depends on the window's values alone,
/// hence ranking later values too changes no bit of it.</summary>
internal sealed class RankedColumn : IDisposable
{
    private readonly double[] _sorted;
    private readonly int[] _integers;
    private readonly int _length;

    /// <summary>Ranks a column: NaN first.</summary>
    public RankedColumn(ReadOnlySpan<double> x)
    {
        _length = x.Length;
        _sorted = ArrayPool<double>.Shared.Rent(_length);
        _integers = ArrayPool<int>.Shared.Rent(2 * _length);
        Span<double> sorted = _sorted.AsSpan(0, _length);
        Span<int> order = _integers.AsSpan(_length, _length);
        x.CopyTo(sorted);
        for (int t = 0; t < order.Length; t++)
            order[t] = t;
        sorted.Sort(order);
        for (int rank = 0; rank < order.Length; rank++)
            _integers[order[rank]] = rank;
    }

    private ReadOnlySpan<double> Sorted => _sorted.AsSpan(0, _length);

    private ReadOnlySpan<int> Ranks => _integers.AsSpan(0, _length);

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_sorted);
        ArrayPool<int>.Shared.Return(_integers);
    }

    /// <summary>Writes the quantile of <c>x[t-n+1 .. t]</c>, linear between the neighbours in order
    /// (type 7 of Hyndman and Fan 1996); NaN where the window is not full or holds a NaN.</summary>
    /// <param name="n">Window.</param>
    /// <param name="share">0 for the smallest value, 1 for the largest.</param>
    /// <param name="y">One value a bar.</param>
    public void Quantile(int n, double share, Span<double> y)
    {
        double place = share * (n - 1);
        int lower = Math.Min((int)place, n - 1);
        double part = place - lower;
        using var window = new Window(this, n);
        for (int t = 0; t < _length; t++)
        {
            if (!window.Enter(t))
            {
                y[t] = double.NaN;
                continue;
            }

            double below = Sorted[window.Select(lower)];
            y[t] = part > 0 ? below + part * (Sorted[window.Select(lower + 1)] - below) : below;
        }
    }

    /// <summary>Writes the median of each window, the mean of the two middle values for an even
    /// n.</summary>
    public void Median(int n, Span<double> y)
    {
        using var window = new Window(this, n);
        for (int t = 0; t < _length; t++)
        {
            if (!window.Enter(t))
            {
                y[t] = double.NaN;
                continue;
            }

            double upper = Sorted[window.Select(n / 2)];
            y[t] = n % 2 == 1 ? upper : (Sorted[window.Select(n / 2 - 1)] + upper) / 2;
        }
    }

    /// <summary>Writes the rank of today's value among the window's, 1 the smallest, those that tie
    /// sharing their mean rank, divided by n.</summary>
    public void Rank(int n, Span<double> y)
    {
        int[] ties = ArrayPool<int>.Shared.Rent(2 * _length);
        Span<int> first = ties.AsSpan(0, _length),
            end = ties.AsSpan(_length, _length);
        for (int from = 0, to; from < _length; from = to)
        {
            for (to = from + 1; to < _length && Sorted[to].Equals(Sorted[from]);)
                to++;
            first[from..to].Fill(from);
            end[from..to].Fill(to);
        }

        using var window = new Window(this, n);
        for (int t = 0; t < _length; t++)
        {
            if (!window.Enter(t))
            {
                y[t] = double.NaN;
                continue;
            }

            int rank = Ranks[t],
                smaller = window.CountBelow(first[rank]),
                tied = end[rank] == first[rank] + 1 ? 1 : window.CountBelow(end[rank]) - smaller;
            y[t] = (smaller + 0.5 * (tied + 1)) / n;
        }

        ArrayPool<int>.Shared.Return(ties);
    }

    /// <summary>The ranks that are in the window.</summary>
    private ref struct Window : IDisposable
    {
        private readonly ReadOnlySpan<int> _ranks;
        private readonly ulong[] _rentedBits;
        private readonly int[] _rentedTree;
        private readonly Span<ulong> _bits;
        private readonly Span<int> _tree;
        private readonly int _n,
            _topStep,
            _missingBelow;
        private int _missing;

        public Window(RankedColumn column, int n)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
            _n = n;
            _ranks = column.Ranks;
            int words = (column._length + 63) / 64;
            _rentedBits = ArrayPool<ulong>.Shared.Rent(Math.Max(1, words));
            _rentedTree = ArrayPool<int>.Shared.Rent(words + 1);
            _bits = _rentedBits.AsSpan(0, words);
            _tree = _rentedTree.AsSpan(0, words + 1);
            _bits.Clear();
            _tree.Clear();
            _topStep = (int)BitOperations.RoundUpToPowerOf2((uint)_tree.Length) / 2;
            while (_missingBelow < column._length && double.IsNaN(column.Sorted[_missingBelow]))
                _missingBelow++;
        }

        public readonly void Dispose()
        {
            ArrayPool<ulong>.Shared.Return(_rentedBits);
            ArrayPool<int>.Shared.Return(_rentedTree);
        }

        /// <summary>Lets bar t in and the oldest out; false where the window is not full or holds a
        /// NaN.</summary>
        public bool Enter(int t)
        {
            Flip(_ranks[t], 1);
            if (t >= _n)
                Flip(_ranks[t - _n], -1);
            return t >= _n - 1 && _missing == 0;
        }

        /// <summary>The rank with exactly <paramref name="smaller"/> present ranks below it.</summary>
        public readonly int Select(int smaller)
        {
            int word = 0;
            for (int step = _topStep; step > 0; step >>= 1)
            {
                int next = word + step;
                if (next < _tree.Length && _tree[next] <= smaller)
                {
                    word = next;
                    smaller -= _tree[next];
                }
            }

            ulong bits = _bits[word];
            if (Bmi2.X64.IsSupported)
                return word * 64 + BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << smaller, bits));
            for (; smaller > 0; smaller--)
                bits &= bits - 1;
            return word * 64 + BitOperations.TrailingZeroCount(bits);
        }

        /// <summary>How many ranks below this one are present.</summary>
        public readonly int CountBelow(int rank)
        {
            int word = rank >> 6,
                count = 0;
            if (word < _bits.Length)
                count = BitOperations.PopCount(_bits[word] & ((1UL << (rank & 63)) - 1));
            for (int node = word; node > 0; node &= node - 1)
                count += _tree[node];
            return count;
        }

        private void Flip(int rank, int count)
        {
            _missing += rank < _missingBelow ? count : 0;
            int word = rank >> 6;
            _bits[word] ^= 1UL << (rank & 63);
            for (int node = word + 1; node < _tree.Length; node += node & -node)
                _tree[node] += count;
        }
    }
}
