using Ploutos.Features.Splits;

namespace Ploutos.Experts.Data;

/// <summary>Rows of a ticker, and which of them bear their label.</summary>
/// <param name="Ticker">Its place in the table.</param>
/// <param name="Rows">The rows.</param>
internal sealed record PurgedStretch(int Ticker, RowRange Rows)
{
    /// <summary>Whether a row bears its label; null for all.</summary>
    public Func<int, bool>? IsKnown { get; private init; }

    /// <summary>The stretch with the gap behind it, up to the first window of the next part. Of the gap those
    /// rows bear a label whose label has ended by then (Lopez de Prado 2018, ch. 7: purging by the end of
    /// each label).</summary>
    /// <param name="spans">Bars after each bar until its label is known.</param>
    /// <param name="dates">The ticker's days.</param>
    /// <param name="others">The other parts.</param>
    /// <param name="window">Bars before a part that its windows see.</param>
    public PurgedStretch WithGap(int[] spans, ReadOnlySpan<DateOnly> dates, IReadOnlyList<DayRange> others, int window)
    {
        int next = dates.Length;
        foreach (DayRange other in others)
        {
            int first = other.IsEmpty ? dates.Length : TradingCalendar.FirstNotBefore(dates, other.From);
            if (first >= Rows.End)
                next = Math.Min(next, first);
        }

        int limit = next - window;
        return next == dates.Length || Rows.Count == 0 || limit <= Rows.End
            ? this
            : this with
            {
                Rows = new(Rows.Start, limit),
                IsKnown = row => row < Rows.End || row + spans[row] <= limit,
            };
    }
}
