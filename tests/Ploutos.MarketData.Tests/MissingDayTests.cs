using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using static Ploutos.MarketData.Tests.FakeProviders.Answers;

namespace Ploutos.MarketData.Tests;

/// <summary>Days that a source does not tell, for a while.</summary>
public sealed class MissingDayTests : IDisposable
{
    private static readonly DateOnly First = new(2024, 8, 1);

    // 2024-08-15, a Thursday, after the close; the trading days from First on are 1, 2, 5 to 9, 12 to 15.
    private readonly SourceHarness _harness;
    private Row[] _rows = Days(First, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);

    public MissingDayTests() =>
        _harness = new(
            new(2024, 8, 15, 22, 0, 0, TimeSpan.Zero),
            request => Yahoo("NVDA", [.. _rows.Where(r => IsAskedFor(r, request))])
        );

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_known_day_told_as_null_or_left_out_stays_and_opens_no_vintage()
    {
        await FetchAsync();
        _harness.Clock.Advance(TimeSpan.FromDays(1));
        _rows = Days(First, 10, 11, 12, 13, 14, 15, 16, 17, 18, null, 20, 21);
        FetchResult whole = await FetchAsync(full: true);
        Assert.Equal((SaveOutcome.Extended, 1), (whole.Saved!.Outcome, whole.Saved.Vintage));
        Assert.Equal([.. Enumerable.Range(10, 12).Select(c => (double)c)], Closes());
        _rows = [.. _rows.Where((_, i) => i is not (8 or 9))];
        Assert.Equal(SaveOutcome.Unchanged, (await FetchAsync(full: true)).Saved!.Outcome);
        Assert.Equal(12, Closes().Length);
    }

