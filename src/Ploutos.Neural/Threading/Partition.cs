namespace Ploutos.Neural.Threading;

/// <summary>Splits rows into contiguous parts, in fours where there are enough of them: the matrix
/// product takes what is left of its tall tiles in fours.</summary>
internal static class Partition
{
    private const int Quad = 4;

    /// <summary>The rows [From, To) of one part.</summary>
    public static (int From, int To) Of(int rows, int part, int parts)
    {
        int quads = (rows + Quad - 1) / Quad;
        return quads >= parts
            ? (Math.Min(rows, quads * part / parts * Quad), Math.Min(rows, quads * (part + 1) / parts * Quad))
            : (rows * part / parts, rows * (part + 1) / parts);
    }
}
