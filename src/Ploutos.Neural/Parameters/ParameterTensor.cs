namespace Ploutos.Neural.Parameters;

/// <summary>One named tensor inside a flat buffer. Rows of a matrix start at multiples of
/// <see cref="RowStride"/> floats; the places between a row's end and the next row's start hold
/// zeros.</summary>
/// <param name="Name">Its name in a weights file, as PyTorch would name it
/// (<c>stack.0.weight</c>).</param>
/// <param name="Rows">Rows of a matrix, or the length of a vector.</param>
/// <param name="Columns">Columns of a matrix, or 0 for a vector.</param>
/// <param name="Offset">Where it starts in the buffer.</param>
/// <param name="RowStride">Distance from one row to the next; 1 for a vector.</param>
public sealed record ParameterTensor(string Name, int Rows, int Columns, int Offset, int RowStride)
{
    /// <summary>Number of values, padding not counted.</summary>
    public int Count => Columns == 0 ? Rows : Rows * Columns;

    /// <summary>The shape, as a weights file states it.</summary>
    public int[] Shape => Columns == 0 ? [Rows] : [Rows, Columns];

    /// <summary>Copies the values out of the flat buffer, row-major without padding.</summary>
    public float[] Read(ReadOnlySpan<float> buffer)
    {
        if (Columns == 0)
            return buffer.Slice(Offset, Rows).ToArray();
        float[] values = new float[Count];
        for (int r = 0; r < Rows; r++)
            buffer.Slice(Offset + r * RowStride, Columns).CopyTo(values.AsSpan(r * Columns));
        return values;
    }

    /// <summary>Copies row-major values into the flat buffer.</summary>
    /// <exception cref="ArgumentException">The number of values is not <see cref="Count"/>.</exception>
    public void Write(ReadOnlySpan<float> values, Span<float> buffer)
    {
        if (values.Length != Count)
            throw new ArgumentException(
                $"{Name} holds {Count} values ({string.Join(" x ", Shape)}), but got {values.Length}.",
                nameof(values)
            );
        if (Columns == 0)
        {
            values.CopyTo(buffer.Slice(Offset, Rows));
            return;
        }

        for (int r = 0; r < Rows; r++)
            values.Slice(r * Columns, Columns).CopyTo(buffer.Slice(Offset + r * RowStride, Columns));
    }
}
