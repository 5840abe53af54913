using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Ploutos.MarketData.Calendar;

/// <summary>The clock of a time zone, by Noda Time's own copy of the IANA database, so that no data
/// of the machine is needed.</summary>
internal sealed class MarketClock(string timeZone)
{
    private readonly Lazy<DateTimeZone> _zone = new(() => DateTimeZoneProviders.Tzdb[timeZone]);

    /// <summary>The zone's date and time at a moment.</summary>
    public DateTime At(DateTimeOffset moment) =>
        Instant.FromDateTimeOffset(moment).InZone(_zone.Value).ToDateTimeUnspecified();

    /// <summary>The moment of a time of a day; midnight is the one that ends the day. A time that
    /// the clock skips is the first one after it, one that comes twice the first.</summary>
    public DateTimeOffset MomentOf(DateOnly day, TimeOnly time) =>
        time == TimeOnly.MinValue
            ? _zone.Value.AtStartOfDay(day.AddDays(1).ToLocalDate()).ToDateTimeOffset()
            : _zone.Value.AtLeniently(day.ToLocalDate().At(time.ToLocalTime())).ToDateTimeOffset();

    /// <summary>Whether two names of the IANA database mean one time zone: <c>UTC</c> and
    /// <c>Etc/UTC</c>.</summary>
    public static bool IsSameZone(string first, string second) =>
        first == second || Canonical(first) == Canonical(second);

    private static string Canonical(string zone) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(zone, out string? id) ? id : zone;
}
