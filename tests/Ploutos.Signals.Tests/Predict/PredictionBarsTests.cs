using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Tests.Predict;

/// <summary>Which bars a prediction stands on, by the clock and by where they came from.</summary>
public sealed class PredictionBarsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWorld _world = new() { Since = new(2025, 1, 2), Until = NewYorkCalendar.Last };
    private readonly FakeProvider _yahoo;
    private readonly BarStore _store;

    // A Friday, half an hour before New York closes.
    private readonly StandingClock _clock = new() { Now = new(2026, 11, 20, 20, 30, 0, TimeSpan.Zero) };

    public PredictionBarsTests()
    {
        _yahoo = new("yahoo", _world);
        _store = BarStore.Open(_folder.File("ploutos.db"));
    }

    public void Dispose()
    {
        _store.Dispose();
        _yahoo.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Before_the_close_the_signal_is_of_the_day_before_and_says_so()
    {
        var (ready, bars) = Read("NVDA");

        Assert.Equal(new DateOnly(2026, 11, 19), bars.Dates[^1]);
        Assert.Contains(
            "Today's bar is left out until the close; 2026-11-19 is the last finished trading day.",
            ready.Notes
        );
        Assert.Empty(ready.Cautions);

        _clock.Now = _clock.Now.AddHours(1);
        (ready, bars) = Read("NVDA");

        Assert.Equal(new DateOnly(2026, 11, 20), bars.Dates[^1]);
        Assert.Contains("1 new day(s)", Assert.Single(ready.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_partial_bar_that_files_brought_is_left_out_too()
    {
        Store("NVDA", "csv", DataOrigin.Observed, new(2026, 11, 20));

        var (_, bars) = Read("NVDA");

        Assert.Equal(new DateOnly(2026, 11, 19), bars.Dates[^1]);
        Assert.Empty(_yahoo.Server.Requests);
    }

    [Fact]
    public void Where_the_network_fails_the_stored_bars_serve_with_a_warning_of_each()
    {
        Read("NVDA");
        _yahoo.Dispose();
        _clock.Now = _clock.Now.AddDays(4);

        var (ready, bars) = Read("NVDA");

        Assert.Equal(new DateOnly(2026, 11, 19), bars.Dates[^1]);
        Assert.True(ready.Stale);
        Assert.Equal([CautionKind.NotUpdated, CautionKind.Stale], ready.Cautions.Select(c => c.Kind));
        Assert.Equal(
            (new DateOnly(2026, 11, 23), 2, true),
            (ready.Cautions[1].LastFinishedDay, ready.Cautions[1].TradingDaysBehind, ready.Cautions[1].Online)
        );
        Assert.StartsWith(
            "NVDA could not be brought up to date, so the stored bars serve: ",
            ready.Cautions[0].Text,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The bars are STALE: the newest is of 2026-11-19, 2 finished trading day(s) behind 2026-11-23.",
            ready.Cautions[1].Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("csv", DataOrigin.Observed, true)]
    [InlineData("simulated", DataOrigin.Simulated, false)]
    public void Bars_of_files_and_of_the_simulated_market_are_not_asked_for_on_the_network(
        string source,
        DataOrigin origin,
        bool stale
    )
    {
        Store("NVDA", source, origin, new(2026, 11, 2));

        var (ready, bars) = Read("NVDA");

        Assert.Equal(new DateOnly(2026, 11, 2), bars.Dates[^1]);
        Assert.Empty(_yahoo.Server.Requests);
        Assert.Equal(stale, ready.Stale);
        // The market is open, but today's bar would not be the next of these.
        Assert.DoesNotContain(ready.Notes, n => n.Contains("left out until the close", StringComparison.Ordinal));
        Assert.Equal(stale ? 1 : 0, ready.Cautions.Count(c => c.Remedies.Contains(new AskSource("NVDA"))));
    }

    [Fact]
    public void Bars_of_files_go_on_from_a_source_that_is_named()
    {
        Store("NVDA", "csv", DataOrigin.Observed, new(2026, 11, 2));

        var (ready, bars) = Read("NVDA", source: "yahoo");

        Assert.Equal(new DateOnly(2026, 11, 19), bars.Dates[^1]);
        Assert.False(ready.Stale);
        Assert.Contains("served by yahoo", ready.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_is_stored_is_predicted_without_asking_for_newer_ones()
    {
        Read("NVDA");
        _clock.Now = _clock.Now.AddDays(10);

        var (ready, bars) = Read("NVDA", asOf: new(2026, 10, 30));

        Assert.Equal(new DateOnly(2026, 10, 30), bars.Dates[^1]);
        Assert.Single(_yahoo.Server.Requests);
        Assert.Empty(ready.Cautions);
    }

    [Fact]
    public void Offline_nothing_is_asked()
    {
        Assert.Throws<NoDataException>(() => Read("NVDA", offline: true));
        Read("NVDA");
        _clock.Now = _clock.Now.AddDays(4);

        var (ready, _) = Read("NVDA", offline: true);

        Assert.Single(_yahoo.Server.Requests);
        Assert.Equal([new UpdateBars()], Assert.Single(ready.Cautions).Remedies);
    }

    private (PredictionBars Ready, BarSeries Bars) Read(
        string ticker,
        bool offline = false,
        string? source = null,
        DateOnly? asOf = null
    )
    {
        // Stooq stands where Yahoo does, so that no test leaves the machine.
        SourceSettings settings = _yahoo.Settings() with
        {
            AlpacaKeyId = default,
            TiingoKey = default,
            Stooq = _yahoo.Server.Address,
        };
        var ready = new PredictionBars(_store, _clock, () => settings);
        return (
            ready,
            ready
                .Read(
                    ticker,
                    new()
                    {
                        Ticker = ticker,
                        AsOf = asOf,
                        Offline = offline,
                        Source = source,
                    },
                    null,
                    TestContext.Current.CancellationToken
                )
                .Series
        );
    }

    private void Store(string ticker, string source, DataOrigin origin, DateOnly until) =>
        _store.Save(
            new(ticker, source, "here", origin, [.. _world.Bars(ticker, new(2025, 1, 2), until)], []),
            _clock.GetUtcNow()
        );

    /// <summary>A clock that stands where a test puts it, while waits take their time.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
