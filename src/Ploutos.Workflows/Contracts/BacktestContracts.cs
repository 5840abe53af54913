using System.Text.Json.Serialization;

namespace Ploutos.Workflows;

/// <summary>What a backtest is asked for. Rates and limits are shares: 0.02 is 2 %.</summary>
/// <param name="From">evaluation (out-of-sample forecasts of the latest walk-forward), models (the
/// workspace's, on days they were not chosen by), or null: a file where
/// <paramref name="SignalFile"/> names one, else the evaluation where there is one, else the
/// models.</param>
/// <param name="SignalFile">A CSV file with the columns ticker, date, and target, score or
/// signal.</param>
/// <param name="Direction">long-only or long-short.</param>
/// <param name="Sizing">equal-weight or volatility-target.</param>
/// <param name="CommissionBp">Commission in basis points of what is traded, each way.</param>
/// <param name="SlippageBp">Slippage in basis points of the open, each way.</param>
/// <param name="MaxPosition">Largest share of equity in one ticker.</param>
/// <param name="MaxGross">Largest sum of all positions' sizes, as a share of equity.</param>
/// <param name="MaxTurnover">Most that may be ordered in a day, as a share of equity; null for
/// no limit.</param>
/// <param name="CashRate">Annual rate on idle cash.</param>
/// <param name="BorrowRate">Annual fee for what is sold short.</param>
/// <param name="TargetVolatility">Annual volatility aimed at by each position's share, with
/// volatility-target.</param>
/// <param name="Start">First day whose signals are used; null for the first there is.</param>
/// <param name="End">Last day of the account; null for the last bar.</param>
/// <param name="Benchmark">A stored ticker to hold; null for buy-and-hold of the same
/// universe.</param>
/// <param name="Tickers">Only these; null for all that have signals.</param>
/// <param name="Explain">With models: also attention by lag and permutation importance on the same
/// days, in the report (a minute).</param>
public sealed record BacktestRequest(
    string? From = null,
    string? SignalFile = null,
    string Direction = "long-only",
    string Sizing = "equal-weight",
    double CommissionBp = 1,
    double SlippageBp = 5,
    double MaxPosition = 0.25,
    double MaxGross = 1,
    double? MaxTurnover = null,
    double CashRate = 0,
    double BorrowRate = 0.01,
    double TargetVolatility = 0.15,
    DateOnly? Start = null,
    DateOnly? End = null,
    string? Benchmark = null,
    IReadOnlyList<string>? Tickers = null,
    bool Explain = false
);

/// <summary>A backtest: <c>reports/backtests/{id}/backtest.json</c>, with snake_case names; a
/// figure that is not defined is null.</summary>
public sealed record BacktestResult
{
    /// <summary>The version of the file's layout that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Layout of the file.</summary>
    public required int Format { get; init; }

    /// <summary>Names the backtest: when it was made, and the first digits of its configuration's
    /// hash.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Made from simulated bars, or by models that were.</summary>
    public required bool Simulated { get; init; }

    /// <summary>file, evaluation or models.</summary>
    public required string SignalsFrom { get; init; }

    /// <summary>Which file, evaluation or models, in words.</summary>
    public required string SignalsDetail { get; init; }

    /// <summary>What it was asked for.</summary>
    public required BacktestRequest Options { get; init; }

    /// <summary>The tickers that could be traded.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>universe, or the ticker that was held.</summary>
    public required string Benchmark { get; init; }

    /// <summary>SHA-256 over the bars, as in a model's card.</summary>
    public required string DataHash { get; init; }

    /// <summary>The account day by day.</summary>
    public required BacktestSeries Series { get; init; }

    /// <summary>Positions that were closed, in that order, then those still held.</summary>
    public required IReadOnlyList<BacktestTrade> Trades { get; init; }

    /// <summary>Figures in the order they are shown, each beside the benchmark's.</summary>
    public required IReadOnlyList<BacktestFigure> Statistics { get; init; }

    /// <summary>What the Sharpe ratio is worth after all that was tried.</summary>
    public required SharpeEvidence Evidence { get; init; }

    /// <summary>Overfitting among the backtests over the same days; null where there are fewer
    /// than two.</summary>
    public required OverfittingEvidence? Overfitting { get; init; }

    /// <summary>Commission and slippage paid, in money.</summary>
    public required double Costs { get; init; }

    /// <summary>What a reader must know: a universe of one, delistings, an account that never
    /// traded.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What all this allows to be said, in one sentence.</summary>
    public required string Verdict { get; init; }

    /// <summary>The folder of this file; <c>report.html</c> lies in it.</summary>
    public required string Folder { get; init; }

    /// <summary>The figure of that name, or null.</summary>
    public BacktestFigure? Figure(string name) => Statistics.FirstOrDefault(f => f.Name == name);
}