    [Fact]
    public async Task An_update_whose_overlapping_day_is_null_keeps_it_and_adds_the_new_one()
    {
        await FetchAsync();
        _harness.Clock.Advance(TimeSpan.FromDays(1));
        _rows = Days(First, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, null, 21);
        FetchResult update = await FetchAsync();
        Assert.Equal((SaveOutcome.Extended, 1), (update.Saved!.Outcome, update.Saved.Vintage));
        Assert.Equal([19, 20, 21], Closes()[^3..]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hole_is_asked_for_by_each_update_until_it_is_told(bool asNull)
    {
        _rows = asNull ? Days(First, 10, 11, 12, 13, null, 15, 16, 17, 18, 19, 20) : [.. _rows.Where((_, i) => i != 4)];
        await FetchAsync();
        Assert.Equal(10, Closes().Length);

        FetchResult again = await FetchAsync(); // nothing new has traded, but the hole is there
        Assert.Equal(SaveOutcome.Unchanged, again.Saved!.Outcome);
        Assert.Equal(new DateOnly(2024, 8, 6), AskedFrom()); // the stored day before it

        _rows = Days(First, 10, 11, 12, 13, 14.5, 15, 16, 17, 18, 19, 20);
        FetchResult mended = await FetchAsync();
        Assert.Equal((SaveOutcome.Revised, 2), (mended.Saved!.Outcome, mended.Saved.Vintage));
        Assert.Contains("1 missing day(s) filled in", mended.Sentence, StringComparison.Ordinal);
        Assert.Equal([10, 11, 12, 13, 14.5, 15, 16, 17, 18, 19, 20], Closes());
        Assert.Equal(10, _harness.Store.Read("NVDA", vintage: 1).Count);

        Assert.Null((await FetchAsync()).Saved); // nothing is asked any more
    }

    [Fact]
    public async Task A_hole_older_than_ten_trading_days_is_not_asked_for_again()
    {
        _rows = [.. _rows.Where((_, i) => i != 0)];
        DateOnly early = new(2024, 7, 30);
        _rows = [new(Opening(early), 8), new(Opening(early.AddDays(1)), 9), .. _rows]; // none on 2024-08-01
        Assert.True((await _harness.FetchAsync("NVDA", new() { From = early })).Succeeded);
        Assert.Null((await _harness.FetchAsync("NVDA")).Saved);
        Assert.Single(_harness.Server.Requests);
    }

    [Fact]
    public async Task A_last_day_of_nulls_is_not_stored_and_is_asked_for_as_if_it_were_missing()
    {
        _rows = Days(First, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, null);
        await FetchAsync();
        Assert.Equal(10, _harness.Store.ReadDelivered("NVDA").Bars.Count);
        _rows = Days(First, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
        FetchResult next = await FetchAsync();
        Assert.Equal((SaveOutcome.Extended, 1), (next.Saved!.Outcome, next.Saved.Vintage));
        Assert.Equal(20, Closes()[^1]);
    }

    [Fact]
    public async Task After_a_split_the_days_that_are_not_told_move_to_the_new_shares()
    {
        await FetchAsync();
        _harness.Clock.Advance(TimeSpan.FromDays(1));
        _rows =
        [
            .. Days(First, 5, 5.5, 6, 6.5, 7, 7.5, null, 8.5, 9, 9.5, 10, 10.5)
                .Select(r => r with { Volume = 2_000_000 }),
        ];
        FetchResult split = await FetchAsync();
        Assert.Equal(SaveOutcome.Revised, split.Saved!.Outcome);
        Assert.Equal([5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5], Closes());
        Assert.Equal(2_000_000, _harness.Store.ReadDelivered("NVDA").Bars[6].Volume);
    }

    [Fact]
    public async Task After_a_correction_beside_it_a_day_that_is_not_told_stays_as_it_was()
    {
        await FetchAsync();
        _rows = Days(First, 10, 11, 12, 13, 14, 15.4, null, 17, 18, 19, 20);
        Assert.Equal(SaveOutcome.Revised, (await FetchAsync(full: true)).Saved!.Outcome);
        Assert.Equal([10, 11, 12, 13, 14, 15.4, 16, 17, 18, 19, 20], Closes());
    }

    [Fact]
    public async Task A_bar_of_long_ago_that_the_source_takes_back_is_a_revision_as_before()
    {
        DateOnly begin = new(2024, 6, 3);
        _rows = Days(begin, [.. Enumerable.Range(50, 42).Select(c => (double?)c)]);
        await _harness.FetchAsync("NVDA", new() { From = begin });
        _rows = [.. _rows.Where((_, i) => i != 5)];
        FetchResult full = await _harness.FetchAsync("NVDA", new() { Full = true });
        Assert.Equal([new DateOnly(2024, 6, 10)], full.Saved!.Revision.Removed);
    }

    [Fact]
    public async Task An_answer_of_nulls_only_has_no_bars_and_the_next_source_is_asked()
    {
        _rows = Days(First, null, null, null);
        FetchResult result = await FetchAsync();
        Assert.IsType<NoDataException>(result.Error);
        Assert.Contains("have no close", result.Error.Message, StringComparison.Ordinal);
        Assert.False(_harness.Store.Contains("NVDA"));
    }

    private static bool IsAskedFor(Row row, FakeRequest request)
    {
        long at = DateTimeOffset.Parse(row.Utc, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        return at >= Seconds(request, "period1") && at < Seconds(request, "period2");
    }

    private static long Seconds(FakeRequest request, string name) =>
        long.Parse(request.Parameter(name), System.Globalization.CultureInfo.InvariantCulture);

    private DateOnly AskedFrom() =>
        DateOnly.FromDateTime(
            DateTimeOffset.FromUnixTimeSeconds(Seconds(_harness.Server.Requests.Last(), "period1")).UtcDateTime
        );

    private double[] Closes() => [.. _harness.Store.Read("NVDA").Close.ToArray()];

    private Task<FetchResult> FetchAsync(bool full = false) =>
        _harness.FetchAsync("NVDA", new() { From = First, Full = full });
}
