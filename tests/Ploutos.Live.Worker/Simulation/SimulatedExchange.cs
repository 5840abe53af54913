using System.Globalization;
using System.Text;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Live.Simulation;

/// <summary>What is wrong with a day.</summary>
internal enum DayFault
{
    None,

    /// <summary>The source is down from the close until noon of the next trading day, beyond the
    /// deadline.</summary>
    DownAllNight,

    /// <summary>The source is down for three hours after the close.</summary>
    DownForHours,

    /// <summary>From the next day on, the source reports this day's close a little differently.</summary>
    RevisedNextDay,

    /// <summary>The second ticker has no bar of this day, ever.</summary>
    Hole,
}

/// <summary>A made-up exchange whose bars come as CSV files, a folder that grows by a day at each
/// close, with faults that are drawn by seed.</summary>
internal sealed class SimulatedExchange
{
    /// <summary>Bars before the first simulated day: enough to train on.</summary>
    public const int History = 760;

    private readonly string _folder;
    private readonly SimulatedMarket _market;
    private readonly Dictionary<DateOnly, DayFault> _faults = [];
    private string? _written;

    public SimulatedExchange(string folder, int days, int tickers = 3, int faultPercent = 22, int seed = 5)
    {
        _folder = folder;
        _market = new(
            new SimulationOptions
            {
                Seed = seed,
                Tickers = tickers,
                Bars = History + days + 5,
                FirstDay = new(2021, 1, 4),
            }
        );
        Days = _market.Series[0].Dates[History..(History + days)].ToArray();
        var random = new Random(seed);
        foreach (DateOnly day in Days)
            _faults[day] = random.Next(100) < faultPercent ? (DayFault)random.Next(1, 5) : DayFault.None;
    }

    /// <summary>The simulated days.</summary>
    public DateOnly[] Days { get; }

    /// <summary>The tickers.</summary>
    public IReadOnlyList<string> Tickers => [.. _market.Series.Select(s => s.Ticker)];

    /// <summary>The source as a user names it.</summary>
    public string Source => $"csv:{_folder}";

    /// <summary>Noon in New York on the first simulated day: all before it is history.</summary>
    public DateTimeOffset Morning => Noon(Days[0]);

    /// <summary>Five in the evening of that day: its run is due.</summary>
    public DateTimeOffset Start => Noon(Days[0]).AddHours(5);

    /// <summary>Shortly before noon of the trading day after the last simulated one: every deadline
    /// has passed.</summary>
    public DateTimeOffset End => Noon(NewYorkCalendar.Next(Days[^1])).AddHours(-1);

    public DayFault this[DateOnly day]
    {
        get => _faults.GetValueOrDefault(day);
        set => _faults[day] = value;
    }

    /// <summary>Makes the folder what the source reports at a moment; while it is down there is no
    /// folder.</summary>
    public void Show(DateTimeOffset now)
    {
        DateOnly last = NewYorkTime.LastFinishedDay(now);
        bool down = this[last] switch
        {
            DayFault.DownAllNight => now < Noon(NewYorkCalendar.Next(last)),
            DayFault.DownForHours => now < Noon(last).AddHours(7),
            _ => false,
        };
        string state = $"{last:yyyy-MM-dd} {down}";
        if (state == _written)
            return;
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        if (!down)
            Write(last);
        _written = state;
    }

    private void Write(DateOnly last)
    {
        Directory.CreateDirectory(_folder);
        for (int i = 0; i < _market.Series.Count; i++)
        {
            BarSeries series = _market.Series[i].UpTo(last);
            var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
            for (int t = 0; t < series.Count; t++)
            {
                Bar bar = series[t];
                DayFault fault = this[bar.Date];
                if (fault == DayFault.Hole && i == 1)
                    continue;
                double close =
                    fault == DayFault.RevisedNextDay && bar.Date < last
                        ? bar.Low + (0.4 * (bar.High - bar.Low))
                        : bar.Close;
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{bar.Date:yyyy-MM-dd},{bar.Open:F6},{bar.High:F6},{bar.Low:F6},{close:F6},{bar.Volume:F0}\n"
                );
            }

            File.WriteAllText(Path.Combine(_folder, series.Ticker + ".csv"), text.ToString());
        }
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new(17, 0)), TimeSpan.Zero);
}
