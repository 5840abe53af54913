namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>The kinds of rules that holidays follow.</summary>
internal static class Days
{
    /// <summary>The same date each year.</summary>
    public static DayRule Fixed(string name, int month, int day) => new(year => [new(new(year, month, day), name)]);

    /// <summary>The first such weekday on or after a date: the third Monday of January is the first
    /// one from the 15th on, the last of May the first from the 25th on.</summary>
    public static DayRule Weekday(string name, DayOfWeek weekday, int month, int day) =>
        new(year =>
        {
            var from = new DateOnly(year, month, day);
            return [new(from.AddDays((weekday - from.DayOfWeek + 7) % 7), name)];
        });

    /// <summary>So many days after Easter Sunday.</summary>
    public static DayRule Easter(string name, int after) =>
        new(year => [new(MovableFeasts.EasterSunday(year).AddDays(after), name)]);

    /// <summary>A day of the Chinese calendar, or so many days after it.</summary>
    public static DayRule Lunar(string name, int month, int day, int after = 0) =>
        new(year => [new(MovableFeasts.Lunar(year, month, day).AddDays(after), name)]);

    /// <summary>A day that a formula gives.</summary>
    public static DayRule By(string name, Func<int, DateOnly> day) => new(year => [new(day(year), name)]);

    /// <summary>Single days.</summary>
    public static DayRule On(string name, params DateOnly[] days) =>
        new(year => days.Where(d => d.Year == year).Select(d => new NamedDay(d, name)));

    /// <summary>Holidays of which none is lost: one that falls on a Sunday (or on a Saturday, where
    /// these count), or on another one, is kept on the next day that is free.</summary>
    public static DayRule NoneLost(bool saturdays, params DayRule[] holidays) =>
        new(year =>
        {
            bool IsRest(DateOnly day) =>
                day.DayOfWeek is DayOfWeek.Sunday || (saturdays && day.DayOfWeek is DayOfWeek.Saturday);
            var kept = new Dictionary<DateOnly, string>();
            var moving = new List<NamedDay>();
            foreach (NamedDay day in holidays.SelectMany(h => h.Of(year)).OrderBy(d => d.Date))
            {
                if (IsRest(day.Date) || !kept.TryAdd(day.Date, day.Name))
                    moving.Add(day);
            }

            foreach ((DateOnly date, string name) in moving)
            {
                DateOnly free = date.AddDays(1);
                while (IsRest(free) || !kept.TryAdd(free, $"{name} (substitute)"))
                    free = free.AddDays(1);
            }

            return kept.Select(d => new NamedDay(d.Key, d.Value));
        });

    /// <summary>The days between two holidays that are two days apart.</summary>
    public static DayRule Between(string name, params DayRule[] holidays) =>
        new(year =>
        {
            HashSet<DateOnly> days = [.. holidays.SelectMany(h => h.Of(year)).Select(d => d.Date)];
            return days.Select(d => d.AddDays(1))
                .Where(d => !days.Contains(d) && days.Contains(d.AddDays(1)))
                .Select(d => new NamedDay(d, name));
        });
}
