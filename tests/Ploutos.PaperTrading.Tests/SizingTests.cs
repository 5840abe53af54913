using Ploutos.Backtesting.Simulation;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Signals.Tests;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Tests;

/// <summary>Paper positions sized by the workspace's risk model, and by EWMA where it can't
/// forecast.</summary>
public sealed class SizingTests : IDisposable
{
    private const int Days = 610,
        Fitted = 560,
        Day = 600;

    private static readonly Dictionary<string, string> s_buy = new() { ["T0"] = "STRONG BUY", ["T1"] = "STRONG BUY" };

    private readonly PaperWorld _world = new(Days, tickers: 5);

    [Fact]
    public async Task A_position_is_its_share_times_the_target_over_the_risk_model_s_expected_volatility()
    {
        RiskModel model = Fit(Fitted);
        _world.Settings("""{ "sizing": "volatility_target", "target_volatility": 0.05, "max_position": 1 }""");
        PaperRun run = await _world.Evening(Day, s_buy);

        Assert.Empty(run.Notes);
        RiskTable table = RiskTable.Build([.. _world.Tickers.Select(t => _world.Series(t).UpTo(_world.Days[Day]))]);
        Assert.Equal(2, run.Orders.Count);
        foreach (PaperOrder order in run.Orders)
        {
            int ticker = table.Bars.ToList().FindIndex(b => b.Ticker == order.Ticker);
            double volatility = model.At(table, new(ticker, Day))!.ExpectedVolatility,
                shares = 0.5 * 0.05 / volatility * 100_000 / table.Bars[ticker].Close[Day];
            Assert.Equal((decimal)Math.Truncate(shares), order.Shares);
        }
    }

    [Fact]
    public async Task A_model_that_knows_the_day_is_not_asked_and_ewma_sizes_instead()
    {
        Fit(Days - 1);
        await EwmaSizes("the risk model was fitted on days up to", Day - 30);
    }

    [Fact]
    public async Task Without_a_risk_model_ewma_sizes_and_the_note_says_why() =>
        await EwmaSizes("There is no risk model", Day);

    [Fact]
    public void A_ticker_without_a_forecast_is_sized_by_ewma_and_named()
    {
        RiskModel model = Fit(Fitted);
        _world.Change("T1", Day - 20, b => b with { Low = 0 });
        PaperOptions options = new()
        {
            Trading = new() { Sizing = PositionSizing.VolatilityTarget, SizingScope = SizingScope.Portfolio },
        };
        BarSeries[] held = [_world.Series("T0"), _world.Series("T1")];
        (IReadOnlyList<VolatilitySeries>? volatilities, IReadOnlyList<string> notes) = new PaperSizing(
            options,
            new(_world.Workspace.ModelsFolder),
            new(_world.Series)
        ).Of(held, _world.Days[Day]);

        string note = Assert.Single(notes);
        Assert.StartsWith(
            $"T1 on {_world.Days[Day]:yyyy-MM-dd}: a risk forecast needs",
            note,
            StringComparison.Ordinal
        );
        Assert.EndsWith("EWMA sizes it meanwhile.", note, StringComparison.Ordinal);
        Assert.Equal(VolatilityEstimates.Exponential(held[1])[Day], volatilities![1].PerBar[0]);
        Assert.NotEqual(VolatilityEstimates.Exponential(held[0])[Day], volatilities[0].PerBar[0]);
        Assert.Equal(_world.Days[Day], volatilities[0].Days[0]);
        Assert.True(model.Card.Days.ValidationTo < _world.Days[Day]);
    }

