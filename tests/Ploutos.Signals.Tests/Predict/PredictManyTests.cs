using System.Text.Json;
using Ploutos.Live.Simulation;
using Ploutos.MarketData;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Predict;

/// <summary>Many tickers in one process say what each says alone.</summary>
public sealed class PredictManyTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_stored_tickers_at_once_are_predicted_and_recorded_as_one_by_one(bool explain)
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        var request = new PredictRequest
        {
            Ticker = "",
            Offline = true,
            Explain = explain,
        };
        PredictionBatch batch = live.Workflows.PredictMany(null, request, null, Stop);
        Assert.Empty(batch.Failures);
        Assert.Equal(live.Exchange.Tickers.Order(StringComparer.Ordinal), batch.Predictions.Select(p => p.Ticker));
        StoredSignal[] together = [.. Recorded(live)];
        Assert.Equal(batch.Predictions.Count, together.Length);
        foreach (Prediction prediction in batch.Predictions)
        {
            Prediction alone = live.Workflows.Predict(request with { Ticker = prediction.Ticker }, null, Stop);
            Assert.Equal(JsonSerializer.Serialize(alone), JsonSerializer.Serialize(prediction));
        }

        Assert.Equal(
            together.Select(s => JsonSerializer.Serialize(s.Record)),
            Recorded(live).Skip(together.Length).Select(s => JsonSerializer.Serialize(s.Record))
        );
    }

    [Fact]
    public void An_unknown_and_a_damaged_ticker_fail_alone_in_the_order_asked()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string[] stored = [.. live.Exchange.Tickers];
        StoreDamage.Of(live.Workspace, stored[1]);
        PredictionBatch batch = live.Workflows.PredictMany(
            [stored[1], "NONE", stored[0]],
            new PredictRequest
            {
                Ticker = "",
                Offline = true,
                Log = false,
            },
            null,
            Stop
        );
        Assert.Equal(stored[0], Assert.Single(batch.Predictions).Ticker);
        Assert.Equal([stored[1], "NONE"], batch.Failures.Select(f => f.Ticker));
        Assert.Equal(Fault.UnknownTicker, Assert.IsType<PloutosException>(batch.Failures[1].Error).Fault);
        Assert.Empty(Recorded(live));
    }

    private static IEnumerable<StoredSignal> Recorded(LiveWorkspace live)
    {
        using SignalStore signals = SignalStore.Open(live.Workspace);
        return [.. signals.Find(new(null, null, null, SignalKind.Predict)).OrderBy(s => s.Sequence)];
    }
}
