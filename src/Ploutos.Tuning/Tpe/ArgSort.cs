using System.Runtime.CompilerServices;

namespace Ploutos.Tuning.Tpe;

/// <summary>The order that NumPy's default <c>argsort</c> gives: quicksort by the median of three
/// with insertion sort below 17 elements. It is not stable, and which of several equal observations
/// comes first decides which one gets the wide kernel, so the very same exchanges are made here.
/// (NumPy's escape to heapsort on adversarial input is left out: it changes the time, and the order
/// of equals only there.)</summary>
internal static class ArgSort
{
    private const int InsertionSpan = 15;

    /// <summary>Indices into <paramref name="keys"/> by ascending key.</summary>
    public static int[] Of(ReadOnlySpan<double> keys)
    {
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Sort(keys, order);
        return order;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(ReadOnlySpan<double> keys, Span<int> order)
    {
        while (order.Length - 1 > InsertionSpan)
        {
            int pivot = Partition(keys, order);
            Span<int> left = order[..pivot],
                right = order[(pivot + 1)..];
            bool leftIsSmaller = left.Length < right.Length;
            // The halves do not touch each other; the smaller one recurses, so the depth stays logarithmic.
            Sort(keys, leftIsSmaller ? left : right);
            order = leftIsSmaller ? right : left;
        }
        for (int i = 1; i < order.Length; i++)
        {
            int index = order[i],
                j = i;
            for (; j > 0 && keys[index] < keys[order[j - 1]]; j--)
                order[j] = order[j - 1];
            order[j] = index;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Partition(ReadOnlySpan<double> keys, Span<int> order)
    {
        int last = order.Length - 1,
            middle = last >> 1;
        if (keys[order[middle]] < keys[order[0]])
            (order[middle], order[0]) = (order[0], order[middle]);
        if (keys[order[last]] < keys[order[middle]])
            (order[last], order[middle]) = (order[middle], order[last]);
        if (keys[order[middle]] < keys[order[0]])
            (order[middle], order[0]) = (order[0], order[middle]);
        double pivot = keys[order[middle]];
        int i = 0,
            j = last - 1;
        (order[middle], order[j]) = (order[j], order[middle]);
        while (true)
        {
            do i++;
            while (keys[order[i]] < pivot);
            do j--;
            while (pivot < keys[order[j]]);
            if (i >= j)
                break;
            (order[i], order[j]) = (order[j], order[i]);
        }
        (order[i], order[last - 1]) = (order[last - 1], order[i]);
        return i;
    }
}
