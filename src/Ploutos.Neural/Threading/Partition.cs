namespace Ploutos.Neural.Threading;

/// <summary>Splits rows into contiguous parts, in whole tiles of the matrix product where there are
/// enough of them.</summary>
internal static class Partition
{
    private const int Tile = 12;

    /// <summary>The rows [From, To) of one part.</summary>
    public static (int From, int To) Of(int rows, int part, int parts)
    {
        int tiles = (rows + Tile - 1) / Tile;
        return tiles >= 2 * parts
            ? (Math.Min(rows, tiles * part / parts * Tile), Math.Min(rows, tiles * (part + 1) / parts * Tile))
            : (rows * part / parts, rows * (part + 1) / parts);
    }
}
