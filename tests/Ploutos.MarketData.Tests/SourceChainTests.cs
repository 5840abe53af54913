using System.Text;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Tests.FakeProviders;

namespace Ploutos.MarketData.Tests;

public sealed class SourceChainTests
{
    private static readonly DateOnly First = new(2024, 6, 3),
        Last = new(2024, 6, 28);

    public static TheoryData<Exception> Surprises =>
        [
            new InvalidOperationException("can't transcode\n\u001b[31m this"),
            new FormatException("no number"),
            new OverflowException("too far"),
            new DecoderFallbackException("no text"),
            new TaskCanceledException("by itself"),
            new UriFormatException("no address"),
        ];

    [Theory]
    [MemberData(nameof(Surprises))]
    public async Task Any_exception_of_a_source_is_its_fault_and_the_next_one_is_asked(Exception surprise)
    {
        ChainResult result = await Fetch(new Source("bad", () => throw surprise), new Source("good", Good));
        Assert.Equal("good", result.Delivered.Source);
        SourceException passed = Assert.Single(result.Passed);
        Assert.Equal(("bad", SourceFault.ChangedShape), (passed.SourceName, passed.Fault));
        Assert.Contains(surprise.GetType().Name, passed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(passed.Message, char.IsControl);
    }

    [Fact]
    public async Task More_rows_than_there_are_days_and_rows_without_a_close_are_passed_over()
    {
        DeliveredBar bar = new FakeWorld().Bars("NVDA", First, Last).First();
        ChainResult result = await Fetch(
            new Source("long", () => [.. Enumerable.Repeat(bar, DeliveredSeries.MostBars + 1)]),
            new Source("blank", () => [bar with { Close = double.NaN }, bar with { AdjustedClose = double.NaN }]),
            new Source("good", Good)
        );
        Assert.Equal("good", result.Delivered.Source);
        Assert.Equal([SourceFault.ChangedShape, SourceFault.NoBarsInRange], result.Passed.Select(p => p.Fault));
    }

    [Fact]
    public async Task A_stop_that_was_asked_for_is_no_fault_of_a_source()
    {
        using var stop = new CancellationTokenSource();
        var source = new Source(
            "stopped",
            () =>
            {
                stop.Cancel();
                throw new OperationCanceledException(stop.Token);
            }
        );
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            SourceChain.FetchAsync([source, new Source("good", Good)], "NVDA", First, Last, null, stop.Token)
        );
    }

    [Theory]
    [InlineData("a\u0000b\tc\r\nd", "a b c d")]
    [InlineData("\u001b]8;;http://x\u0007link\u009b2J", "]8;;http://x link 2J")]
    [InlineData("rtl \u202egnp.exe\u2069 zero\u200bwidth", "rtl gnp.exe zero width")]
    [InlineData("Zürich, 東京, 😀", "Zürich, 東京, 😀")]
    public void Remote_words_are_one_line_of_visible_characters(string said, string shown) =>
        Assert.Equal(shown, RemoteText.Clean(said, 100));

    [Fact]
    public void Remote_words_are_shortened_and_half_a_character_is_a_visible_one()
    {
        Assert.Equal("xxxxxxx...", RemoteText.Clean(new string('x', 1_000_000), 10));
        Assert.Equal("half \ufffd of it", RemoteText.Clean("half \ud83d of it", 100));
    }

    private static IReadOnlyList<DeliveredBar> Good() => [.. new FakeWorld().Bars("NVDA", First, Last)];

    private static Task<ChainResult> Fetch(params IBarSource[] sources) =>
        SourceChain.FetchAsync(sources, "NVDA", First, Last, null, TestContext.Current.CancellationToken);

    private sealed class Source(string name, Func<IReadOnlyList<DeliveredBar>> bars) : IBarSource
    {
        public string Name => name;

        public string? MissingConfiguration => null;

        public Task<DeliveredSeries> FetchAsync(
            string ticker,
            DateOnly first,
            DateOnly last,
            CancellationToken cancellation
        ) => Task.FromResult(new DeliveredSeries(ticker, name, "memory", DataOrigin.Observed, bars(), []));
    }
}
