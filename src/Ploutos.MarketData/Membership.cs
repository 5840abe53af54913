using System.Globalization;

namespace Ploutos.MarketData;

/// <summary>The days on which a ticker belonged to a universe: ranges of dates, both ends
/// included.</summary>
public sealed class Membership
{
    private readonly (DateOnly From, DateOnly To)[] _ranges;

    /// <summary>Takes ranges.</summary>
    /// <param name="ranges">First and last day of each, in any order. Those that overlap, or that follow each
    /// other on the next day, are one.</param>
    /// <exception cref="ArgumentException">There is none, or one ends before it begins.</exception>
    public Membership(IEnumerable<(DateOnly From, DateOnly To)> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        _ranges = [.. ranges];
        if (_ranges.Length == 0 || Array.Exists(_ranges, r => r.To < r.From))
            throw new ArgumentException(
                $"A membership needs at least one range, each with its end not before its beginning, but got '{this}'.",
                nameof(ranges)
            );
        _ranges = [.. Joined(_ranges.Order())];
    }

    /// <summary>The ranges, ascending; at least one day lies between two of them.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly To)> Ranges => _ranges;

    /// <summary>Whether the ticker was a member on a day.</summary>
    public bool Contains(DateOnly day) => Array.Exists(_ranges, r => day >= r.From && day <= r.To);

    /// <summary>The days that belong to this or to the other one.</summary>
    public Membership Or(Membership other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(_ranges.Concat(other._ranges));
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Joined(IEnumerable<(DateOnly From, DateOnly To)> ascending)
    {
        (DateOnly From, DateOnly To)? open = null;
        foreach ((DateOnly from, DateOnly to) in ascending)
        {
            if (open is { } last && from.DayNumber <= (long)last.To.DayNumber + 1)
            {
                open = (last.From, to > last.To ? to : last.To);
                continue;
            }

            if (open is { } closed)
                yield return closed;
            open = (from, to);
        }

        if (open is { } end)
            yield return end;
    }

    /// <summary>The ranges as text, such as <c>2010-01-04..2015-06-19</c>.</summary>
    public override string ToString() =>
        string.Join(
            ' ',
            _ranges.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.From:yyyy-MM-dd}..{r.To:yyyy-MM-dd}"))
        );
}
