using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>Saves that are prepared side by side and share a commit.</summary>
public sealed class SharedCommitTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2024, 6, 3, 22, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly BarStore _store;

    public SharedCommitTests() => _store = BarStore.Open(_folder.File("ploutos.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_prepared_on_many_threads_and_saved_together_is_what_single_saves_store()
    {
        DeliveredSeries[] first = [.. Enumerable.Range(0, 12).Select(i => Of($"T{i:00}", 40 + i))],
            then = [.. Enumerable.Range(0, 12).Select(i => Of($"T{i:00}", 60 + i, changedAt: i % 3 == 0 ? 20 : null))];
        using BarStore single = BarStore.Open(_folder.File("single.db"));
        foreach (DeliveredSeries[] delivery in new[] { first, then })
        {
            var saved = new List<string>();
            using (BarBatch batch = _store.Batch(_clock))
            {
                PreparedSave[] prepared = [.. delivery.AsParallel().AsOrdered().Select(d => batch.Prepare(d))];
                saved.AddRange(prepared.Select(p => Told(batch.Save(p, Now))));
            }

            Assert.Equal(delivery.Select(d => Told(single.Save(d, Now))), saved);
        }

        Assert.Equal(Content(single), Content(_store));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_prepared_before_another_wrote_the_ticker_is_merged_with_what_that_one_stored(bool late)
    {
        _store.Save(Of("A", 30), Now);
        using BarStore other = BarStore.Open(_store.Path);
        using (BarBatch batch = _store.Batch(_clock))
        {
            SaveAnother(batch, late);
            PreparedSave prepared = batch.Prepare(Of("A", 50));
            other.Save(Of("A", 40, changedAt: 10), Now);
            Assert.Equal((SaveOutcome.Revised, 3), OutcomeOf(batch.Save(prepared, Now)));
        }

        Assert.Equal(3, _store.Vintages("A").Count);
        Assert.Equal(50, _store.Read("A").Count);
    }

    [Fact]
    public void A_ticker_that_comes_twice_in_one_batch_is_merged_with_its_first_save()
    {
        using (BarBatch batch = _store.Batch(_clock))
        {
            PreparedSave one = batch.Prepare(Of("A", 30)),
                two = batch.Prepare(Of("A", 35));
            Assert.Equal((SaveOutcome.Created, 1), OutcomeOf(batch.Save(one, Now)));
            Assert.Equal((SaveOutcome.Extended, 1), OutcomeOf(batch.Save(two, Now)));
        }

        Assert.Equal(35, _store.Read("A").Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_user_sets_meanwhile_counts_for_a_prepared_save(bool late)
    {
        _store.Save(Of("A", 30), Now);
        using (BarBatch batch = _store.Batch(_clock))
        {
            SaveAnother(batch, late);
            PreparedSave prepared = batch.Prepare(Of("A", 50));
            _store.Set("A", new() { Market = "XLON" });
            batch.Save(prepared, Now);
        }

        using BarStore single = BarStore.Open(_folder.File("single.db"));
        single.Save(Of("A", 30), Now);
        if (late)
            single.Save(Of("Z", 20), Now);
        single.Set("A", new() { Market = "XLON" });
        single.Save(Of("A", 50), Now);
        Assert.Equal(Content(single), Content(_store));
    }

    [Fact]
    public void Tickers_under_way_share_a_commit_when_the_last_of_them_is_ready_and_one_that_is_refused_fails_alone()
    {
        using BarStore reader = BarStore.Open(_store.Path);
        using var saves = new SharedSaves(_store, _clock);
        string[] tickers = ["A", "B", "C"];
        foreach (string _ in tickers)
            saves.Enter();
        var waiting = new List<Task<SaveResult>>();
        foreach (string ticker in tickers)
        {
            PreparedSave prepared = saves.Batch.Prepare(Of(ticker, 30));
            if (ticker == "B") // meanwhile B became simulated, and observed bars can't join it
                reader.Save(Of("B", 30) with { Origin = DataOrigin.Simulated }, Now);
            waiting.Add(saves.Add(prepared, askedFrom: null));
            Assert.False(reader.Contains("A"));
            saves.Leave();
        }

        Assert.All(waiting, w => Assert.True(w.IsCompleted));
        Assert.Contains("can't join", waiting[1].Exception!.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal([30, 30], new[] { "A", "C" }.Select(t => reader.Read(t).Count));
        Assert.Equal(DataOrigin.Simulated, reader.Read("B").Origin);
    }

    [Fact]
    public void A_save_waits_a_moment_for_others_and_not_for_a_source_that_is_slow()
    {
        using BarStore reader = BarStore.Open(_store.Path);
        using var saves = new SharedSaves(_store, _clock);
        saves.Enter(); // a slow source
        saves.Enter();
        Task<SaveResult> save = saves.Add(saves.Batch.Prepare(Of("A", 30)), askedFrom: null);
        saves.Leave();
        Assert.False(save.IsCompleted);
        Assert.False(reader.Contains("A"));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(save.IsCompletedSuccessfully);
        Assert.True(reader.Contains("A"));
        saves.Leave();
    }

    [Theory]
    [InlineData(1, "")] // together, and then each alone
    [InlineData(2, "A")]
    public void Where_a_commit_fails_each_save_is_tried_alone_and_none_is_told_as_stored_that_is_not(
        int failing,
        string lost
    )
    {
        using BarStore reader = BarStore.Open(_store.Path);
        _store.With(connection =>
        {
            SQLitePCL.raw.sqlite3_commit_hook(connection.Handle, _ => failing-- > 0 ? 1 : 0, null);
            return true;
        });
        using var saves = new SharedSaves(_store, new LeapingClock());
        string[] tickers = ["A", "B", "C"];
        foreach (string _ in tickers)
            saves.Enter();
        var waiting = new List<Task<SaveResult>>();
        foreach (string ticker in tickers)
        {
            waiting.Add(saves.Add(saves.Batch.Prepare(Of(ticker, 30)), askedFrom: null));
            saves.Leave();
        }

        Assert.Equal(tickers.Select(t => t != lost), waiting.Select(w => w.IsCompletedSuccessfully));
        Assert.Equal(tickers.Select(t => t != lost), tickers.Select(reader.Contains));
    }

    /// <summary>The batch's state of the store is then that after a save of its own.</summary>
    private static void SaveAnother(BarBatch batch, bool wanted)
    {
        if (!wanted)
            return;
        batch.Save(batch.Prepare(Of("Z", 20)), Now);
        batch.Commit();
    }

    private static DeliveredSeries Of(string ticker, int count, int? changedAt = null)
    {
        List<DeliveredBar> bars = Sample.Quiet(count);
        if (changedAt is { } at)
            bars[at] = bars[at] with { Close = 50.3, AdjustedClose = 50.3 };
        return Sample.Delivered(ticker, bars);
    }

    /// <summary>A clock by which the third of three saves comes long after the first.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        private int _looks;

        public override long GetTimestamp() => ++_looks < 4 ? 0 : TimestampFrequency * 10;
    }

    private static (SaveOutcome, int) OutcomeOf(SaveResult saved) => (saved.Outcome, saved.Vintage);

    private static string Told(SaveResult saved) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{saved.Outcome} {saved.Vintage} {saved.Checked.Series.Ticker} {saved.Checked.Series.Count}"
                + $" {saved.Revision.Added.Count} {saved.Revision.Changed.Count}"
        );

    /// <summary>Everything that a store says of its tickers.</summary>
    private static IReadOnlyList<string> Content(BarStore store) =>
        [
            .. store
                .List()
                .SelectMany(t =>
                    store
                        .Vintages(t.Ticker)
                        .Select(v =>
                            $"{t} {v} {SeriesHash.Of(store.Read(t.Ticker, v.Number))} "
                            + string.Join(' ', store.ReadDelivered(t.Ticker, v.Number).Bars)
                        )
                        .Concat(store.Findings(t.Ticker).Select(f => f.ToString()))
                ),
        ];
}
