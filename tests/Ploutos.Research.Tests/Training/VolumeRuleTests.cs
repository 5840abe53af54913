using Ploutos.Experts.Definitions;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Tests;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tests.Training;

/// <summary>A ticker without a volume teaches the experts that need none, and is left out by name of
/// the others before they are trained.</summary>
public sealed class VolumeRuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_experts_that_need_a_volume_leave_out_the_ticker_that_has_none_with_the_reason()
    {
        var bars = TrainingBars.Of([Series("NVDA", 1000), Series("EURUSD=X", 0), Series("^VIX", double.NaN)], "test");
        IReadOnlyList<(ExpertDefinition Expert, TrainingBars Bars)> admitted = VolumeRule.Admit(
            bars,
            ExpertDefinition.All,
            Notes()
        );
        Assert.Equal(["momentum", "reversion", "volatility"], admitted.Select(a => a.Expert.Name));
        Assert.Equal(["NVDA"], admitted[0].Bars.Data.Pool);
        Assert.Same(bars, admitted[1].Bars);
        Assert.Equal(["NVDA"], admitted[2].Bars.Data.Tickers);
        Assert.Equal(
            [
                "The momentum expert does not learn from EURUSD=X, ^VIX: no volume, which its input(s) volume_ratio_20,"
                    + " obv_momentum_10 need.",
                "The volatility expert does not learn from EURUSD=X, ^VIX: no volume, which its input(s)"
                    + " volume_volatility_20 need.",
            ],
            _notes
        );
    }

    [Fact]
    public void Where_all_have_a_volume_nothing_changes()
    {
        var bars = TrainingBars.Of([Series("NVDA", 1000), Series("MC.PA", 500)], "test");
        Assert.All(VolumeRule.Admit(bars, ExpertDefinition.All, Notes()), a => Assert.Same(bars, a.Bars));
        Assert.Empty(_notes);
    }

    [Fact]
    public void A_training_of_an_expert_on_tickers_that_all_lack_what_it_needs_is_refused_before_it_begins()
    {
        var workspace = new WorkspaceFolder(_folder.Path);
        using (BarStore store = BarStore.Open(workspace.StorePath))
            store.Save(DeliveredSeries.From(Series("EURUSD=X", 0), "csv", "made up"), DateTimeOffset.UnixEpoch);
        PloutosException e = Assert.Throws<PloutosException>(() =>
            new TrainWorkflow(workspace, TimeProvider.System).Train(
                new() { Experts = ["momentum"] },
                Notes(),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains(
            "None of EURUSD=X has a volume, which the inputs of momentum need",
            e.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(_notes, n => n.Contains("does not learn from EURUSD=X", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(workspace.ModelsFolder, ExpertDefinition.Momentum.ModelFolder)));
    }

    private Listener Notes() => new(_notes);

    private static BarSeries Series(string ticker, double volume) =>
        BarSeries.FromBars(
            ticker,
            DataOrigin.Observed,
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(t => new Bar(
                        new DateOnly(2024, 1, 1).AddDays(t),
                        10 + (t % 5),
                        12 + (t % 5),
                        9,
                        11 + (t % 5),
                        volume
                    )),
            ]
        );

    private sealed class Listener(List<string> notes) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value)
        {
            if (value is Note note)
                notes.Add(note.Text);
        }
    }
}
