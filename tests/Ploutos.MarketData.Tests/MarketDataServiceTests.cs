using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class MarketDataServiceTests : IDisposable
{
    // A Friday, 20:30 UTC: half an hour before New York closes.
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 20, 20, 30, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWorld _world = new();
    private readonly FakeProvider _yahoo;
    private readonly BarStore _store;
    private readonly BarSources _sources;
    private readonly MarketDataService _service;

    public MarketDataServiceTests()
    {
        _yahoo = new("yahoo", _world);
        _store = BarStore.Open(_folder.File("ploutos.db"));
        // Nothing here is about a slow server, and a busy machine must not look like one.
        _sources = new(
            _yahoo.Settings() with
            {
                AlpacaKeyId = default,
                TiingoKey = default,
                StooqKey = default,
                AttemptTimeout = TimeSpan.FromSeconds(15),
            },
            TimeProvider.System
        );
        _service = new(_store, _sources, _clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sources.Dispose();
        _store.Dispose();
        _yahoo.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_unknown_ticker_is_fetched_checked_and_stored_and_the_second_time_only_new_days_are_asked_for()
    {
        ReadyBars first = await _service.ReadyAsync("nvda", cancellation: Stop);
        Assert.Equal(("yahoo", SaveOutcome.Created), (first.Fetch!.Served, first.Fetch.Saved!.Outcome));
        Assert.Equal(new DateOnly(2026, 11, 19), first.Series.Dates[^1]);
        Assert.Single(_yahoo.Server.Requests);

        ReadyBars again = await _service.ReadyAsync("NVDA", cancellation: Stop);
        Assert.Null(again.Fetch);
        Assert.Single(_yahoo.Server.Requests); // nothing was asked

        _clock.Advance(TimeSpan.FromHours(1)); // the close has passed
        ReadyBars later = await _service.ReadyAsync("NVDA", cancellation: Stop);
        Assert.Equal(
            (SaveOutcome.Extended, new DateOnly(2026, 11, 20)),
            (later.Fetch!.Saved!.Outcome, later.Series.Dates[^1])
        );
        FakeRequest asked = _yahoo.Server.Requests.Last();
        // The last stored day, to see whether the past was rescaled
        Assert.Equal(Seconds(new(2026, 11, 19)), asked.Parameter("period1"));
        Assert.Equal(2, _yahoo.Server.Requests.Count);
    }

    [Fact]
    public async Task Before_the_close_todays_partial_bar_is_left_out_and_said_so()
    {
        ReadyBars before = await _service.ReadyAsync("NVDA", cancellation: Stop);
        Assert.Equal(new DateOnly(2026, 11, 19), before.Series.Dates[^1]);
        Assert.Equal(
            "as of 2026-11-19, the last finished trading day; today's bar is left out until the close",
            before.Age.Sentence
        );
        SaveResult direct = _store.Save(
            Delivered("AAPL", new(2026, 11, 20)),
            _clock.GetUtcNow(),
            NewYorkTime.LastFinishedDay(_clock.GetUtcNow())
        );
        Assert.Equal(QualityReason.UnfinishedDay, Assert.Single(direct.Checked.Report.Findings).Reason);
        Assert.Equal(new DateOnly(2026, 11, 19), _store.Read("AAPL").Dates[^1]);
    }

    [Fact]
    public async Task Where_the_network_fails_stored_bars_serve_with_their_age_and_the_failure()
    {
        await _service.ReadyAsync("NVDA", cancellation: Stop);
        _yahoo.Dispose();
        _clock.Advance(TimeSpan.FromDays(4));
        ReadyBars stale = await _service.ReadyAsync("NVDA", new() { Source = "yahoo" }, cancellation: Stop);
        Assert.False(stale.Fetch!.Succeeded);
        Assert.Contains("STALE, 2 trading day(s) behind 2026-11-23", stale.Age.Sentence, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 19), stale.Series.Dates[^1]);
    }

    [Fact]
    public async Task A_dividend_rescales_the_past_which_is_fetched_whole_and_reported_as_a_revision()
    {
        await FetchAsync("NVDA");
        double before = _store.Read("NVDA").Close[^1];
        _clock.Advance(TimeSpan.FromHours(1));
        _world.Dividend = new(2026, 11, 20);
        FetchResult result = await FetchAsync("NVDA");
        Assert.Equal((SaveOutcome.Revised, 2), (result.Saved!.Outcome, result.Saved.Vintage));
        Assert.Equal(3, _yahoo.Server.Requests.Count);
        Assert.Equal(before, _store.Read("NVDA", vintage: 1).Close[^1]);
        Assert.NotEqual(before, _store.Read("NVDA").Close[^2]);
        Revision diff = _store.Diff("NVDA");
        Assert.All(diff.Changed, c => Assert.Equal("adjusted close", c.Field));
        Assert.Equal([new DateOnly(2026, 11, 20)], diff.Added);
        Assert.Contains(
            _store.ReadDelivered("NVDA").Actions,
            a => a.Kind == CorporateActionKind.Dividend && a.Value == 1
        );
    }

    [Fact]
    public async Task A_split_halves_the_past_upstream_and_leaves_no_jump_here()
    {
        await FetchAsync("AAPL");
        double before = _store.Read("AAPL").Close[^1];
        _clock.Advance(TimeSpan.FromHours(1));
        _world.Split = new(2026, 11, 20);
        Assert.Equal(SaveOutcome.Revised, (await FetchAsync("AAPL")).Saved!.Outcome);
        Assert.Equal(before / 2, _store.Read("AAPL").Close[^2]);
        Assert.DoesNotContain(_service.Check().Findings, f => f.Severity == Severity.Serious);
        Assert.Contains(_store.ReadDelivered("AAPL").Actions, a => a.Kind == CorporateActionKind.Split && a.Value == 2);
    }

    [Fact]
    public async Task A_correction_of_the_past_is_found_when_everything_is_asked_for_again()
    {
        await FetchAsync("NVDA");
        _world.Corrected = new(2025, 3, 3);
        Assert.Null((await FetchAsync("NVDA")).Saved);
        FetchResult full = await FetchAsync("NVDA", new() { Full = true });
        Assert.Equal(SaveOutcome.Revised, full.Saved!.Outcome);
        Assert.All(_store.Diff("NVDA").Changed, c => Assert.Equal(new DateOnly(2025, 3, 3), c.Date));
        Assert.Contains(_store.Diff("NVDA").Changed, c => c.Field == "close");
        Assert.Equal(SaveOutcome.Unchanged, (await FetchAsync("NVDA", new() { Full = true })).Saved!.Outcome);
    }

    [Fact]
    public async Task Earlier_days_that_are_asked_for_are_added_once()
    {
        await FetchAsync("NVDA", new() { From = new(2024, 1, 2) });
        Assert.Equal(new DateOnly(2024, 1, 2), _store.Read("NVDA").Dates[0]);
        Assert.Equal(SaveOutcome.Revised, (await FetchAsync("NVDA", new() { From = new(2022, 1, 3) })).Saved!.Outcome);
        Assert.Equal(new DateOnly(2022, 1, 3), _store.Read("NVDA").Dates[0]);
        Assert.Null((await FetchAsync("NVDA", new() { From = new(2022, 1, 3) })).Saved);
        Assert.Null((await FetchAsync("NVDA", new() { From = new(2023, 1, 3) })).Saved);
    }

    [Fact]
    public async Task Yahoos_cookie_and_crumb_are_got_when_asked_for_and_kept()
    {
        _yahoo.Yahoo.WantsCrumb = true;
        Assert.All(
            await _service.FetchAsync(
                ["NVDA", "AAPL"],
                new() { Parallel = 1, From = new(2025, 1, 2) },
                cancellation: Stop
            ),
            r => Assert.True(r.Succeeded, r.Sentence)
        );
        Assert.Equal(
            ["/v8/finance/chart/NVDA", "/", "/v1/test/getcrumb", "/v8/finance/chart/NVDA", "/v8/finance/chart/AAPL"],
            _yahoo.Server.Requests.Select(r => r.Path)
        );
        Assert.DoesNotContain("crumb", _store.Find("NVDA")!.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_shares_is_asked_for_with_a_dash_at_Yahoo_and_keeps_its_dot_here()
    {
        Assert.True((await FetchAsync("BRK.B", new() { From = new(2026, 1, 2) })).Succeeded);
        Assert.Equal("/v8/finance/chart/BRK-B", Assert.Single(_yahoo.Server.Requests).Path);
        Assert.Equal("BRK.B", _store.Read("BRK.B").Ticker);
    }

    [Fact]
    public async Task One_bad_ticker_does_not_stop_the_others_and_progress_tells_of_each()
    {
        var news = new List<FetchProgress>();
        IReadOnlyList<FetchResult> results = await _service.FetchAsync(
            ["NVDA", "NOSUCH", "AAPL"],
            new() { Source = "yahoo", From = new(2026, 1, 2) },
            new Collect(news),
            Stop
        );
        Assert.Equal([true, false, true], results.Select(r => r.Succeeded));
        Assert.IsType<NoDataException>(results[1].Error);
        Assert.Contains("does not know NOSUCH", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(
            [1, 2, 3],
            news.Where(n => n.Stage is FetchStage.Done or FetchStage.Failed).Select(n => n.Finished).Order()
        );
    }

    [Fact]
    public async Task Dates_reversed_or_in_the_future_and_unknown_sources_are_refused_before_anything_is_asked()
    {
        Assert.Contains(
            "The first day must not be after the last",
            await ErrorAsync(new() { From = new(2024, 2, 1), To = new(2024, 1, 1) }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The first day must not lie in the future, but got 2027-01-01",
            await ErrorAsync(new() { From = new(2027, 1, 1) }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The last day must not lie in the future",
            await ErrorAsync(new() { To = new(2027, 1, 1) }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "must be one of auto, tiingo",
            await ErrorAsync(new() { Source = "bloomberg" }),
            StringComparison.Ordinal
        );
        Assert.Empty(_yahoo.Server.Requests);
    }

    [Fact]
    public async Task An_update_takes_what_came_from_the_network_and_leaves_files_and_simulations()
    {
        Assert.Equal(
            MarketDataFault.NothingFetched,
            (await Assert.ThrowsAsync<NoDataException>(() => _service.UpdateAsync(cancellation: Stop))).Kind
        );
        _ = _service.Simulate(new() { Tickers = 1, Bars = 60 }).ToList();
        await FetchAsync("NVDA");
        _clock.Advance(TimeSpan.FromHours(1));
        FetchResult only = Assert.Single(await _service.UpdateAsync(cancellation: Stop));
        Assert.Equal(("NVDA", SaveOutcome.Extended), (only.Ticker, only.Saved!.Outcome));
    }

    [Fact]
    public async Task What_is_exported_reads_back_the_same_and_simulated_bars_stay_known_as_such()
    {
        _ = _service.Simulate(new() { Tickers = 1, Bars = 60 }).ToList();
        await FetchAsync("NVDA");
        _service.Export(["NVDA", "SIM01"], _folder.File("out"));
        using BarStore other = BarStore.Open(_folder.File("other.db"));
        using var sources = new BarSources(FakeProvider.Quick, TimeProvider.System);
        _ = new MarketDataService(other, sources, _clock).Import(_folder.File("out")).ToList();
        foreach (string ticker in new[] { "NVDA", "SIM01" })
        {
            Assert.Equal(_store.Read(ticker).Close, other.Read(ticker).Close);
            Assert.Equal(SeriesHash.Of(_store.Read(ticker)), SeriesHash.Of(other.Read(ticker)));
        }

        Assert.Equal(DataOrigin.Simulated, other.Read("SIM01").Origin);
    }

    [Fact]
    public void A_file_may_end_long_ago_but_not_in_the_future()
    {
        Sources.Csv.CsvBarWriter.Write(
            BarSeries.FromBars("OLD", DataOrigin.Observed, [.. Bars(2017, 29)]),
            _folder.File("in", "OLD.csv")
        );
        Sources.Csv.CsvBarWriter.Write(
            BarSeries.FromBars("NEW", DataOrigin.Observed, [.. Bars(2026, 30)]),
            _folder.File("in", "NEW.csv")
        );
        SaveResult[] saved = [.. _service.Import(_folder.File("in"))];
        Assert.Equal([QualityReason.UnfinishedDay], saved[0].Checked.Report.Findings.Select(f => f.Reason));
        Assert.Equal(new DateOnly(2026, 11, 19), saved[0].Checked.Series.Dates[^1]);
        Assert.Empty(saved[1].Checked.Report.Findings);
        Assert.Empty(_service.Check(["OLD"]).Findings);
        static IEnumerable<Bar> Bars(int year, int count) =>
            NewYorkCalendar
                .TradingDays(new(year, 1, 2), new(year, 11, 20))
                .TakeLast(count)
                .Select((d, i) => new Bar(d, 10, 11, 9, 10 + (i % 2), 1000));
    }

    [Fact]
    public async Task Two_sources_are_held_against_each_other_by_their_returns()
    {
        await FetchAsync("NVDA");
        var wrong = new FakeWorld { Corrected = new(2025, 3, 3) };
        using var stooq = new FakeProvider("stooq", wrong);
        using var sources = new BarSources(stooq.Settings(_yahoo.Settings()), TimeProvider.System);
        IReadOnlyList<QualityFinding> findings = await new MarketDataService(_store, sources, _clock).CompareAsync(
            "NVDA",
            "stooq",
            Stop
        );
        Assert.Empty(findings); // 0.4 % is within what sources differ by
        wrong.Corrected = null;
        wrong.Dividend = null;
        using var csv = new TemporaryFolder();
        BarSeries bars = _store.Read("NVDA");
        double[] close = bars.Close.ToArray();
        close[500] *= 1.08;
        Sources.Csv.CsvBarWriter.Write(
            new(
                "NVDA",
                DataOrigin.Observed,
                bars.Dates.ToArray(),
                bars.Open.ToArray(),
                [.. close.Zip(bars.High.ToArray(), Math.Max)],
                bars.Low.ToArray(),
                close,
                bars.Volume.ToArray()
            ),
            csv.File("NVDA.csv")
        );
        findings = await _service.CompareAsync("NVDA", $"csv:{csv.Path}", Stop);
        Assert.Equal([bars.Dates[500], bars.Dates[501]], findings.Select(f => f.Date));
        Assert.All(
            findings,
            f => Assert.Equal((QualityReason.SourcesDisagree, Severity.Serious), (f.Reason, f.Severity))
        );
    }

    [Fact]
    public async Task A_csv_folder_and_the_simulated_market_are_sources_too()
    {
        FetchResult sim = await FetchAsync("SIM03", new() { Source = "simulated", From = new(2010, 1, 4) });
        Assert.True(sim.Succeeded, sim.Sentence);
        Assert.Equal(DataOrigin.Simulated, _store.Read("SIM03").Origin);
        Assert.Contains(
            "SIM01 to SIM10, but not NVDA",
            (await FetchAsync("NVDA", new() { Source = "simulated" })).Error!.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "there is no folder",
            await ErrorAsync(new() { Source = "csv:/nowhere" }),
            StringComparison.Ordinal
        );
    }

    private static string Seconds(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            .ToUnixTimeSeconds()
            .ToString(System.Globalization.CultureInfo.InvariantCulture);

    private DeliveredSeries Delivered(string ticker, DateOnly last) =>
        new(ticker, "yahoo", "memory", DataOrigin.Observed, [.. _world.Bars(ticker, new(2026, 1, 2), last)], []);

    private async Task<FetchResult> FetchAsync(string ticker, FetchOptions? options = null) =>
        Assert.Single(await _service.FetchAsync([ticker], options, cancellation: Stop));

    private async Task<string> ErrorAsync(FetchOptions options) =>
        (
            await Assert.ThrowsAnyAsync<MarketDataException>(() =>
                _service.FetchAsync(["NVDA"], options, cancellation: Stop)
            )
        ).Message;

    private sealed class Collect(List<FetchProgress> news) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value)
        {
            lock (news)
                news.Add(value);
        }
    }
}
