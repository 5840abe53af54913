namespace Ploutos.Features.Indicators;

/// <summary>The mean absolute deviation from the mean of a sliding window. A treap (Seidel and
/// Aragon 1996) holds the window in order of value; every node knows count and sum of what lies
/// below it, so that values below the mean are summed in the logarithm of the window. Sums are made
/// of their parts again wherever the tree changes, never corrected, and the tree's shape follows
/// from the window's values and days: later values change no bit of earlier figures. As in
/// <see cref="RollingLine"/>, the windows of one block are taken relative to a value that all of
/// them hold.</summary>
internal sealed class RollingDeviation
{
    private readonly double[] _key,
        _sum;
    private readonly int[] _count,
        _older,
        _left,
        _right;
    private readonly int _n;

    private RollingDeviation(int n)
    {
        _n = n;
        (_key, _sum) = (new double[n + 1], new double[n + 1]);
        (_count, _older, _left, _right) = (new int[n + 1], new int[n + 1], new int[n + 1], new int[n + 1]);
    }

    /// <summary>Writes <c>mean |x - mean|</c> of <c>x[t-n+1 .. t]</c>; NaN where the window is not
    /// full or holds a NaN, exactly 0 where it is constant.</summary>
    public static void Compute(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        using PooledColumn columns = new(2 * x.Length);
        Span<double> today = columns.Span[..x.Length],
            unused = columns.Span[x.Length..];
        RollingLine.Compute(x, n, unused, unused, unused, today);
        var window = new RollingDeviation(n);
        for (int cut = n - 1; cut < x.Length; cut += n)
        {
            int end = Math.Min(cut + n, x.Length);
            if (double.IsNaN(x[cut]))
                y[cut..end].Fill(double.NaN);
            else
                window.Block(x, cut, end, today, y);
        }

        y[..Math.Min(n - 1, x.Length)].Fill(double.NaN);
    }

    private void Block(ReadOnlySpan<double> x, int cut, int end, ReadOnlySpan<double> today, Span<double> y)
    {
        int root = 0;
        for (int s = cut - _n + 1; s < cut; s++)
            root = Inserted(root, x[s] - x[cut], s);
        for (int t = cut; t < end; t++)
        {
            if (t > cut)
                root = Removed(root, x[t - _n] - x[cut], t - _n);
            root = Inserted(root, x[t] - x[cut], t);
            y[t] = double.IsNaN(today[t]) ? double.NaN : Deviation(root, x[t] - x[cut] - today[t]);
        }
    }

    /// <summary>Mean distance from m of all values.</summary>
    private double Deviation(int root, double m)
    {
        double below = 0;
        int count = 0;
        for (int node = root; node != 0;)
        {
            if (_key[node] < m)
            {
                below += _key[node] + _sum[_left[node]];
                count += 1 + _count[_left[node]];
                node = _right[node];
            }
            else
            {
                node = _left[node];
            }
        }

        double above = _sum[root] - below;
        return Math.Max(0, above - below + m * (2 * count - _n)) / _n;
    }

    private int Inserted(int root, double key, int day)
    {
        if (double.IsNaN(key))
            return root;
        int node = 1 + day % _n;
        (_key[node], _older[node], _left[node], _right[node]) = (key, day, 0, 0);
        (int low, int high) = Split(root, node);
        return Merge(Merge(low, Updated(node)), high);
    }

    private int Removed(int root, double key, int day)
    {
        if (double.IsNaN(key))
            return root;
        int node = 1 + day % _n;
        return Without(root, node);
    }

    private int Without(int root, int node)
    {
        if (root == node)
            return Merge(_left[root], _right[root]);
        if (IsBefore(node, root))
            _left[root] = Without(_left[root], node);
        else
            _right[root] = Without(_right[root], node);
        return Updated(root);
    }

    /// <summary>What comes before the node, and what comes after it.</summary>
    private (int Low, int High) Split(int root, int node)
    {
        if (root == 0)
            return (0, 0);
        if (IsBefore(root, node))
        {
            (_right[root], int high) = Split(_right[root], node);
            return (Updated(root), high);
        }

        (int low, _left[root]) = Split(_left[root], node);
        return (low, Updated(root));
    }

    private int Merge(int low, int high)
    {
        if (low == 0 || high == 0)
            return low + high;
        if (Priority(low) > Priority(high))
        {
            _right[low] = Merge(_right[low], high);
            return Updated(low);
        }

        _left[high] = Merge(low, _left[high]);
        return Updated(high);
    }

    private int Updated(int node)
    {
        _count[node] = _count[_left[node]] + 1 + _count[_right[node]];
        _sum[node] = _sum[_left[node]] + _key[node] + _sum[_right[node]];
        return node;
    }

    private bool IsBefore(int a, int b) => _key[a] != _key[b] ? _key[a] < _key[b] : _older[a] < _older[b];

    // The finaliser of SplitMix64 over the day: as good as random, and always the same.
    private ulong Priority(int node)
    {
        ulong z = (ulong)_older[node] * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
