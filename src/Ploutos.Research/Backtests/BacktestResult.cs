using System.Text.Json.Serialization;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Backtests;

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

    /// <summary>What the account's money is in; null where nobody knows, as in a file of an earlier
    /// version.</summary>
    public string? Currency { get; init; }

    /// <summary>How years were counted; null in a file of an earlier version, which took 252
    /// trading days for a year.</summary>
    public BacktestYear? Years { get; init; }

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

    /// <summary>Serious findings inside the backtest's days and the bars before that its signals
    /// stand on: of tickers that were left out, or accepted. Empty in a file of an earlier
    /// version.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];

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
