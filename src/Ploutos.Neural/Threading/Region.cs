namespace Ploutos.Neural.Threading;

/// <summary>A stretch of a step whose parts do not need one another, and what it has to do. It is cut
/// by work and not by cores: a part that would last no longer than the barrier behind it is not worth
/// a thread.</summary>
/// <param name="Body">Runs a part: its number and the number of parts.</param>
/// <param name="Work">Multiply-adds for one bar; element by element work counts with
/// <see cref="ElementWork"/> each.</param>
internal readonly record struct Region(Action<int, int> Body, long Work)
{
    /// <summary>What a normalisation with activation and dropout costs an element, forwards or
    /// backwards, in multiply-adds of a product.</summary>
    public const int ElementWork = 100;

    /// <summary>Some microseconds of one core.</summary>
    public const long LeastWork = 200_000;

    /// <summary>A region over rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="workARow">Multiply-adds of a row for one bar.</param>
    /// <param name="body">Runs the rows [from, to).</param>
    public static Region Rows(int rows, long workARow, Action<int, int> body) =>
        new(
            (part, parts) =>
            {
                (int from, int to) = Partition.Of(rows, part, parts);
                if (from < to)
                    body(from, to);
            },
            rows * workARow
        );

    /// <summary>Two regions that need nothing of one another, as one.</summary>
    public Region With(Region other)
    {
        (Action<int, int> first, Action<int, int> second) = (Body, other.Body);
        return new(
            (part, parts) =>
            {
                first(part, parts);
                second(part, parts);
            },
            Work + other.Work
        );
    }

    /// <summary>Into how many parts it is worth cutting.</summary>
    /// <param name="bars">Bars of the batch.</param>
    /// <param name="least">Multiply-adds that a part should have at least.</param>
    /// <param name="most">Threads there are.</param>
    public int Parts(int bars, long least, int most) => PartsOf(Work * bars, least, most);

    /// <summary>The same of a stated number of multiply-adds.</summary>
    public static int PartsOf(long work, long least, int most) => (int)Math.Clamp(work / least, 1, most);
}
