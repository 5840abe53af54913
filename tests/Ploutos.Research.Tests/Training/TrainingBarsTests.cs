using Ploutos.MarketData;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Training;
using Ploutos.Signals.Tests;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tests.Training;

public sealed class TrainingBarsTests : IDisposable
{
    private readonly BacktestBench _bench = new(tickers: 3, bars: 60);
    private readonly List<Note> _notes = [];

    [Fact]
    public void A_damaged_ticker_that_nobody_named_is_left_out_with_a_warning()
    {
        StoreDamage.Of(_bench.Workspace, "SIM02");
        Assert.Equal(["SIM01", "SIM03"], Read(null).Data.Tickers);
        Note note = Assert.Single(_notes);
        Assert.True(note.IsWarning);
        Assert.StartsWith("SIM02 is left out", note.Text, StringComparison.Ordinal);
        Assert.Contains("damaged", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_ticker_that_was_named_ends_the_run_and_the_others_can_be_named_without_it()
    {
        StoreDamage.Of(_bench.Workspace, "SIM02");
        MarketDataException error = Assert.ThrowsAny<MarketDataException>(() => Read(["SIM01", "SIM02"]));
        Assert.Contains("SIM02", error.Message, StringComparison.Ordinal);
        Assert.Equal(["SIM01", "SIM03"], Read(["SIM01", "SIM03"]).Data.Tickers);
        Assert.Empty(_notes);
    }

    [Fact]
    public void Where_every_ticker_is_damaged_the_run_says_so()
    {
        foreach (string ticker in new[] { "SIM01", "SIM02", "SIM03" })
            StoreDamage.Of(_bench.Workspace, ticker);
        Assert.Contains(
            "damaged",
            Assert.ThrowsAny<MarketDataException>(() => Read(null)).Message,
            StringComparison.Ordinal
        );
    }

    private TrainingBars Read(IReadOnlyList<string>? tickers)
    {
        using MarketData.Store.BarStore store = new DataWorkflow(_bench.Workspace, TimeProvider.System).OpenStore();
        return TrainingBars.Read(store, tickers, new Sink(_notes));
    }

    public void Dispose() => _bench.Dispose();

    private sealed class Sink(List<Note> notes) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value)
        {
            if (value is Note note)
                notes.Add(note);
        }
    }
}
