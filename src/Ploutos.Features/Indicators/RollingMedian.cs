using System.Buffers;

namespace Ploutos.Features.Indicators;

/// <summary>The median of a sliding window. The values of the series are ranked once; a
/// Fenwick tree (1994) counts which ranks are in the window, so that a value enters, leaves, or
/// is found by its order in the logarithm of the series' length, whatever the window. An order
/// statistic depends on the window's values alone, hence ranking later values too changes no
/// bit of it.</summary>
internal static class RollingMedian
{
    /// <summary>As <see cref="RollingWindow.Slide"/>: <c>y[t]</c> is the median of <c>x[t-n+1 ..
    /// t]</c>, NaN where it holds a NaN.</summary>
    public static void Slide(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (x.Length < n)
        {
            y.Fill(double.NaN);
            return;
        }

        double[] sortedRented = ArrayPool<double>.Shared.Rent(x.Length);
        int[] integers = ArrayPool<int>.Shared.Rent(3 * x.Length + 1);
        Span<double> sorted = sortedRented.AsSpan(0, x.Length);
        Span<int> ranks = integers.AsSpan(0, x.Length),
            tree = integers.AsSpan(x.Length, x.Length + 1),
            order = integers.AsSpan(2 * x.Length + 1, x.Length);
        Rank(x, sorted, order, ranks);
        tree.Clear();
        Slide(x, n, sorted, ranks, new RankCounts(tree), y);
        ArrayPool<double>.Shared.Return(sortedRented);
        ArrayPool<int>.Shared.Return(integers);
    }

    private static void Slide(
        ReadOnlySpan<double> x,
        int n,
        ReadOnlySpan<double> sorted,
        ReadOnlySpan<int> ranks,
        RankCounts inWindow,
        Span<double> y
    )
    {
        int missing = 0;
        for (int t = 0; t < x.Length; t++)
        {
            inWindow.Add(ranks[t], 1);
            missing += double.IsNaN(x[t]) ? 1 : 0;
            if (t >= n)
            {
                inWindow.Add(ranks[t - n], -1);
                missing -= double.IsNaN(x[t - n]) ? 1 : 0;
            }

            if (t < n - 1 || missing > 0)
            {
                y[t] = double.NaN;
                continue;
            }

            double upper = sorted[inWindow.Select(n / 2)];
            y[t] = n % 2 == 1 ? upper : (sorted[inWindow.Select(n / 2 - 1)] + upper) / 2;
        }
    }

    /// <summary>Sorts a copy of the values (NaN first) and gives each day the place of its value;
    /// equal values get different places.</summary>
    private static void Rank(ReadOnlySpan<double> x, Span<double> sorted, Span<int> order, Span<int> ranks)
    {
        x.CopyTo(sorted);
        for (int t = 0; t < order.Length; t++)
            order[t] = t;
        sorted.Sort(order);
        for (int rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank;
    }

    /// <summary>How many of the ranks 0 .. length-2 are present, as a Fenwick tree over
    /// <paramref name="tree"/> (its element 0 is unused).</summary>
    private readonly ref struct RankCounts(Span<int> tree)
    {
        private readonly Span<int> _tree = tree;
        private readonly int _topStep = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)tree.Length) / 2;

        public void Add(int rank, int count)
        {
            for (int node = rank + 1; node < _tree.Length; node += node & -node)
                _tree[node] += count;
        }

        /// <summary>The rank with exactly <paramref name="smaller"/> present ranks below it.</summary>
        public int Select(int smaller)
        {
            int node = 0;
            for (int step = _topStep; step > 0; step >>= 1)
            {
                int next = node + step;
                if (next < _tree.Length && _tree[next] <= smaller)
                {
                    node = next;
                    smaller -= _tree[next];
                }
            }

            return node;
        }
    }
}
