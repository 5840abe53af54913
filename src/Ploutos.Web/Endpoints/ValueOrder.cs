namespace Ploutos.Web.Endpoints;

/// <summary>The order of sorted columns: figures and days by their size, names by their letters' codes, in
/// every language alike.</summary>
internal sealed class ValueOrder : IComparer<IComparable?>
{
    /// <summary>The order.</summary>
    public static ValueOrder Instance { get; } = new();

    public int Compare(IComparable? x, IComparable? y) =>
        x is string one && y is string other
            ? string.CompareOrdinal(one, other)
            : Comparer<IComparable?>.Default.Compare(x, y);
}
