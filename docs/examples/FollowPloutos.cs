#nullable disable
using System;
using System.Globalization;
using System.IO;
using QuantConnect.Data;

namespace QuantConnect.Algorithm.CSharp;

/// <summary>A line of <c>ploutos signals export --kind daily --out ploutos.csv</c>; the value is the score.</summary>
public class PloutosSignal : BaseData
{
    // seq,kind,ticker,date,made_at,late,signal,raw_signal,score,...
    private const int Ticker = 2,
        Day = 3,
        Late = 5,
        Name = 6,
        Score = 8;

    public string Signal { get; set; }

    public override DateTime EndTime { get; set; }

    public override SubscriptionDataSource GetSource(SubscriptionDataConfig config, DateTime date, bool isLiveMode) =>
        new(Path.Combine(Globals.DataFolder, "ploutos.csv"), SubscriptionTransportMedium.LocalFile) { Sort = true };

    public override BaseData Reader(SubscriptionDataConfig config, string line, DateTime date, bool isLiveMode)
    {
        string[] cells = line.Split(',');
        if (cells[Ticker] != config.Symbol.Value)
            return null; // another ticker's, or the header
        if (cells[Late] == "true" || cells[Name].Length == 0)
            return null; // not known in time, or a day without a signal
        DateTime day = DateTime.Parse(cells[Day], CultureInfo.InvariantCulture);
        return new PloutosSignal
        {
            Symbol = config.Symbol,
            Time = day,
            EndTime = day.AddDays(1), // made after the close of its day: it counts from the next one on
            Signal = cells[Name],
            Value = decimal.Parse(cells[Score], NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }
}

public class FollowPloutos : QCAlgorithm
{
    public override void Initialize()
    {
        SetStartDate(2024, 1, 1);
        AddEquity("NVDA", Resolution.Daily);
        AddData<PloutosSignal>("NVDA", Resolution.Daily);
    }

    public void OnData(PloutosSignal signal) =>
        SetHoldings("NVDA", signal.Signal.EndsWith("BUY", StringComparison.Ordinal) ? 0.25 : 0);
}
