using System.Buffers;
using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features.Expressions.Evaluation;

/// <summary>The columns of one series while expressions are computed, one a node. A column is as
/// long as the series padded with missing bars to a multiple of
/// <see cref="Elementwise.Alignment"/>, so that whole vectors fit. A column that nobody needs any
/// more is used again.</summary>
internal sealed class ColumnSheet : IDisposable
{
    private readonly Memory<double>[] _columns;
    private readonly double[]?[] _rented;
    private readonly Stack<double[]> _free = [];
    private readonly Dictionary<int, RankedColumn> _ranked = [];

    public ColumnSheet(BarSeries bars, int nodes)
    {
        Bars = bars;
        Length = IndicatorSheet.PaddedLength(bars.Count);
        (_columns, _rented) = (new Memory<double>[nodes], new double[]?[nodes]);
    }

    public BarSeries Bars { get; }

    /// <summary>Length of every column.</summary>
    public int Length { get; }

    /// <summary>The column of a node, computed before.</summary>
    public ReadOnlySpan<double> Read(int node) => _columns[node].Span;

    /// <summary>The column of a node, to be written: where it was placed, or in scratch
    /// memory.</summary>
    public Span<double> Write(int node)
    {
        if (_columns[node].IsEmpty)
        {
            if (!_free.TryPop(out double[]? rented))
                rented = ArrayPool<double>.Shared.Rent(Length);
            _rented[node] = rented;
            _columns[node] = rented.AsMemory(0, Length);
        }

        return _columns[node].Span;
    }

    /// <summary>Says where a node's column is, or is to be written.</summary>
    public void Place(int node, Memory<double> column) => _columns[node] = column;

    /// <summary>The column with its values ranked, made once.</summary>
    public RankedColumn Ranked(int node)
    {
        if (!_ranked.TryGetValue(node, out RankedColumn? ranked))
            _ranked.Add(node, ranked = new(Read(node)));
        return ranked;
    }

    /// <summary>Lets go of a column that nobody will read.</summary>
    public void Release(int node)
    {
        if (_rented[node] is not { } rented)
            return;
        _free.Push(rented);
        (_rented[node], _columns[node]) = (null, default);
    }

    public void Dispose()
    {
        foreach (double[] rented in _rented.OfType<double[]>().Concat(_free))
            ArrayPool<double>.Shared.Return(rented);
        foreach (RankedColumn ranked in _ranked.Values)
            ranked.Dispose();
    }
}
