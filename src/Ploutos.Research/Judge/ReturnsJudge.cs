using System.Globalization;
using MathNet.Numerics.Statistics;
using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Backtests;

namespace Ploutos.Research.Judge;

/// <summary>What series of returns are worth: the figures of a backtest of the same account, and
/// what is left of the best one after all that were tried.</summary>
internal static class ReturnsJudge
{
    /// <summary>Returns that a judgement needs.</summary>
    public const int LeastReturns = 10;

    /// <summary>Days that overfitting needs: two a block, of four blocks.</summary>
    private const int LeastForOverfitting = 8;

    private const double Sure = 0.95;

    private const string Share = "share",
        Number = "number",
        Whole = "count";

    /// <summary>Judges columns over the same days.</summary>
    public static JudgedReturns Of(
        IReadOnlyList<string> names,
        DateOnly[] days,
        double[][] returns,
        int? trials,
        double cashRate
    )
    {
        EquityCurve[] curves = Array.ConvertAll(returns, r => EquityCurve.OfReturns(days, r));
        Performance[] all = Array.ConvertAll(curves, c => Performance.Of(c, cashRate: cashRate));
        int best = Enumerable
            .Range(0, all.Length)
            .MaxBy(i => double.IsFinite(all[i].DailySharpe) ? all[i].DailySharpe : double.NegativeInfinity);
        int count = Math.Max(trials ?? 1, returns.Length);
        (double variance, string from) = Deviation(all, days.Length);
        Performance chosen = all[best];
        double year = chosen.Year.Sessions,
            deflated = double.IsFinite(chosen.DailySharpe)
                ? SharpeInference.Deflated(
                    chosen.DailySharpe,
                    chosen.Days,
                    chosen.Skewness,
                    chosen.Kurtosis,
                    count,
                    variance
                )
                : double.NaN;
        return new()
        {
            Strategies =
            [
                .. Enumerable
                    .Range(0, all.Length)
                    .OrderByDescending(i => i == best)
                    .ThenByDescending(i => all[i].DailySharpe)
                    .Select(i => new JudgedStrategy(names[i], Figures(curves[i], all[i], cashRate))),
            ],
            Trials = count,
            BestByLuck = SharpeInference.ExpectedMaximum(count, variance) * Math.Sqrt(year),
            Deflated = Finite(deflated),
            DeviationFrom = from,
            Overfitting =
                returns.Length > 1 && days.Length >= LeastForOverfitting ? TrialEvidence.Overfitting(returns) : null,
            Years = chosen.Year.Text,
            Days = curves[best].Days,
            Equity = curves[best].Equity,
        };
    }

    /// <summary>One sentence.</summary>
    public static string Verdict(JudgedReturns judged)
    {
        JudgedStrategy best = judged.Strategies[0];
        if (judged.Deflated is not { } deflated)
            return $"The returns of {best.Name} never move, so nothing can be said of them.";
        string figures =
            string.Create(
                CultureInfo.InvariantCulture,
                $"{best.Name} has a Sharpe ratio of {best["sharpe"]:0.00} a year; after {judged.Trials}"
            )
            + (judged.Trials == 1 ? " trial" : " trials")
            + string.Create(
                CultureInfo.InvariantCulture,
                $" the probability that it is more than the best of luck is {deflated:0.000}"
            );
        if (deflated < Sure)
            return $"Luck is not ruled out: {figures}.";
        return judged.Overfitting is { Probability: > 0.5 } o
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Mixed: {figures}, but choosing the best column fails out of sample ({o.Probability:0.00} of splits)."
            )
            : $"Evidence of skill, if the days to come are like these: {figures}.";
    }

    /// <summary>What a reader must know besides.</summary>
    public static IEnumerable<string> Notes(JudgedReturns judged, double[][] returns, bool trialsStated)
    {
        if (!trialsStated)
            yield return "The number of trials is that of the columns in the file. Strategies that were tried and left"
                + " out count too: state their number.";
        if (returns.Any(column => column.Select(Math.Abs).Median() > 0.2))
            yield return "Half of the returns of a column are larger than 20 %: are they percent? 0.01 is one percent.";
        if (returns[0].Length < judged.Strategies[0]["minimum_track_record"])
            yield return "The record is shorter than the minimum track record: the ratio may still be chance at 95 %.";
    }

    private static JudgedFigure[] Figures(EquityCurve curve, Performance p, double cashRate)
    {
        var i = PerformanceIntervals.Of(curve, p, cashRate: cashRate);
        bool defined = double.IsFinite(p.DailySharpe);
        double record = defined
            ? SharpeInference.MinimumTrackRecord(p.DailySharpe, 0, p.Skewness, p.Kurtosis, Sure)
            : double.NaN;
        return
        [
            Around("cagr", "CAGR", Share, i.Cagr),
            Around("volatility", "Volatility", Share, i.Volatility),
            Around("sharpe", "Sharpe", Number, i.Sharpe),
            Around("sortino", "Sortino", Number, i.Sortino),
            Around("maximum_drawdown", "Maximum drawdown", Share, i.MaximumDrawdown),
            Around("calmar", "Calmar", Number, i.Calmar),
            Alone("longest_drawdown", "Longest time under water (returns)", Whole, p.Drawdown.LongestDays),
            Alone("skewness", "Skewness", Number, p.Skewness),
            Alone("kurtosis", "Kurtosis (normal: 3)", Number, p.Kurtosis),
            Alone("probabilistic_sharpe", "Probabilistic Sharpe", Number, p.ProbabilisticSharpe),
            Alone("minimum_track_record", "Minimum track record (returns)", Whole, Math.Ceiling(record)),
            Alone("returns", "Returns", Whole, p.Days),
        ];
    }

    /// <summary>Variance of the trials' ratios a period: the columns', but never less than chance
    /// alone gives (<see cref="TrialEvidence"/>).</summary>
    private static (double Variance, string From) Deviation(Performance[] all, int returns)
    {
        double[] ratios = [.. all.Select(p => p.DailySharpe).Where(double.IsFinite)];
        double chance = 1.0 / (returns - 1),
            seen = ratios.Length > 1 ? ratios.Variance() : double.NaN;
        return seen > chance
            ? (seen, $"the {ratios.Length} columns of the file")
            : (chance, $"what chance alone gives over {returns} returns");
    }

    private static JudgedFigure Around(string name, string title, string unit, Estimate e) =>
        new(name, title, unit, new(Finite(e.Value), Finite(e.Low), Finite(e.High)));

    private static JudgedFigure Alone(string name, string title, string unit, double value) =>
        new(name, title, unit, new(Finite(value), null, null));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
