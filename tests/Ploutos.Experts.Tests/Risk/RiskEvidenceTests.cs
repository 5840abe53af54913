using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.Features.Labels;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Risk;

/// <summary>What the risk model shows on the real bars of 2014 to 2017, fitted on the days
/// before. The figures of docs/risk.md.</summary>
public sealed class RiskEvidenceTests
{
    private static readonly DateOnly s_cut = new(2014, 1, 1);

    [Fact]
    public void It_reaches_the_quality_that_is_asked_of_it_and_the_baselines_do_not()
    {
        RiskScore market = Score("market", RiskInputSet.Market),
            har = Score("har", RiskInputSet.Har),
            ewma = Score("ewma", RiskInputSet.Ewma),
            deviation = Score("deviation20", RiskInputSet.Deviation20);
        TestContext.Current.SendDiagnosticMessage(
            $"{market}\n{Score("own", RiskInputSet.Own)}\n{har}\n{ewma}\n{deviation}"
        );
        Assert.True(market.Auc >= 0.690 && market.LogLoss <= 0.632 && market.RSquared >= 0.17, $"{market}");
        Assert.Equal(0.128, har.RSquared, 0.001);
        Assert.True(market.Auc > har.Auc && har.Auc > ewma.Auc && ewma.Auc > deviation.Auc, $"{ewma} {deviation}");
    }

    [Fact]
    public void It_is_proven_against_all_five_baselines_after_the_correction_for_ten_comparisons()
    {
        RiskTable table = Risks.RealOrSkip();
        DateSplit split = DateSplit.At(TradingCalendar.Union(table.Bars), s_cut, horizon: 21, window: 1);
        RiskModel model = new(Risks.Card(table, split));
        ExpertTable questions = ExpertTable.Build([ExpertDefinition.Volatility], table.Bars)[0];
        ModelEvidence evidence = RiskEvidence.Of(model, table, questions, split, new() { Resamples = 499 });
        TestContext.Current.SendDiagnosticMessage($"{evidence}");
        Assert.Equal(["base_rate", "logistic", "har", "ewma", "deviation20"], evidence.Baselines.Select(b => b.Name));
        foreach (BaselineEvidence b in evidence.Baselines)
        {
            TestContext.Current.SendDiagnosticMessage($"{b}");
            Assert.True(b.AucGain.Low > 0 && b.LogLossGain.Low > 0, $"{b}");
            Assert.Equal((0.04, 0.04), (Math.Round(b.AucPValue!.Value, 9), Math.Round(b.LogLossPValue!.Value, 9)));
        }

        Assert.True(evidence.Auc.Value >= 0.690 && evidence.LogLoss.Value <= 0.632, $"{evidence}");
        Assert.Equal(("har", "har"), (evidence.BestByAuc.Name, evidence.BestByLogLoss.Name));
        Assert.Equal(EvidenceVerdict.Proven, evidence.Verdict);
    }

    [Theory]
    [InlineData(5, 0.757, 0.059)]
    [InlineData(21, 0.765, 0.053)]
    public void The_interval_and_the_loss_limit_hold_on_days_after_those_they_were_taken_from(
        int horizon,
        double inside,
        double beyond
    )
    {
        RiskTable table = Risks.RealOrSkip();
        DateSplit split = DateSplit.At(TradingCalendar.Union(table.Bars), s_cut, horizon: 21, window: 1);
        RiskFit fit = RiskTraining.Fit(table, split).Single(h => h.Horizon == horizon).Market!;
        IReadOnlyList<TableRow> test = table.KnownRows(horizon, b => split.Test.RowsOf(b.Dates));
        double[] f = fit.Regression.Forecast(table, RiskInputSet.Market, test);
        double within = 0,
            below = 0,
            risk = 0,
            uncorrected = 0,
            ewma = 0;
        double[][] exponential = [.. table.Bars.Select(VolatilityEstimates.Exponential)];
        for (int i = 0; i < f.Length; i++)
        {
            RealisedAhead ahead = table.AheadOf(test[i].Ticker, horizon);
            int bar = test[i].Bar;
            double perDay = ahead.Level[bar] * Math.Exp(f[i]),
                error = ahead.Target(bar) - f[i];
            within += error >= fit.Errors.ResidualLow && error <= fit.Errors.ResidualHigh ? 1 : 0;
            below += ahead.Move[bar] < perDay * Math.Sqrt(horizon) * fit.Errors.MoveQuantile ? 1 : 0;
            risk +=
                VolatilityLoss.QuasiLikelihood(ahead.Volatility[bar], perDay * fit.Errors.VarianceFactor) / f.Length;
            uncorrected += VolatilityLoss.QuasiLikelihood(ahead.Volatility[bar], perDay) / f.Length;
            ewma += VolatilityLoss.QuasiLikelihood(ahead.Volatility[bar], exponential[test[i].Ticker][bar]) / f.Length;
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{horizon}: {within / f.Length} {below / f.Length} QLIKE {risk},"
                + $" uncorrected {uncorrected}, EWMA {ewma} {fit.Errors}"
        );
        Assert.Equal(inside, within / f.Length, 0.01);
        Assert.Equal(beyond, below / f.Length, 0.005);
        Assert.True(risk < 0.85 * ewma, $"QLIKE {risk}, EWMA {ewma}");
        Assert.True(risk < uncorrected, $"QLIKE {risk}, uncorrected {uncorrected}");
    }

