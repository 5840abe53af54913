using Ploutos.Experts.Definitions;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;

namespace Ploutos.Research.Tests.Proof;

/// <summary>The market stage under proof, on a market whose tickers share their volatility.</summary>
public sealed class MarketProofTests
{
    private static readonly BarSeries[] s_bars = Shared(tickers: 12, bars: 1200);

    private readonly CoreBudget _cores = new(1);

    [Fact]
    public void The_market_as_it_is_passes_and_its_gain_disappears_when_its_days_are_shuffled()
    {
        ProofBench bench = Bench(TrainingPipeline.Production);
        MarketStage stage = MarketStage.Of(bench);
        Assert.Null(stage.Missing);

        ProofCheck future = MarketFutureCheck.Run(bench, stage);
        Assert.True(future.Passed, string.Join("\n", future.Faults));
        Assert.All(future.Figures, figure => Assert.True(figure.Value > 10_000, $"{figure.Name}: {figure.Value}"));

        ProofCheck shuffled = MarketShuffleCheck.Run(bench, stage);
        Assert.True(shuffled.Passed, string.Join("\n", shuffled.Faults));
        ProofFigure gain = shuffled.Figures.Single(f => f.Name.StartsWith("gain", StringComparison.Ordinal)),
            left = shuffled.Figures.Single(f => f.Name.StartsWith("mean gain", StringComparison.Ordinal));
        Assert.True(gain.Low > 0, $"{gain}");
        Assert.True(left.Value < gain.Value / 10 && left is { Expected: 0.0, Low: <= 0 }, $"{left}");
        Assert.Contains("gains beyond chance", shuffled.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_market_that_knows_the_next_day_is_caught_through_another_ticker_s_future()
    {
        ProofBench bench = Bench(
            TrainingPipeline.Production with
            {
                Market = bars => MarketFeatures.Compute([.. bars.Select(Tomorrow)]),
            }
        );

        ProofCheck check = MarketFutureCheck.Run(bench, MarketStage.Of(bench));

        Assert.False(check.Passed);
        Assert.Contains(
            check.Faults,
            fault =>
                fault.Contains("the market feature 'market_range_1'", StringComparison.Ordinal)
                && fault.Contains("it looks ahead", StringComparison.Ordinal)
        );
        Assert.Contains(
            check.Faults,
            fault =>
                fault.StartsWith("T02: the input 'market_", StringComparison.Ordinal)
                && fault.Contains("when the bars of T01 after", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_gain_that_survives_the_shuffle_is_caught()
    {
        ProofBench bench = Bench(TrainingPipeline.Production);

        ProofCheck check = MarketShuffleCheck.Run(bench, MarketStage.Of(bench), shuffle: (market, _) => market);

        Assert.Contains(
            "does not come from the market of the day",
            Assert.Single(check.Faults),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Too_few_tickers_or_rows_are_named()
    {
        Assert.Equal(
            "a market needs 5 tickers, but there are 4",
            MarketStage.Of(Bench(TrainingPipeline.Production, s_bars[..4])).Missing
        );
        Assert.Equal(
            "100 training rows in a market are needed, but there are 0",
            MarketStage.Of(Bench(TrainingPipeline.Production, [.. s_bars.Select(b => b.Slice(0, 400))])).Missing
        );
    }

    /// <summary>Each day has the prices of the next.</summary>
    private static BarSeries Tomorrow(BarSeries bars) =>
        BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [
                .. Enumerable
                    .Range(0, bars.Count)
                    .Select(t => bars[Math.Min(t + 1, bars.Count - 1)] with { Date = bars.Dates[t] }),
            ]
        );

    /// <summary>Tickers whose log volatility is one common autoregression: what the market says of it
    /// is surer than what one ticker's range does.</summary>
    private static BarSeries[] Shared(int tickers, int bars)
    {
        var random = new Random(11);
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] level = new double[bars];
        for (int t = 1; t < bars; t++)
            level[t] = 0.97 * level[t - 1] + 0.15 * Normal();
        var days = new DateOnly[bars];
        DateOnly day = new(2010, 1, 4);
        for (int t = 0; t < bars; t++, day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1))
            days[t] = day;
        return
        [
            .. Enumerable
                .Range(1, tickers)
                .Select(k =>
                {
                    double close = 100;
                    var series = new Bar[bars];
                    for (int t = 0; t < bars; t++)
                    {
                        double sigma = 0.012 * Math.Exp(level[t]),
                            open = close,
                            high = open,
                            low = open;
                        for (int step = 0; step < 8; step++)
                        {
                            close *= Math.Exp(sigma / Math.Sqrt(8) * Normal());
                            (high, low) = (Math.Max(high, close), Math.Min(low, close));
                        }

                        series[t] = new Bar(days[t], open, high, low, close, 1e6);
                    }

                    return BarSeries.FromBars($"T{k:00}", DataOrigin.Simulated, series);
                }),
        ];
    }

    private ProofBench Bench(TrainingPipeline pipeline, IReadOnlyList<BarSeries>? bars = null) =>
        new()
        {
            Pipeline = pipeline,
            Experts = [ExpertDefinition.Volatility],
            Bars = bars ?? s_bars,
            TestFrom = (bars ?? s_bars)[0].Dates[^300],
            Cores = _cores,
            Window = 4,
            Seed = 1,
            Budget = new()
            {
                Shuffles = 2,
                Cuts = 2,
                Resamples = 200,
            },
            Hyperparameters = expert => expert.Defaults,
            Cancellation = TestContext.Current.CancellationToken,
        };
}