    [Fact]
    public async Task A_damaged_ticker_of_the_market_is_left_out_of_it_and_the_day_is_traded()
    {
        Fit(Fitted);
        _world.Settings("""{ "sizing": "volatility_target", "target_volatility": 0.05, "max_position": 1 }""");
        _world.ClockAfter(Day);
        _world.Deliver(Day);
        StoreDamage.Of(_world.Workspace, "T4");
        PaperRun run = await _world.Workflow.RunAsync(_world.Days[Day], s_buy, TestContext.Current.CancellationToken);

        Assert.Equal((PaperOutcome.Traded, 2), (run.Outcome, run.Orders.Count));
        string note = Assert.Single(run.Notes);
        Assert.StartsWith("T4 is left out of the market: ", note, StringComparison.Ordinal);
        Assert.Contains("are damaged", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_ticker_with_a_target_is_left_out_with_the_reason_and_the_others_are_traded()
    {
        _world.Settings("""{ "sizing": "equal_weight" }""");
        _world.ClockAfter(Day);
        _world.Deliver(Day);
        StoreDamage.Of(_world.Workspace, "T1");
        PaperRun run = await _world.Workflow.RunAsync(_world.Days[Day], s_buy, TestContext.Current.CancellationToken);

        Assert.Equal("T0", Assert.Single(run.Orders).Ticker);
        Assert.StartsWith(
            "T1: left out, because its bars can't be read: ",
            Assert.Single(run.Notes),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_held_ticker_that_is_damaged_is_refused_with_the_reason_and_what_mends_it()
    {
        _world.Settings("""{ "sizing": "equal_weight" }""");
        await _world.Evening(Day - 2, s_buy);
        await _world.Evening(Day - 1, s_buy);
        _world.ClockAfter(Day);
        _world.Deliver(Day);
        StoreDamage.Of(_world.Workspace, "T1");
        var refusal = await Assert.ThrowsAsync<BrokerException>(() =>
            _world.Workflow.RunAsync(_world.Days[Day], s_buy, TestContext.Current.CancellationToken)
        );
        Assert.Contains("T1, but its bars can't be read: ", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<RestoreBackup>(Assert.Single(refusal.Remedies));
    }

    [Theory]
    [InlineData("T4", "market: T4 has a serious finding on")]
    [InlineData("T1", "T1 has a serious finding on")]
    public async Task A_ticker_with_a_serious_finding_is_in_no_market_and_no_risk_forecast_sizes_it(
        string doubtful,
        string said
    )
    {
        RiskModel model = Fit(Fitted);
        for (int t = Day - 3; t < Days; t++)
            _world.Change(doubtful, t, b => new(b.Date, 5 * b.Open, 5 * b.High, 5 * b.Low, 5 * b.Close, b.Volume));
        _world.Settings("""{ "sizing": "volatility_target", "target_volatility": 0.05, "max_position": 1 }""");
        PaperRun run = await _world.Evening(Day, s_buy);

        Assert.StartsWith(said, Assert.Single(run.Notes), StringComparison.Ordinal);
        BarSeries[] all = [.. _world.Tickers.Select(t => _world.Series(t).UpTo(_world.Days[Day]))];
        RiskTable table = model.TableOf(all, t => all.FirstOrDefault(b => b.Ticker == t && t != doubtful));
        foreach (PaperOrder order in run.Orders)
        {
            int ticker = Array.FindIndex(all, b => b.Ticker == order.Ticker);
            double volatility =
                order.Ticker == doubtful
                    ? VolatilityEstimates.Exponential(all[ticker])[Day] * Math.Sqrt(252)
                    : model.At(table, new(ticker, Day))!.ExpectedVolatility;
            double shares = 0.5 * 0.05 / volatility * 100_000 / all[ticker].Close[Day];
            Assert.Equal((decimal)Math.Truncate(shares), order.Shares);
        }
    }

    [Fact]
    public async Task An_unknown_forecast_is_refused_with_the_words_there_are()
    {
        _world.Settings("""{ "sizing": "volatility_target", "sizing_forecast": "garch" }""");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => _world.Evening(Day, s_buy));
        Assert.Contains("risk, ewma, deviation20", error.Message.Replace(" or ", ", "), StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();

    private async Task EwmaSizes(string why, int day)
    {
        _world.Settings("""{ "sizing": "volatility_target", "target_volatility": 0.05, "max_position": 1 }""");
        PaperRun run = await _world.Evening(day, s_buy);
        Assert.Contains(why, Assert.Single(run.Notes), StringComparison.Ordinal);
        Assert.Equal(2, run.Orders.Count);
        foreach (PaperOrder order in run.Orders)
        {
            BarSeries bars = _world.Series(order.Ticker);
            double volatility = VolatilityEstimates.Exponential(bars)[day] * Math.Sqrt(252),
                shares = 0.5 * 0.05 / volatility * 100_000 / bars.Close[day];
            Assert.Equal((decimal)Math.Truncate(shares), order.Shares);
        }
    }

    /// <summary>Fits a model on the bars up to a day, the last 21 days before it kept out, and makes it
    /// the current one.</summary>
    private RiskModel Fit(int day)
    {
        BarSeries[] bars = [.. _world.Tickers.Select(t => _world.Series(t).UpTo(_world.Days[day]))];
        RiskTable table = RiskTable.Build(bars);
        DateOnly[] calendar = TradingCalendar.Union(bars);
        DateSplit split = DateSplit.At(calendar, calendar[^1], 21, 1, 0.3);
        return new RiskRegistry(_world.Workspace.ModelsFolder).Save(
            new()
            {
                Format = RiskCard.CurrentFormat,
                CreatedAt = _world.Time.GetUtcNow(),
                Days = new(
                    split.Train.From,
                    split.Train.To,
                    split.Validation.From,
                    split.Validation.To,
                    split.Test.From,
                    split.Test.To
                ),
                Data = new ModelData(DataOrigin.Simulated, [.. bars.Select(b => b.Ticker)], SeriesHash.OfPool(bars)),
                Horizons = RiskTraining.Fit(table, split),
            }
        );
    }
}
