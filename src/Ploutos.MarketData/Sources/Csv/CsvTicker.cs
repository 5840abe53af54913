namespace Ploutos.MarketData.Sources.Csv;

/// <summary>One ticker's rows of a file. A second row of a day must be the first one again.</summary>
internal sealed class CsvTicker(string name, string file)
{
    private readonly Dictionary<DateOnly, (DeliveredBar Bar, string Time, long Line)> _days = [];

    public string Name => name;

    public List<DeliveredBar> Bars { get; } = [];

    public List<CorporateAction> Actions { get; } = [];

    /// <exception cref="MarketDataException">The day has another bar already.</exception>
    public void Add(DeliveredBar bar, string time, long line)
    {
        if (!_days.TryAdd(bar.Date, (bar, time, line)))
        {
            (DeliveredBar other, string otherTime, long otherLine) = _days[bar.Date];
            if (time != otherTime || !other.Equals(bar))
                throw new MarketDataException(
                    $"{file}: lines {otherLine} and {line}: two different bars of {name} on {bar.Date:yyyy-MM-dd}"
                        + $"{(time == otherTime ? "" : $" ({otherTime} and {time})")}: that is intraday data, or two"
                        + $" series in one file. {IntradayRule.Advice}"
                );
        }

        Bars.Add(bar);
    }
}