    [Fact]
    public void A_zero_low_leaves_one_ticker_without_a_forecast_for_a_year_and_a_thin_day_still_has_a_market()
    {
        RiskTable table = Risks.RealOrSkip();
        int homeDepot = Enumerable.Range(0, table.Bars.Count).Single(i => table.Bars[i].Ticker == "HD");
        int zero = table.Bars[homeDepot].Dates.BinarySearch(new DateOnly(2009, 4, 17));
        RiskRowState[] states = [.. Enumerable.Range(zero - 1, 254).Select(t => table.StateOf(new(homeDepot, t)))];
        Assert.Equal(RiskRowState.Ready, states[0]);
        Assert.All(states[1..253], s => Assert.Equal(RiskRowState.MissingBars, s));
        Assert.Equal(RiskRowState.Ready, states[253]);
        DateOnly thin = new(2017, 7, 31);
        TableRow[] rows =
        [
            .. table.Bars.Select((b, i) => new TableRow(i, b.Dates.BinarySearch(thin))).Where(r => r.Bar >= 0),
        ];
        Assert.Equal(7, rows.Length);
        Assert.All(rows, r => Assert.Equal(MarketCoverage.Covered, table.CoverageOf(r)));
    }

    [Fact]
    public void Seen_in_a_shuffled_market_the_gain_over_the_own_inputs_disappears()
    {
        RiskTable shuffled = Risks.RealOrSkip().With(Risks.RealOrSkip().Market.Shuffled(3));
        double own = Score("own", RiskInputSet.Own).LogLoss,
            market = Score("market", RiskInputSet.Market).LogLoss;
        RiskRegression fit = RiskRegression.Fit(shuffled, RiskInputSet.Market, 5, Training());
        double noise = Metric.LogLoss.Of(
            RiskScore.ForecastsOf(shuffled, 5, Test(), fit.Probabilities(shuffled, RiskInputSet.Market, Test()))
        );
        TestContext.Current.SendDiagnosticMessage($"own {own}, market {market}, shuffled {noise}");
        Assert.True(own - market > 0.004, $"own {own}, market {market}");
        Assert.True(own - noise < 0.0005, $"own {own}, shuffled {noise}");
    }

    private static RiskScore Score(string name, RiskInputSet set)
    {
        RiskRegression fit = RiskRegression.Fit(Risks.RealOrSkip(), set, 5, Training());
        IReadOnlyList<TableRow> test = Test();
        return RiskScore.Of(
            name,
            Risks.RealOrSkip(),
            5,
            test,
            fit.Forecast(Risks.RealOrSkip(), set, test),
            fit.Logistic
        );
    }

    private static IReadOnlyList<TableRow> Training() =>
        Risks.RealOrSkip().KnownRows(5, b => new DayRange(DateOnly.MinValue, s_cut.AddDays(-15)).RowsOf(b.Dates));

    private static IReadOnlyList<TableRow> Test() =>
        Risks.RealOrSkip().KnownRows(5, b => new DayRange(s_cut, DateOnly.MaxValue).RowsOf(b.Dates));
}
