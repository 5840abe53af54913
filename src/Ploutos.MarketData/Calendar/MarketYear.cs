namespace Ploutos.MarketData.Calendar;

/// <summary>What a market's year of trading looks like.</summary>
public enum MarketYear
{
    /// <summary>A stock exchange: five days a week less holidays, 252 sessions a year in New York, 245
    /// in Tokyo.</summary>
    Exchange,

    /// <summary>Every day of the week, 365 sessions a year, as crypto-currencies.</summary>
    RoundTheClock,

    /// <summary>Every weekday, New York's holidays among them: 260 sessions a year, as foreign
    /// exchange.</summary>
    ForeignExchange,

    /// <summary>None of these, or several together: as many sessions as the days themselves
    /// show.</summary>
    OwnDays,
}