/// <summary>Columns with one value a trading day.</summary>
/// <param name="Days">Trading days, ascending; on the first nothing is held yet.</param>
/// <param name="Equity">Worth of the account at the close, in money.</param>
/// <param name="Benchmark">Worth of the benchmark's account.</param>
/// <param name="Drawdown">1 - equity / highest equity so far, 0 .. 1.</param>
/// <param name="BenchmarkDrawdown">The same of the benchmark.</param>
/// <param name="Gross">Sum of the positions' sizes, as a share of equity.</param>
/// <param name="Net">Long less short, as a share of equity.</param>
public sealed record BacktestSeries(
    IReadOnlyList<DateOnly> Days,
    IReadOnlyList<double> Equity,
    IReadOnlyList<double> Benchmark,
    IReadOnlyList<double> Drawdown,
    IReadOnlyList<double> BenchmarkDrawdown,
    IReadOnlyList<double> Gross,
    IReadOnlyList<double> Net
);

/// <summary>A position from its opening to its end.</summary>
/// <param name="Ticker">What was held.</param>
/// <param name="Side">long or short.</param>
/// <param name="Opened">Day of the first fill.</param>
/// <param name="Closed">Day of the last fill; null while it is held.</param>
/// <param name="Profit">Money won or lost after costs of trading.</param>
public sealed record BacktestTrade(string Ticker, string Side, DateOnly Opened, DateOnly? Closed, double Profit);

/// <summary>A figure and its 95 % interval; null where it is not defined.</summary>
public sealed record BacktestValue(double? Value, double? Low, double? High);

/// <summary>One figure of the strategy, beside the benchmark's.</summary>
/// <param name="Name">cagr, volatility, sharpe, sharpe_difference, sortino, maximum_drawdown,
/// calmar, hit_rate, turnover, exposure, alpha, beta.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">share (0.07 is 7 %) or number.</param>
/// <param name="Strategy">Of the account.</param>
/// <param name="Benchmark">Of the benchmark; null where it has none.</param>
public sealed record BacktestFigure(
    string Name,
    string Title,
    string Unit,
    BacktestValue Strategy,
    BacktestValue? Benchmark
);

/// <summary>What a Sharpe ratio is worth.</summary>
/// <param name="Probabilistic">Probability that the true ratio lies above 0, had this been the
/// only trial.</param>
/// <param name="Deflated">Probability that it lies above what the best of all trials would show
/// by luck.</param>
/// <param name="Trials">Distinct configurations that were tried on these tickers, this one
/// included.</param>
/// <param name="Tunes">Trials of searches among them.</param>
/// <param name="Backtests">Backtests among them.</param>
/// <param name="Evaluations">Evaluated configurations among them.</param>
/// <param name="Records">All records of the ledger on these tickers: a configuration that was run
/// again is in it each time.</param>
/// <param name="BestByLuck">Annual Sharpe ratio that the best of so many trials without skill is
/// expected to show.</param>
/// <param name="TrialDeviation">Standard deviation of the trials' annual Sharpe ratios that
/// was used.</param>
/// <param name="DeviationFrom">Where that comes from, in words.</param>
public sealed record SharpeEvidence(
    double? Probabilistic,
    double? Deflated,
    int Trials,
    int Tunes,
    int Backtests,
    int Evaluations,
    int Records,
    double BestByLuck,
    double TrialDeviation,
    string DeviationFrom
);

/// <summary>Combinatorially symmetric cross-validation among backtests over the same
/// days.</summary>
/// <param name="Strategies">Distinct configurations compared.</param>
/// <param name="Blocks">Blocks that the days were cut into.</param>
/// <param name="Probability">How often the best of one half came out in the lower half of
/// the other.</param>
/// <param name="LossProbability">How often it lost there.</param>
public sealed record OverfittingEvidence(int Strategies, int Blocks, double Probability, double LossProbability);

/// <summary>One line of the list of backtests.</summary>
/// <param name="Id">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Simulated">From simulated bars.</param>
/// <param name="SignalsFrom">file, evaluation or models.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Tickers">How many could be traded.</param>
/// <param name="Cagr">Annual growth.</param>
/// <param name="Sharpe">Annual Sharpe ratio.</param>
/// <param name="BenchmarkSharpe">The benchmark's.</param>
/// <param name="Deflated">Deflated Sharpe ratio.</param>
/// <param name="MaximumDrawdown">Deepest fall.</param>
/// <param name="Report">The HTML report.</param>
public sealed record BacktestSummary(
    string Id,
    DateTimeOffset CreatedAt,
    bool Simulated,
    string SignalsFrom,
    DateOnly From,
    DateOnly To,
    int Tickers,
    double? Cagr,
    double? Sharpe,
    double? BenchmarkSharpe,
    double? Deflated,
    double? MaximumDrawdown,
    string Report
);

/// <summary>JSON of <c>backtest.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FiniteNumberConverter)]
)]
[JsonSerializable(typeof(BacktestResult))]
internal sealed partial class BacktestJson : JsonSerializerContext;
