using System.Buffers;

namespace Ploutos.Features.Indicators;

/// <summary>A column of scratch memory from the shared pool, given back when disposed. Its content
/// is undefined at first.</summary>
internal readonly ref struct PooledColumn(int length) : IDisposable
{
    private readonly double[] _rented = ArrayPool<double>.Shared.Rent(length);
    private readonly int _length = length;

    public Span<double> Span => _rented.AsSpan(0, _length);

    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
}
