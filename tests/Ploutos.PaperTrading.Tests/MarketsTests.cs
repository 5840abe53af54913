using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.PaperTrading.Embedded;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Tests;

/// <summary>One paper account on tickers of Tokyo, Paris, New York and a crypto-currency. March 2024: New
/// York saves daylight since the 10th, Paris does not yet.</summary>
public sealed class MarketsTests : IDisposable
{
    private const string Tokyo = "7203.T",
        Paris = "MC.PA",
        NewYork = "NVDA",
        Crypto = "BTC-USD";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(At("2024-03-01T00:00Z"));
    private readonly Dictionary<string, BarSeries> _world = new(StringComparer.Ordinal);

    public MarketsTests()
    {
        foreach (
            (string ticker, double level) in new[]
            {
                (Tokyo, 3000),
                (Paris, 80),
                (NewYork, 90),
                (Crypto, 600),
                ("EURUSD=X", 1.1),
                ("JPY=X", 150.0),
            }
        )
            _world.Add(ticker, Series(ticker, level));
        Settings("""{ "commission_bp": 0, "slippage_bp": 0, "cash_rate": 0 }""");
    }

    private WorkspaceFolder Workspace => new(_folder.Path);

    private PaperWorkflow Workflow => new(Workspace, _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_order_is_filled_at_the_next_open_of_its_own_market_in_the_money_of_the_account()
    {
        // Each market's evening of the 12th (crypto: the one of its date), as the daily run comes by.
        PaperRun tokyo = await Run("2024-03-12T07:30Z", Tokyo, "STRONG BUY"),
            paris = await Run("2024-03-12T17:45Z", Paris, "STRONG BUY"),
            york = await Run("2024-03-12T21:00Z", NewYork, "STRONG BUY"),
            crypto = await Run("2024-03-13T01:00Z", Crypto, "STRONG BUY");
        Assert.All([tokyo, paris, york, crypto], r => Assert.Equal(PaperOutcome.Traded, r.Outcome));
        Assert.All([tokyo, paris, york, crypto], r => Assert.Single(r.Orders));
        Assert.Equal(
            [Tokyo, Crypto, Paris, NewYork],
            Workflow.Status().OpenOrders.Select(o => o.Ticker).Order(StringComparer.Ordinal)
        );

        PaperOrder inTokyo = Assert.Single((await Run("2024-03-13T07:30Z", Tokyo, "STRONG BUY")).Fills);
        PaperOrder inParis = Assert.Single((await Run("2024-03-13T17:45Z", Paris, "STRONG BUY")).Fills);
        PaperOrder inYork = Assert.Single((await Run("2024-03-13T21:00Z", NewYork, "STRONG BUY")).Fills);
        Assert.Empty((await Run("2024-03-14T01:00Z", Crypto, "HOLD")).Fills);

        DateOnly day = new(2024, 3, 13),
            before = new(2024, 3, 12);
        Assert.Equal(
            (Tokyo, (decimal)Open(Tokyo, day) / (decimal)Close("JPY=X", before)),
            (inTokyo.Ticker, inTokyo.FilledPrice!.Value),
            Near
        );
        Assert.Equal(
            (Paris, (decimal)Open(Paris, day) * (decimal)Close("EURUSD=X", before)),
            (inParis.Ticker, inParis.FilledPrice!.Value),
            Near
        );
        Assert.Equal((NewYork, (decimal)Open(NewYork, day)), (inYork.Ticker, inYork.FilledPrice!.Value), Near);

        PaperStatus status = Workflow.Status();
        Assert.Equal("USD", status.Currency);
        decimal spent = status.Positions.Sum(p =>
            p.Shares * new[] { inTokyo, inParis, inYork }.Single(o => o.Ticker == p.Ticker).FilledPrice!.Value
        );
        Assert.Equal(100_000 - spent, status.Cash!.Value, 0);
        Assert.Equal(status.Cash!.Value + status.Positions.Sum(p => p.Worth!.Value), status.Equity!.Value, 0);
        // One line a date, whatever the number of markets.
        Assert.Equal([new DateOnly(2024, 3, 13), before], status.Days.Select(d => d.Day));
        Assert.Equal([before, new(2024, 3, 13)], Workflow.History().Days);
    }

    [Fact]
    public async Task What_never_shuts_is_filled_at_the_first_open_after_the_order_and_at_none_before()
    {
        Settings("""{ "commission_bp": 0, "slippage_bp": 0, "fractions": true }""");
        // Friday's signal is made on Saturday, an hour after Saturday's open: Sunday's fills it. That is
        // known when Sunday's bar is; until then a changed target is an order of its own.
        PaperOrder friday = Assert.Single((await Run("2024-03-16T01:00Z", Crypto, "STRONG BUY")).Orders);
        PaperRun saturday = await Run("2024-03-17T01:00Z", Crypto, "HOLD");
        Assert.Empty(saturday.Fills);
        Assert.Equal(-friday.Shares, Assert.Single(saturday.Orders).Shares);
        PaperOrder bought = Assert.Single((await Run("2024-03-18T01:00Z", Crypto, "HOLD")).Fills),
            sold = Assert.Single((await Run("2024-03-19T01:00Z", Crypto, "HOLD")).Fills);
        Assert.Equal(Open(Crypto, new(2024, 3, 17)), (double)bought.FilledPrice!.Value, 1e-3);
        Assert.Equal(Open(Crypto, new(2024, 3, 18)), (double)sold.FilledPrice!.Value, 1e-3);
        Assert.Empty(Workflow.Status().Positions);
    }

    [Fact]
    public async Task A_ticker_whose_rate_is_not_stored_gets_no_order_and_hinders_no_other()
    {
        _world.Remove("JPY=X");
        PaperRun tokyo = await Run("2024-03-12T07:30Z", Tokyo, "STRONG BUY");
        Assert.Equal((PaperOutcome.Traded, 0), (tokyo.Outcome, tokyo.Orders.Count));
        Assert.Equal(
            "7203.T: left out, because its prices are in JPY, the account is in USD, and the store has no rate"
                + " USDJPY=X",
            Assert.Single(tokyo.Notes)
        );
        Assert.Single((await Run("2024-03-12T17:45Z", Paris, "STRONG BUY")).Orders);
    }

    [Fact]
    public async Task An_account_may_be_in_euro_and_keeps_its_currency()
    {
        Settings("""{ "currency": "eur", "commission_bp": 0, "slippage_bp": 0 }""");
        await Run("2024-03-12T17:45Z", Paris, "STRONG BUY");
        PaperRun next = await Run("2024-03-13T17:45Z", Paris, "STRONG BUY");
        Assert.Equal(Open(Paris, new(2024, 3, 13)), (double)Assert.Single(next.Fills).FilledPrice!.Value, 1e-3);
        Assert.Equal("EUR", Workflow.Status().Currency);
        Settings("{}");
        PloutosException other = await Assert.ThrowsAsync<PloutosException>(() =>
            Run("2024-03-14T17:45Z", Paris, "HOLD")
        );
        Assert.Contains("an account keeps its currency", other.Message, StringComparison.Ordinal);
        Settings("""{ "currency": "E!" }""");
        PloutosException wrong = await Assert.ThrowsAsync<PloutosException>(() =>
            Run("2024-03-14T17:45Z", Paris, "HOLD")
        );
        Assert.Contains("currency must be a code of 3 to 5 letters", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ended_is_paid_out_at_its_last_close_on_the_next_day_of_its_market()
    {
        await Run("2024-03-12T17:45Z", Paris, "STRONG BUY");
        await Run("2024-03-13T17:45Z", Paris, "STRONG BUY");
        decimal held = Assert.Single(Workflow.Status().Positions).Shares;
        using (BarStore store = BarStore.Open(Workspace.StorePath))
            store.Set(Paris, new() { EndedOn = new DateOnly(2024, 3, 13), EndReason = EndReason.Merged });
        decimal before = Workflow.Status().Cash!.Value;
        PaperRun run = await Run("2024-03-14T17:45Z", Paris, null);
        Assert.Empty(Workflow.Status().Positions);
        double worth = (double)held * Close(Paris, new(2024, 3, 13)) * Close("EURUSD=X", new(2024, 3, 12));
        Assert.Equal((double)before + worth, (double)run.Cash!.Value, 0.02);
    }

    [Fact]
    public async Task A_day_that_one_market_missed_is_late_there_alone()
    {
        await Run("2024-03-12T17:45Z", Paris, "STRONG BUY");
        await Run("2024-03-12T21:00Z", NewYork, "STRONG BUY");
        // Paris has opened, New York has not.
        PaperRun late = await Run("2024-03-14T09:00Z", Paris, "HOLD", day: new(2024, 3, 13)),
            inTime = await Run("2024-03-14T09:00Z", NewYork, "HOLD", day: new(2024, 3, 13));
        Assert.Equal((PaperOutcome.Late, PaperOutcome.Traded), (late.Outcome, inTime.Outcome));
        Assert.Single(late.Fills);
        Assert.Single(inTime.Fills);
        Assert.Equal(NewYork, Assert.Single(inTime.Orders).Ticker);
    }

    [Fact]
    public void The_newest_day_of_each_market_is_run_by_hand_in_the_order_of_their_closes()
    {
        _time.SetUtcNow(At("2024-03-12T21:00Z"));
        Deliver();
        PaperRun run = Workflow.RunOnce(
            () =>
                [
                    new(ExchangeCalendars.NewYork, new(2024, 3, 12), Signal(NewYork, "STRONG BUY")),
                    new(ExchangeCalendars.Find("XPAR")!, new(2024, 3, 12), Signal(Paris, "STRONG BUY")),
                ],
            TestContext.Current.CancellationToken
        );
        Assert.Equal([NewYork], run.Orders.Select(o => o.Ticker));
        Assert.StartsWith("XPAR, 2024-03-12 traded: ", Assert.Single(run.Notes), StringComparison.Ordinal);
        Assert.Equal(2, Workflow.Status().OpenOrders.Count);
    }

    [Fact]
    public async Task A_book_of_the_version_before_goes_on_as_New_Yorks()
    {
        await Run("2024-03-12T21:00Z", NewYork, "STRONG BUY");
        Downgrade(
            Workspace.PaperBook,
            "CREATE TABLE old (day INTEGER PRIMARY KEY, cash INTEGER NOT NULL, equity INTEGER NOT NULL, outcome TEXT"
                + " NOT NULL, detail TEXT NOT NULL, notes TEXT NOT NULL) STRICT; INSERT INTO old SELECT day, cash,"
                + " equity, outcome, detail, notes FROM plan; DROP TABLE plan; ALTER TABLE old RENAME TO plan"
        );
        Downgrade(Workspace.PaperAccount, "DROP TABLE market_day");
        Assert.Equal(new DateOnly(2024, 3, 12), Workflow.Status().LastDay);
        PaperRun next = await Run("2024-03-13T21:00Z", NewYork, "STRONG BUY");
        Assert.Equal(Open(NewYork, new(2024, 3, 13)), (double)Assert.Single(next.Fills).FilledPrice!.Value, 1e-3);
        Assert.True(next.Reconciliation!.Agrees);
    }

    private static readonly IEqualityComparer<(string Ticker, decimal Price)> Near = EqualityComparer<(
        string Ticker,
        decimal Price
    )>.Create(
        (a, b) => a.Ticker == b.Ticker && Math.Abs(a.Price - b.Price) < 0.001m,
        v => v.Ticker.GetHashCode(StringComparison.Ordinal)
    );

    private static void Downgrade(string path, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql + "; PRAGMA user_version = 1;";
        command.ExecuteNonQuery();
    }

    private async Task<PaperRun> Run(string moment, string ticker, string? signal, DateOnly? day = null)
    {
        _time.SetUtcNow(At(moment));
        Deliver();
        ExchangeCalendar market = TickerMarket.Find(ticker)!;
        return await Workflow.RunAsync(
            market,
            day ?? market.LastFinished(At(moment)),
            signal is null ? new Dictionary<string, string>() : Signal(ticker, signal),
            TestContext.Current.CancellationToken
        );
    }

    private static Dictionary<string, string> Signal(string ticker, string signal) => new() { [ticker] = signal };

    private void Settings(string json) => File.WriteAllText(Workspace.PaperFile, json);

    /// <summary>Stores the bars that are final now.</summary>
    private void Deliver()
    {
        using BarStore store = BarStore.Open(Workspace.StorePath);
        foreach ((string ticker, BarSeries bars) in _world)
            store.Save(
                DeliveredSeries.From(
                    bars.UpTo(TickerMarket.ClockOf(ticker).LastFinished(_time.GetUtcNow())),
                    "csv",
                    "test"
                ),
                _time.GetUtcNow()
            );
    }

    private double Open(string ticker, DateOnly day) => _world[ticker].Open[_world[ticker].Dates.BinarySearch(day)];

    private double Close(string ticker, DateOnly day) => _world[ticker].Close[_world[ticker].Dates.BinarySearch(day)];

    private static BarSeries Series(string ticker, double level)
    {
        Bar[] bars =
        [
            .. TickerMarket
                .ClockOf(ticker)
                .Sessions(new(2024, 1, 2), new(2024, 3, 20))
                .Select(day =>
                {
                    int n = day.DayNumber;
                    double close = Math.Round(level * (1 + (0.02 * Math.Sin(n * 2.3))), 4),
                        open = Math.Round(level * (1 + (0.01 * Math.Sin(n * 1.7))), 4);
                    return new Bar(
                        day,
                        open,
                        Math.Max(open, close) * 1.01,
                        Math.Min(open, close) * 0.99,
                        close,
                        ticker.EndsWith("=X", StringComparison.Ordinal) ? 0 : 1_000_000
                    );
                }),
        ];
        return BarSeries.FromBars(ticker, DataOrigin.Observed, bars);
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
