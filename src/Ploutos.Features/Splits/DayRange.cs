namespace Ploutos.Features.Splits;

/// <summary>Days from <paramref name="From"/> to <paramref name="To"/>, both included; empty where
/// <paramref name="From"/> is later.</summary>
public readonly record struct DayRange(DateOnly From, DateOnly To)
{
    /// <summary>A range without days.</summary>
    public static DayRange Empty { get; } = new(DateOnly.MaxValue, DateOnly.MinValue);

    /// <summary>Whether the range has no days.</summary>
    public bool IsEmpty => From > To;

    /// <summary>Whether the day lies in the range.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= To;

    /// <summary>The rows whose day lies in the range, of a ticker's ascending dates.</summary>
    public RowRange RowsOf(ReadOnlySpan<DateOnly> dates) =>
        IsEmpty ? default : new(TradingCalendar.FirstNotBefore(dates, From), TradingCalendar.FirstAfter(dates, To));

    /// <summary>As <c>2014-01-02 .. 2017-12-29</c>.</summary>
    public override string ToString() => IsEmpty ? "(no days)" : $"{From:yyyy-MM-dd} .. {To:yyyy-MM-dd}";
}
