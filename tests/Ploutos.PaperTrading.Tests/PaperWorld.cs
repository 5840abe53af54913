using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading.Tests;

/// <summary>A workspace with made-up bars of a few tickers on the exchange's calendar, and a clock
/// that stands an hour after a close.</summary>
internal sealed class PaperWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, List<Bar>> _bars = [];

    public PaperWorld(int days, int tickers = 3, int seed = 11)
    {
        Workspace = new(_folder.Path);
        Days = [.. NewYorkCalendar.TradingDays(new(2024, 1, 2), new(2026, 6, 30)).Take(days)];
        var random = new Random(seed);
        for (int i = 0; i < tickers; i++)
        {
            double close = 40 + (30 * i);
            var bars = new List<Bar>();
            foreach (DateOnly day in Days)
            {
                double open = Math.Round(close * Math.Exp(0.02 * (random.NextDouble() - 0.5)), 2);
                close = Math.Round(open * Math.Exp(0.04 * (random.NextDouble() - 0.5)), 2);
                bars.Add(new(day, open, Math.Max(open, close) + 0.1, Math.Min(open, close) - 0.1, close, 1_000_000));
            }

            _bars.Add($"T{i}", bars);
        }
    }

    public WorkspaceFolder Workspace { get; }

    public DateOnly[] Days { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public IReadOnlyCollection<string> Tickers => _bars.Keys;

    public BarSeries Series(string ticker) => BarSeries.FromBars(ticker, DataOrigin.Simulated, _bars[ticker]);

    public void Settings(string json) => File.WriteAllText(Workspace.PaperFile, json);

    /// <summary>Sets the clock to an hour after the close of a day.</summary>
    public void ClockAfter(int day)
    {
        // 21:30 UTC is 16:30 or 17:30 in New York.
        Time.SetUtcNow(new DateTimeOffset(Days[day].ToDateTime(new TimeOnly(21, 30)), TimeSpan.Zero));
    }

    /// <summary>Stores the bars up to a day, as an update after its close does.</summary>
    public void Deliver(int day, params string[] except)
    {
        using BarStore store = BarStore.Open(Workspace.StorePath);
        foreach ((string ticker, List<Bar> bars) in _bars.Where(b => !except.Contains(b.Key)))
            store.Save(
                DeliveredSeries.From(
                    BarSeries.FromBars(ticker, DataOrigin.Simulated, [.. bars.Take(day + 1)]),
                    "simulated",
                    "test"
                ),
                Time.GetUtcNow()
            );
    }

    /// <summary>From a day on, all earlier prices of a ticker are told scaled, as after a split.</summary>
    public void Split(string ticker, int day, double factor)
    {
        for (int t = 0; t < day; t++)
        {
            Bar b = _bars[ticker][t];
            _bars[ticker][t] = b with
            {
                Open = b.Open / factor,
                High = b.High / factor,
                Low = b.Low / factor,
                Close = b.Close / factor,
            };
        }

        for (int t = day; t < _bars[ticker].Count; t++)
        {
            Bar b = _bars[ticker][t];
            _bars[ticker][t] = b with
            {
                Open = b.Open / factor,
                High = b.High / factor,
                Low = b.Low / factor,
                Close = b.Close / factor,
            };
        }
    }

    public void Change(string ticker, int day, Func<Bar, Bar> change) =>
        _bars[ticker][day] = change(_bars[ticker][day]);

    public Dictionary<string, string> Signals(int day, int seed = 5)
    {
        var random = new Random((seed * 1000) + day);
        string[] names = ["STRONG BUY", "BUY", "HOLD", "SELL", "STRONG SELL"];
        return Tickers.ToDictionary(t => t, _ => names[random.Next(names.Length)]);
    }

    public PaperWorkflow Workflow => new(Workspace, Time);

    /// <summary>A whole evening: the clock, the bars, the run.</summary>
    public async Task<PaperRun> Evening(int day, IReadOnlyDictionary<string, string>? signals = null)
    {
        ClockAfter(day);
        Deliver(day);
        return await Workflow.RunAsync(Days[day], signals ?? Signals(day), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
