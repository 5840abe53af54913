namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>Days that end early, and when, local time. Days that are no session do not
/// count.</summary>
internal sealed record EarlyClose(TimeOnly Closes, params DayRule[] Days);
