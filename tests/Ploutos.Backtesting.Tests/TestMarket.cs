using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;

namespace Ploutos.Backtesting.Tests;

/// <summary>Small markets for the simulator.</summary>
internal static class TestMarket
{
    private static readonly DateOnly First = new(2012, 1, 2);

    /// <summary>No costs, no limits: what is left is the order of events.</summary>
    public static BacktestOptions Free { get; } =
        new()
        {
            InitialCapital = 1000,
            CommissionBp = 0,
            SlippageBp = 0,
            MaxPosition = 10,
            MaxGross = 1,
            MinimumTrade = 0,
            BorrowRate = 0,
        };

    public static DateOnly Day(int i) => First.AddDays(i);

    /// <summary>Bars with the given opens and closes; a bar whose open is NaN is left out.</summary>
    public static BarSeries Bars(string ticker, params (double Open, double Close)[] prices) =>
        BarSeries.FromBars(
            ticker,
            DataOrigin.Simulated,
            [
                .. prices
                    .Select(
                        (p, i) =>
                            new Bar(Day(i), p.Open, Math.Max(p.Open, p.Close), Math.Min(p.Open, p.Close), p.Close, 1000)
                    )
                    .Where(b => !double.IsNaN(b.Open)),
            ]
        );

    public static SignalSeries Signals(string ticker, params (int Day, double Target)[] signals) =>
        new(ticker, [.. signals.Select(s => Day(s.Day))], [.. signals.Select(s => s.Target)]);

    public static BarSeries[] RandomWalks(int tickers, int days, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, tickers)
                .Select(i =>
                {
                    double close = 50;
                    return Bars(
                        $"T{i}",
                        [
                            .. Enumerable
                                .Range(0, days)
                                .Select(_ =>
                                {
                                    double open = close * Math.Exp(0.01 * (random.NextDouble() - 0.5));
                                    close = open * Math.Exp(0.03 * (random.NextDouble() - 0.5));
                                    return (open, close);
                                }),
                        ]
                    );
                }),
        ];
    }

    public static SignalSeries[] RandomSignals(BarSeries[] bars, int days, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. bars.Select(b =>
                Signals(
                    b.Ticker,
                    [.. Enumerable.Range(0, days).Select(d => (d, d == days - 1 ? 0 : random.Next(-2, 3) / 2.0))]
                )
            ),
        ];
    }
}
