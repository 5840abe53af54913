namespace Ploutos.Features.Splits;

/// <summary>Rows from <paramref name="Start"/> up to, but without, <paramref name="End"/>.</summary>
public readonly record struct RowRange(int Start, int End)
{
    /// <summary>Number of rows.</summary>
    public int Count => Math.Max(0, End - Start);

    /// <summary>Whether the row lies in the range.</summary>
    public bool Contains(int row) => Start <= row && row < End;

    /// <summary>The same rows without those at <paramref name="end"/> and after.</summary>
    internal RowRange Before(int end) => new(Start, Math.Max(Start, Math.Min(End, end)));

    /// <summary>The same rows without those before <paramref name="start"/>.</summary>
    internal RowRange NotBefore(int start) => new(Math.Min(End, Math.Max(Start, start)), End);
}
