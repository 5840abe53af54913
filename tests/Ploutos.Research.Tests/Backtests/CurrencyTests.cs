using System.Globalization;
using Ploutos.MarketData;
using Ploutos.Research.Backtests;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tests.Backtests;

/// <summary>Accounts on tickers of several currencies.</summary>
public sealed class CurrencyTests : IDisposable
{
    private const int Bars = 60;
    private readonly TemporaryFolder _folder = new();
    private readonly IPloutosWorkflows _workflows;

    public CurrencyTests() =>
        _workflows = WorkflowFactory.Create(new WorkspaceFolder(_folder.File("workspace")), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_the_rate_it_is_refused_with_the_list_of_what_lacks_and_the_remedy()
    {
        Import(("AAPL", Price), ("MC.PA", Price), ("7203.T", Price));
        PloutosException refused = Assert.Throws<PloutosException>(() => Run(new(), "AAPL", "MC.PA", "7203.T"));
        Assert.Equal(Fault.NoBars, refused.Fault);
        Assert.Contains(
            "EURUSD=X (from USD to EUR); USDJPY=X (from JPY to EUR)",
            Run(new() { Currency = "EUR" }, refused: true, "AAPL", "MC.PA", "7203.T"),
            StringComparison.Ordinal
        );
        Assert.Contains(refused.Remedies, r => r is FetchTicker);
    }

    [Fact]
    public void A_share_in_euros_held_in_a_dollar_account_follows_the_rate_that_was_known_at_each_close()
    {
        Import(("AAPL", Price), ("MC.PA", Price), ("EURUSD=X", Rate));
        BacktestResult result = Run(new() { Currency = "usd", MaxPosition = 1 }, "MC.PA");
        Assert.Equal(("USD", "USD"), (result.Currency, result.Options.Currency));
        Assert.Contains(result.Notes, n => n.Contains("from EUR to USD, by EURUSD=X", StringComparison.Ordinal));
        for (int day = 5; day < result.Series.Days.Count; day++)
        {
            int t = Array.IndexOf(s_days, result.Series.Days[day]);
            // Bought at the open of day 11 by the rate of day 10; both are those of the close before.
            Assert.Equal(100_000 * Rate(t - 1) * Price(t) / (Rate(10) * Price(11)), result.Series.Equity[day], 1e-6);
        }

        BacktestResult own = Run(new() { MaxPosition = 1 }, "MC.PA");
        Assert.Equal(("EUR", (string?)null), (own.Currency, own.Options.Currency));
        Assert.Equal(100_000 * Price(Bars - 1) / Price(11), own.Series.Equity[^1], 1e-6);
    }

    [Fact]
    public void Of_several_currencies_the_most_tickers_is_the_account_s_and_no_later_rate_changes_an_earlier_day()
    {
        static double Other(int t) => t < 40 ? Rate(t) : 3;
        Import(("AAPL", Price), ("MC.PA", Price), ("AIR.PA", Price), ("EURUSD=X", Rate));
        BacktestResult one = Run(new(), "AAPL", "MC.PA", "AIR.PA");
        Assert.Equal("EUR", one.Currency);
        using var second = new CurrencyTests();
        second.Import(("AAPL", Price), ("MC.PA", Price), ("AIR.PA", Price), ("EURUSD=X", Other));
        BacktestResult two = second.Run(new(), "AAPL", "MC.PA", "AIR.PA");
        int known = one.Series.Days.ToList().IndexOf(s_days[40]);
        Assert.Equal(one.Series.Equity.Take(known + 1), two.Series.Equity.Take(known + 1));
        Assert.NotEqual(one.Series.Equity[known + 1], two.Series.Equity[known + 1]);
        Assert.NotEqual(
            one.Id.Split('-')[1],
            Run(new() { Currency = "USD" }, "AAPL", "MC.PA", "AIR.PA").Id.Split('-')[1]
        );
    }

    [Fact]
    public void A_rate_that_ends_before_the_bars_and_a_share_of_unknown_currency_are_named()
    {
        Import(("AAPL", Price), ("MC.PA", Price), ("VOD.L", Price));
        Import(rows: 20, ("EURUSD=X", Rate));
        string lacks = Run(new() { Currency = "USD" }, refused: true, "AAPL", "MC.PA", "VOD.L");
        Assert.Contains("EURUSD=X from 2024-02-", lacks, StringComparison.Ordinal);
        Assert.Contains("the currency of VOD.L", lacks, StringComparison.Ordinal);
        Assert.Contains(
            "such as EUR, but got 'E1'",
            Run(new() { Currency = "E1" }, refused: true, "AAPL"),
            StringComparison.Ordinal
        );
    }

    private static readonly DateOnly[] s_days =
    [
        .. Enumerable
            .Range(0, 2 * Bars)
            .Select(new DateOnly(2024, 1, 2).AddDays)
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Take(Bars),
    ];

    private static double Price(int t) => 100 + (t / 2 % 4) * 0.5;

    private static double Rate(int t) => 1 + 0.004 * ((t + 1) / 2);

    private void Import(params (string Ticker, Func<int, double> Price)[] tickers) => Import(Bars, tickers);

    private void Import(int rows, params (string Ticker, Func<int, double> Price)[] tickers)
    {
        string folder = Directory.CreateDirectory(_folder.File($"bars-{Guid.NewGuid():N}")).FullName;
        foreach ((string ticker, Func<int, double> price) in tickers)
            File.WriteAllLines(
                Path.Combine(folder, ticker + ".csv"),
                [
                    "Date,Open,High,Low,Close,Volume",
                    .. Enumerable
                        .Range(0, rows)
                        .Select(t =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{s_days[t]:yyyy-MM-dd},{price(t)},{price(t)},{price(t)},{price(t)},{1000 + t}"
                            )
                        ),
                ]
            );
        _workflows.Import(new ImportRequest($"csv:{folder}"), null, TestContext.Current.CancellationToken);
    }

    private BacktestResult Run(BacktestRequest request, params string[] tickers)
    {
        string file = _folder.File($"signals-{Guid.NewGuid():N}.csv");
        File.WriteAllLines(file, ["ticker,date,target", .. tickers.Select(t => $"{t},{s_days[10]:yyyy-MM-dd},1")]);
        return _workflows.Backtest(
            request with
            {
                SignalFile = file,
                Tickers = tickers,
                AcceptSerious = true,
                CommissionBp = 0,
                SlippageBp = 0,
            },
            null,
            TestContext.Current.CancellationToken
        );
    }

    private string Run(BacktestRequest request, bool refused, params string[] tickers) =>
        refused ? Assert.Throws<PloutosException>(() => Run(request, tickers)).Message : Run(request, tickers).Id;
}
