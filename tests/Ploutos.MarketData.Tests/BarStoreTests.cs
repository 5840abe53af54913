using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class BarStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly[] Days = [.. NewYorkCalendar.TradingDays(new(2020, 1, 2), new(2024, 6, 28))];

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("data", "ploutos.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_saved_is_read_back_bit_for_bit_after_the_store_was_closed()
    {
        CheckedSeries saved;
        using (BarStore store = BarStore.Open(Database))
            saved = store.Save(Bars("AAPL", 700), Noon).Checked;
        using BarStore again = BarStore.Open(Database);
        Assert.Empty(again.Verify());
        BarSeries read = again.Read("aapl");
        Assert.Equal(("AAPL", DataOrigin.Observed, 700), (read.Ticker, read.Origin, read.Count));
        for (int t = 0; t < read.Count; t++)
            Assert.Equal(saved.Series[t], read[t]);
        Assert.Equal(Bars("AAPL", 700).Bars, again.ReadDelivered("AAPL").Bars);
    }

    [Fact]
    public void A_batch_stores_what_single_saves_store_and_a_refused_ticker_leaves_the_others_alone()
    {
        using (BarStore store = BarStore.Open(Database))
        using (BarBatch batch = store.Batch(TimeProvider.System))
        {
            batch.Save(Bars("AAPL", 300), Noon);
            Assert.Throws<MarketDataException>(() => batch.Save(Bars("BAD", 10) with { Bars = [] }, Noon));
            Assert.Equal(SaveOutcome.Created, batch.Save(Bars("MSFT", 300), Noon).Outcome);
            Assert.Equal(SaveOutcome.Extended, batch.Save(Bars("AAPL", 400), Noon).Outcome);
        }

        using BarStore again = BarStore.Open(Database);
        Assert.Empty(again.Verify());
        Assert.Equal([("AAPL", 400), ("MSFT", 300)], again.List().Select(t => (t.Ticker, t.Rows)));
    }

    [Fact]
    public void A_batch_that_is_never_closed_leaves_whole_tickers_or_nothing()
    {
        using (BarStore store = BarStore.Open(Database))
        {
            store.Save(Bars("AAPL", 300), Noon);
            store.Batch(new StandingClock()).Save(Bars("MSFT", 300), Noon);
        }

        using BarStore again = BarStore.Open(Database);
        Assert.Empty(again.Verify());
        Assert.Equal(["AAPL"], again.List().Select(t => t.Ticker));
    }

    [Fact]
    public void The_list_tells_range_rows_source_origin_and_findings()
    {
        using BarStore store = BarStore.Open(Database);
        DeliveredSeries aapl = Bars("AAPL", 100);
        List<DeliveredBar> dented = [.. aapl.Bars];
        dented[50] = dented[50] with { Open = double.NaN };
        store.Save(aapl with { Bars = dented }, Noon);
        store.Save(
            DeliveredSeries.From(
                new SimulatedMarket(new() { Tickers = 1, Bars = 60 }).Series[0],
                "simulated",
                "seed 42"
            ),
            Noon
        );
        IReadOnlyList<StoredTicker> list = store.List();
        Assert.Equal(["AAPL", "SIM01"], list.Select(t => t.Ticker));
        Assert.Equal(
            new()
            {
                Ticker = "AAPL",
                Origin = DataOrigin.Observed,
                Source = "test",
                Location = "memory",
                Vintage = 1,
                Rows = 100,
                FirstDay = Days[0],
                LastDay = Days[99],
                FetchedAt = Noon,
                Warnings = 1,
                Serious = 0,
                AskedFrom = Days[0],
                Instrument = new() { Market = "XNYS", HasVolume = true },
            },
            list[0]
        );
        Assert.Equal(DataOrigin.Simulated, list[1].Origin);
        Assert.Equal(QualityReason.MissingCells, Assert.Single(store.Findings("AAPL")).Reason);
    }

    [Fact]
    public void Later_days_extend_the_vintage_and_a_past_moment_still_sees_what_it_saw()
    {
        using BarStore store = BarStore.Open(Database);
        store.Save(Bars("AAPL", 600), Noon);
        for (int n = 601; n <= 640; n++)
        {
            DeliveredSeries tail = Bars("AAPL", n);
            SaveResult result = store.Save(tail with { Bars = [.. tail.Bars.Skip(n - 2)] }, Noon.AddDays(n - 600));
            Assert.Equal((SaveOutcome.Extended, 1, 1), (result.Outcome, result.Vintage, result.Revision.Added.Count));
        }

        Assert.Equal(640, store.Read("AAPL").Count);
        Assert.Equal(Bars("AAPL", 640).Bars, store.ReadDelivered("AAPL").Bars);
        Assert.Equal(605, store.Read("AAPL", knownAt: Noon.AddDays(5.5)).Count);
        Assert.Equal(SaveOutcome.Unchanged, store.Save(Bars("AAPL", 640), Noon.AddDays(50)).Outcome);
        Assert.Contains(
            "Nothing was known of AAPL",
            Assert.Throws<NoDataException>(() => store.Read("AAPL", knownAt: Noon.AddDays(-1))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_revision_opens_a_vintage_reports_what_changed_and_keeps_the_old_one()
    {
        using BarStore store = BarStore.Open(Database);
        DeliveredSeries first = Bars("AAPL", 100);
        store.Save(first, Noon);
        List<DeliveredBar> revised = [.. first.Bars];
        revised[40] = revised[40] with
        {
            Close = revised[40].Close * 1.001,
            AdjustedClose = revised[40].AdjustedClose * 1.001,
        };
        revised.RemoveAt(60);
        // Single-precision wobble is no revision
        revised[10] = revised[10] with
        {
            Open = revised[10].Open * (1 + 1e-8),
        };
        SaveResult result = store.Save(first with { Bars = revised }, Noon.AddDays(1));
        Assert.Equal((SaveOutcome.Revised, 2), (result.Outcome, result.Vintage));
        Revision diff = store.Diff("AAPL");
        Assert.Equal([(Days[40], "close"), (Days[40], "adjusted close")], diff.Changed.Select(c => (c.Date, c.Field)));
        Assert.Equal([Days[60]], diff.Removed);
        Assert.Equal(100, store.Read("AAPL", vintage: 1).Count);
        Assert.Equal(99, store.Read("AAPL").Count);
        Assert.Equal(100, store.Read("AAPL", knownAt: Noon).Count);
        Assert.Equal("1 known day(s) changed, 1 gone, 0 new", store.Vintages("AAPL")[1].Reason);
    }

    [Fact]
    public void A_corrected_day_costs_one_chunk_and_not_a_copy_of_the_past()
    {
        using BarStore store = BarStore.Open(Database);
        DeliveredSeries first = Bars("AAPL", 1100);
        store.Save(first, Noon);
        List<DeliveredBar> revised = [.. first.Bars];
        revised[^1] = revised[^1] with { Volume = revised[^1].Volume + 5, AdjustedVolume = revised[^1].Volume + 5 };
        Assert.Equal(SaveOutcome.Revised, store.Save(first with { Bars = revised }, Noon.AddDays(1)).Outcome);
        using (var raw = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            raw.Open();
            using SqliteCommand count = StoreReader.Command(
                raw,
                "SELECT (SELECT COUNT(*) FROM chunk) || ' ' || (SELECT COUNT(*) FROM piece)"
            );
            Assert.Equal("8 12", count.ExecuteScalar()); // 3 + 3 for the first vintage, 1 + 1 for the second
        }

        DeliveredSeries longer = Bars("AAPL", 1101);
        store.Save(longer with { Bars = [revised[^1], longer.Bars[^1]] }, Noon.AddDays(2));
        Assert.Equal(first.Bars[^1].Volume, store.Read("AAPL", vintage: 1).Volume[^1]);
        Assert.Equal((1101, revised[^1].Volume), (store.Read("AAPL").Count, store.Read("AAPL").Volume[^2]));
    }

    [Fact]
    public void Raw_and_adjusted_prices_are_both_kept()
    {
        using BarStore store = BarStore.Open(Database);
        DeliveredSeries yahoo = Bars("AAPL", 50);
        store.Save(yahoo with { Bars = [.. yahoo.Bars.Select(b => b with { AdjustedClose = b.Close / 2 })] }, Noon);
        Assert.Equal(yahoo.Bars[7].Close, store.ReadDelivered("AAPL").Bars[7].Close);
        Assert.Equal(yahoo.Bars[7].Close / 2, store.Read("AAPL").Close[7]);
        Assert.Equal(yahoo.Bars[7].High * 0.5, store.Read("AAPL").High[7]);
    }

    [Fact]
    public void Simulated_bars_never_join_observed_ones()
    {
        using BarStore store = BarStore.Open(Database);
        store.Save(Bars("SIM01", 50), Noon);
        DeliveredSeries simulated = DeliveredSeries.From(
            new SimulatedMarket(new() { Tickers = 1, Bars = 60 }).Series[0],
            "simulated",
            "seed 42"
        );
        Assert.Contains(
            "holds observed bars",
            Assert.Throws<MarketDataException>(() => store.Save(simulated, Noon)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Strictness_and_useless_rows_leave_the_store_as_it_was()
    {
        using BarStore store = BarStore.Open(Database);
        DeliveredSeries split = Bars("AAPL", 100);
        split = split with
        {
            Bars =
            [
                .. split.Bars.Select(
                    (b, i) =>
                        i < 50
                            ? b
                            : DeliveredBar.Plain(b.Date, b.Open / 2, b.High / 2, b.Low / 2, b.Close / 2, b.Volume * 2)
                ),
            ],
        };
        Assert.Contains(
            "SuspectedSplit",
            Assert.Throws<MarketDataException>(() => store.Save(split, Noon, strict: true)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<NoDataException>(() =>
            store.Save(split with { Bars = [DeliveredBar.Plain(Days[0], 1, 1, 1, double.NaN, 1)] }, Noon)
        );
        Assert.Empty(store.List());
    }

    [Fact]
    public void An_unknown_ticker_is_no_data_and_names_its_kind()
    {
        using BarStore store = BarStore.Open(Database);
        NoDataException unknown = Assert.Throws<NoDataException>(() => store.Read("nvda"));
        Assert.Equal((MarketDataFault.UnknownTicker, "NVDA"), (unknown.Kind, unknown.Ticker));
        Assert.Null(store.Find("NVDA"));
        Assert.Throws<MarketDataException>(() => store.Read("x' OR '1'='1"));
    }

    [Fact]
    public async Task Two_that_open_a_new_store_at_once_both_get_it()
    {
        BarStore[] stores = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i =>
                    Task.Run(
                        () =>
                        {
                            BarStore store = BarStore.Open(Database);
                            store.Save(Bars($"T{i}", 50), Noon);
                            return store;
                        },
                        TestContext.Current.CancellationToken
                    )
                )
        );
        Assert.Equal(4, stores[0].List().Count);
        foreach (BarStore store in stores)
            store.Dispose();
    }

    internal static DeliveredSeries Bars(string ticker, int count)
    {
        BarSeries s = new SimulatedMarket(
            new()
            {
                Tickers = 1,
                Bars = count,
                Seed = ticker.Sum(c => c),
                FirstDay = Days[0],
            }
        ).Series[0];
        return DeliveredSeries.From(s, "test", "memory") with { Ticker = ticker, Origin = DataOrigin.Observed };
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
