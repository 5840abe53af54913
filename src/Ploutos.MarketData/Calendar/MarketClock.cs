using NodaTime;
using NodaTime.Extensions;

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
}
