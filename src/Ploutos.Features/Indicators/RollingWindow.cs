using System.Buffers;

namespace Ploutos.Features.Indicators;

/// <summary>Slides a window of n values over a series, at a cost per value that does not depend on
/// n. The series is cut into blocks of n. Every window is then the tail of one block and the head
/// of the next, and both are kept as running summaries, so that one join a value suffices (van Herk
/// 1992; Gil and Werman 1993). Unlike a running sum from which old values are subtracted, nothing
/// drifts, a NaN spoils only the windows that hold it, and the value at t has the same bits whether
/// or not the series goes on after t.</summary>
internal static class RollingWindow
{
    /// <summary>Writes the aggregate of <c>x[t-n+1 .. t]</c> to <c>y[t]</c>; NaN where the window
    /// is not full or holds a NaN. <paramref name="y"/>
    /// has the length of <paramref name="x"/> and does not overlap it.</summary>
    /// <param name="x">The series, or the newest values of one.</param>
    /// <param name="n">Values of a window.</param>
    /// <param name="y">Receives the aggregates.</param>
    /// <param name="before">Values of the series that come before <paramref name="x"/>. The blocks begin
    /// where they do in the whole series, so that from <c>y[2n]</c> on all bits are the same.</param>
    public static void Slide<TAggregate>(ReadOnlySpan<double> x, int n, Span<double> y, int before = 0)
        where TAggregate : struct, IWindowAggregate<TAggregate>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        int cut = Math.Min((n - before % n) % n, x.Length);
        y[..cut].Fill(double.NaN);
        x = x[cut..];
        y = y[cut..];
        if (x.Length < n)
        {
            y.Fill(double.NaN);
            return;
        }

        TAggregate[] rented = ArrayPool<TAggregate>.Shared.Rent(n);
        Span<TAggregate> tails = rented.AsSpan(0, n);
        y[..(n - 1)].Fill(double.NaN);
        y[n - 1] = Tails(x[..n], tails).Value;
        for (int start = n; start < x.Length; start += n)
        {
            int length = Math.Min(n, x.Length - start);
            Heads(x.Slice(start, length), tails, y.Slice(start, length));
            if (length == n)
                Tails(x.Slice(start, n), tails);
        }

        ArrayPool<TAggregate>.Shared.Return(rented);
    }

    /// <summary>Joins each head of the block with the tail of the block before that completes its
    /// window.</summary>
    private static void Heads<TAggregate>(ReadOnlySpan<double> block, ReadOnlySpan<TAggregate> tails, Span<double> y)
        where TAggregate : struct, IWindowAggregate<TAggregate>
    {
        TAggregate head = TAggregate.Of(block[0]);
        for (int j = 0; ;)
        {
            y[j] = j + 1 < tails.Length ? TAggregate.Join(tails[j + 1], head).Value : head.Value;
            if (++j == block.Length)
                return;
            head = TAggregate.Join(head, TAggregate.Of(block[j]));
        }
    }

    /// <summary>Sets <c>tails[j]</c> to the aggregate of <c>block[j ..]</c> and returns that of the
    /// whole block.</summary>
    private static TAggregate Tails<TAggregate>(ReadOnlySpan<double> block, Span<TAggregate> tails)
        where TAggregate : struct, IWindowAggregate<TAggregate>
    {
        TAggregate tail = TAggregate.Of(block[^1]);
        tails[^1] = tail;
        for (int j = block.Length - 2; j >= 0; j--)
        {
            tail = TAggregate.Join(TAggregate.Of(block[j]), tail);
            tails[j] = tail;
        }

        return tail;
    }
}
