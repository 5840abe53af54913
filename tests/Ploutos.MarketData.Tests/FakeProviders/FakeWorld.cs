using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Tests.FakeProviders;

/// <summary>Made-up prices of any ticker, and what happens to them while a test runs.</summary>
internal sealed class FakeWorld
{
    public HashSet<string> Unknown { get; } = ["NOSUCH"];

    /// <summary>A day on which one is paid for each share; days before it are adjusted.</summary>
    public DateOnly? Dividend { get; set; }

    /// <summary>A day on which each share became two; from then on all quotes are in the new
    /// shares.</summary>
    public DateOnly? Split { get; set; }

    /// <summary>A day whose close was corrected upstream.</summary>
    public DateOnly? Corrected { get; set; }

    /// <summary>The first day there is.</summary>
    public DateOnly Since { get; set; } = NewYorkCalendar.First;

    /// <summary>The last day there is.</summary>
    public DateOnly Until { get; set; } = new(2026, 11, 20);

    /// <summary>Bars as traded, with the close adjusted for what is known; the volume as traded.</summary>
    public IEnumerable<DeliveredBar> Bars(string ticker, DateOnly from, DateOnly to)
    {
        int seed = ticker.Sum(c => c);
        foreach (DateOnly day in NewYorkCalendar.TradingDays(from < Since ? Since : from, to < Until ? to : Until))
        {
            int n = day.DayNumber;
            double wave = 1 + (0.1 * Math.Sin((n + seed) / 40.0)) + (0.02 * Math.Sin((n * 7.3) + seed));
            double close = Math.Round((50 + (seed % 100)) * wave, 4),
                open = Math.Round(close * (1 + (0.004 * Math.Sin(n * 1.7))), 4);
            if (day == Corrected)
                close = Math.Round(close * 1.004, 4);
            double factor = Dividend is { } paid && day < paid ? 1 - (1 / close) : 1;
            yield return new()
            {
                Date = day,
                Open = open,
                High = Math.Max(open, close) + 0.5,
                Low = Math.Min(open, close) - 0.5,
                Close = close,
                Volume = 1_000_000 + (n % 1000),
                AdjustedClose = close * factor,
                AdjustedVolume = 1_000_000 + (n % 1000),
            };
        }
    }
}
