using System.Buffers;
using System.Runtime.InteropServices;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Rows whose number is not known yet. They grow in arrays that are lent, so that a file costs one
/// array of its own length: each array of more than 85,000 bytes that is left behind brings the next collection
/// of all generations nearer.</summary>
internal sealed class RowBuffer<T>
    where T : struct
{
    private T[] _rows = [];

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    public void Add(in T row)
    {
        if (Count == _rows.Length)
            Grow();
        _rows[Count++] = row;
    }

    /// <summary>The rows, once: the buffer is empty then.</summary>
    public List<T> Take()
    {
        var rows = new List<T>(Count);
        CollectionsMarshal.SetCount(rows, Count);
        _rows.AsSpan(0, Count).CopyTo(CollectionsMarshal.AsSpan(rows));
        Replace([]);
        Count = 0;
        return rows;
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(256, 2 * Count));
        _rows.AsSpan(0, Count).CopyTo(larger);
        Replace(larger);
    }

    private void Replace(T[] rows)
    {
        if (_rows.Length > 0)
            ArrayPool<T>.Shared.Return(_rows);
        _rows = rows;
    }
}
