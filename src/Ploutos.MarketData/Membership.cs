using System.Globalization;

namespace Ploutos.MarketData;

/// <summary>The days on which a ticker belonged to a universe: ranges of dates, both ends
/// included.</summary>
public sealed class Membership
{
    private readonly (DateOnly From, DateOnly To)[] _ranges;

    /// <summary>Takes ranges.</summary>
    /// <param name="ranges">First and last day of each, in any order; they may touch each other.</param>
    /// <exception cref="ArgumentException">There is none, or one ends before it begins.</exception>
    public Membership(IEnumerable<(DateOnly From, DateOnly To)> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        _ranges = [.. ranges.Order()];
        if (_ranges.Length == 0 || Array.Exists(_ranges, r => r.To < r.From))
            throw new ArgumentException(
                $"A membership needs at least one range, each with its end not before its beginning, but got '{this}'.",
                nameof(ranges)
            );
    }

    /// <summary>The ranges, ascending.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly To)> Ranges => _ranges;

    /// <summary>Whether the ticker was a member on a day.</summary>
    public bool Contains(DateOnly day) => Array.Exists(_ranges, r => day >= r.From && day <= r.To);

    /// <summary>The days that belong to this or to the other one.</summary>
    public Membership Or(Membership other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(_ranges.Concat(other._ranges));
    }

    /// <summary>The ranges as text, such as <c>2010-01-04..2015-06-19</c>.</summary>
    public override string ToString() =>
        string.Join(
            ' ',
            _ranges.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.From:yyyy-MM-dd}..{r.To:yyyy-MM-dd}"))
        );
}
