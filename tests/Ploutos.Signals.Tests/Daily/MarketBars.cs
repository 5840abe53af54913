using System.Globalization;
using System.Text;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>Files of bars of any market.</summary>
internal static class MarketBars
{
    private const int History = 500;

    /// <summary>The market's finished days at a moment, with prices that move.</summary>
    public static string Text(ExchangeCalendar market, DateTimeOffset now)
    {
        DateOnly last = market.LastFinished(now);
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        foreach (DateOnly day in market.Sessions(new DateOnly(2024, 3, 1).AddDays(-2 * History), last))
        {
            int n = day.DayNumber;
            double close =
                    100 * (1 + (0.1 * Math.Sin(n / 17.0)) + (0.02 * Math.Sin(n * 2.3)) + (0.01 * Math.Sin(n * 7.1))),
                open = close * (1 + (0.005 * Math.Sin(n * 1.7)));
            text.AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day:yyyy-MM-dd},{open:F4},{Math.Max(open, close) + 1:F4},{Math.Min(open, close) - 1:F4},"
                        + $"{close:F4},{1_000_000 + (100_000 * Math.Sin(n * 3.3)):F0}"
                )
            );
        }

        return text.ToString();
    }
}
