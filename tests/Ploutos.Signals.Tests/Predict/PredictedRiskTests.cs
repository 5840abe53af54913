using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Live.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Tests.Predict;

/// <summary>The risk forecast of one ticker and day is one, whoever asks for it.</summary>
public sealed class PredictedRiskTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void What_predict_says_of_risk_is_what_the_command_risk_says(int daysBack)
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        RiskReport asked = IsAsAsked(live, live.Exchange.Tickers[0], daysBack);
        Assert.True(asked.MarketTickers > 0);
    }

    [Fact]
    public void Where_a_ticker_of_the_market_is_damaged_both_name_it()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string damaged = live.Exchange.Tickers[2];
        StoreDamage.Of(live.Workspace, damaged);
        RiskReport asked = IsAsAsked(live, live.Exchange.Tickers[0], daysBack: 0);
        Assert.Contains(
            asked.Notes,
            n => n.StartsWith($"{damaged} is left out of the market: ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_daily_run_records_the_forecast_that_the_command_risk_makes()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        live.Clock.Now = DayMoments.CloseOf(live.Exchange.Days[0]).AddHours(1);
        await live.RunAsync();
        foreach (StoredSignal signal in live.Workflows.SignalHistory(firstDay: live.Exchange.Days[0]))
        {
            RiskReport asked = live.Workflows.Risk(new RiskRequest(signal.Record.Ticker), null, Stop);
            RiskForecastRecord made = signal.Risk!.Record;
            Assert.Equal(
                (asked.AsOf, asked.Horizons[0].Volatility, asked.Horizons[0].LossLimit, asked.UsesMarket),
                (made.AsOf, made.Volatility!.Value, made.LossLimit!.Value, made.UsesMarket)
            );
        }
    }

    [Fact]
    public void Without_a_risk_forecast_the_prediction_says_why_and_stands()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string ticker = live.Exchange.Tickers[0];
        File.WriteAllText(
            Directory
                .EnumerateFiles(
                    Path.Combine(live.Workspace.ModelsFolder, "risk"),
                    "*.json",
                    SearchOption.AllDirectories
                )
                .First(),
            "{"
        );
        Prediction prediction = Predict(live, ticker, asOf: null);
        Assert.Null(prediction.Risk);
        Assert.Contains(prediction.Notes, n => n.Contains("risk", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_day_with_too_few_bars_for_a_risk_forecast_has_a_prediction_that_says_so()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string ticker = live.Exchange.Tickers[0];
        int needed = Ensemble.Load(new ModelRegistry(live.Workspace.ModelsFolder)).RequiredBars;
        Assert.True(needed < RiskTable.RequiredBars, $"{needed} {RiskTable.RequiredBars}");
        DateOnly day = Bars(live, ticker).Dates[needed - 1];
        Prediction prediction = Predict(live, ticker, day);
        Assert.Null(prediction.Risk);
        PloutosException refusal = Assert.Throws<PloutosException>(() =>
            live.Workflows.Risk(new RiskRequest(ticker, null, day), null, Stop)
        );
        Assert.Contains(prediction.Notes, n => n.Contains(refusal.Message, StringComparison.Ordinal));
    }

    private static BarSeries Bars(LiveWorkspace live, string ticker)
    {
        using BarStore store = new DataWorkflow(live.Workspace, live.Clock).OpenStore();
        return store.Read(ticker);
    }

    private static RiskReport IsAsAsked(LiveWorkspace live, string ticker, int daysBack)
    {
        DateOnly? day = daysBack == 0 ? null : Bars(live, ticker).Dates[^(daysBack + 1)];
        RiskReport asked = live.Workflows.Risk(new RiskRequest(ticker, null, day), null, Stop);
        RiskReport said = Predict(live, ticker, day).Risk!;
        Assert.Equal(asked.Horizons, said.Horizons);
        Assert.Equal(asked.Moves, said.Moves);
        Assert.Equal(asked.Notes, said.Notes);
        Assert.Equal(asked.Findings, said.Findings);
        Assert.Equal(
            asked with
            {
                Horizons = said.Horizons,
                Moves = said.Moves,
                Notes = said.Notes,
                Findings = said.Findings,
            },
            said
        );
        using var views = new WorkspaceViews(live.Workspace, live.Clock);
        Assert.Equal(asked.Horizons, views.Risk(ticker, day).Horizons);
        return asked;
    }

    private static Prediction Predict(LiveWorkspace live, string ticker, DateOnly? asOf) =>
        live.Workflows.Predict(
            new()
            {
                Ticker = ticker,
                AsOf = asOf,
                Offline = true,
                Log = false,
            },
            null,
            Stop
        );
}
