using Ploutos.Research.Backtests;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tests.Backtests;

/// <summary>Positions of a backtest sized by forecasts of volatility.</summary>
public sealed class SizingTests
{
    [Fact]
    public void The_risk_model_is_fitted_again_each_year_on_the_days_before_and_sizes_the_positions()
    {
        using var bench = new BacktestBench(tickers: 6, bars: 900);
        BacktestRequest request = new()
        {
            SignalFile = bench.Targets(second: 0.5, from: 600),
            Sizing = "volatility-target",
        };
        BacktestResult risk = bench.Run(request),
            ewma = bench.Run(request with { SizingForecast = "ewma" }),
            deviation = bench.Run(request with { SizingForecast = "deviation20" }),
            portfolio = bench.Run(request with { SizingScope = "portfolio" });

        Assert.Equal(("risk", "position"), (risk.Options.SizingForecast, risk.Options.SizingScope));
        Assert.Contains(
            risk.Notes,
            n =>
                n.StartsWith("Positions are sized by the risk model, fitted at the first day", StringComparison.Ordinal)
                && n.Contains($"{bench.Day(899).Year}: to {bench.Day(899).Year - 1}-12-", StringComparison.Ordinal)
        );
        Assert.Null(risk.Figure("near_target")); // the target is each position's
        BacktestFigure near = portfolio.Figure("near_target")!;
        Assert.InRange(near.Strategy.Value!.Value, near.Strategy.Low!.Value, near.Strategy.High!.Value);
        Assert.NotNull(near.Benchmark!.Value);
        Assert.Equal(4, new[] { risk, ewma, deviation, portfolio }.Select(b => b.Series.Equity[^1]).Distinct().Count());
        Assert.True(portfolio.Series.Gross.Average() > 1.05 * risk.Series.Gross.Average());
        Assert.Equal(4, portfolio.Evidence.Backtests);
    }

    [Fact]
    public void No_bar_after_a_day_changes_the_account_up_to_it()
    {
        static BacktestResult Run(double factor, bool isCut)
        {
            using var bench = new BacktestBench(
                tickers: 6,
                bars: 900,
                change: (_, t, bar) => t > 850 ? BacktestBench.Times(bar, 1 + factor * (t % 3)) : bar
            );
            return bench.Run(
                new()
                {
                    SignalFile = bench.Targets(second: 0.5, from: 600),
                    Sizing = "volatility-target",
                    End = isCut ? bench.Day(850) : null,
                    SizingScope = "portfolio",
                    AcceptSerious = true,
                }
            );
        }

        BacktestResult one = Run(0, false),
            other = Run(0.01, false),
            cut = Run(0.01, true);
        int days = cut.Series.Equity.Count;
        Assert.Equal(251, days);
        Assert.Equal(cut.Series.Equity, one.Series.Equity.Take(days));
        Assert.Equal(cut.Series.Equity, other.Series.Equity.Take(days));
        Assert.NotEqual(one.Series.Equity[^1], other.Series.Equity[^1]);
    }

    [Fact]
    public void Where_no_day_has_a_risk_forecast_it_refuses_and_names_the_other_forecasts()
    {
        using var bench = new BacktestBench();
        BacktestRequest request = new() { SignalFile = bench.Targets(), Sizing = "volatility-target" };
        PloutosException refusal = bench.Fails(request);
        Assert.Equal(Fault.NoData, refusal.Fault);
        Assert.Contains("needs a fit on at least 126 days", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new ChangeOption("sizingForecast", "ewma or deviation20"), Assert.Single(refusal.Remedies));
        Assert.Empty(bench.Workflows.Backtests());
        Assert.NotEmpty(bench.Run(request with { SizingForecast = "ewma" }).Series.Days);
    }

    [Fact]
    public void Unknown_words_are_refused_with_the_words_there_are()
    {
        using var bench = new BacktestBench();
        BacktestRequest request = new() { SignalFile = bench.Targets(), Sizing = "volatility-target" };
        Assert.Equal(
            "sizingForecast must be risk, ewma, deviation20, but got 'garch'.",
            bench.Fails(request with { SizingForecast = "garch" }).Message
        );
        Assert.Equal(
            "sizingScope must be position or portfolio, but got 'all'.",
            bench.Fails(request with { SizingScope = "all" }).Message
        );
    }
}
