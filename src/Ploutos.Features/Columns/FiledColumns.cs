namespace Ploutos.Features.Columns;

/// <summary>The columns of one series in a file. What was read stays in memory until the runtime wants
/// it.</summary>
/// <param name="file">The file.</param>
/// <param name="first">Where the first column begins.</param>
/// <param name="columns">How many there are.</param>
/// <param name="length">Values a column.</param>
internal sealed class FiledColumns(ColumnFile file, long first, int columns, int length)
{
    private readonly WeakReference<double[]?[]?> _read = new(null);

    /// <summary>A column, which must not be written to.</summary>
    public double[] this[int column]
    {
        get
        {
            if (!_read.TryGetTarget(out double[]?[]? read))
                _read.SetTarget(read = new double[columns][]);
            return Volatile.Read(ref read[column]) ?? Read(read, column);
        }
    }

    /// <summary>Two threads may read the same column at once; either's array will do.</summary>
    private double[] Read(double[]?[] read, int column)
    {
        double[] values = GC.AllocateUninitializedArray<double>(length);
        file.Read(first + (long)column * length * sizeof(double), values);
        Volatile.Write(ref read[column], values);
        return values;
    }
}
