using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;

namespace Ploutos.Research.Judge;

/// <summary>What a file is worth. Of the three parts the one of its kind is there.</summary>
public sealed record JudgeReport
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>returns, signals or forecasts.</summary>
    public required string Kind { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Rows read.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether signals were judged on simulated bars.</summary>
    public bool Simulated { get; init; }

    /// <summary>What may be said of it, in one sentence.</summary>
    public required string Verdict { get; init; }

    /// <summary>What a reader must know besides.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Of returns.</summary>
    public JudgedReturns? Returns { get; init; }

    /// <summary>Of signals.</summary>
    public JudgedSignals? Signals { get; init; }

    /// <summary>Of forecasts.</summary>
    public JudgedForecasts? Forecasts { get; init; }
}

/// <summary>A figure and its 95 % interval.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">share (0.07 is 7 %), number or count.</param>
/// <param name="Value">The figure.</param>
public sealed record JudgedFigure(string Name, string Title, string Unit, BacktestValue Value);

/// <summary>One column of returns.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Figures">Its figures.</param>
public sealed record JudgedStrategy(string Name, IReadOnlyList<JudgedFigure> Figures)
{
    /// <summary>One of the figures; null where it is not defined.</summary>
    public double? this[string name] => Figures.First(f => f.Name == name).Value.Value;
}

/// <summary>What returns are worth.</summary>
public sealed record JudgedReturns
{
    /// <summary>Every column, the best Sharpe ratio first.</summary>
    public required IReadOnlyList<JudgedStrategy> Strategies { get; init; }

    /// <summary>Trials that the best one is held against.</summary>
    public required int Trials { get; init; }

    /// <summary>Annual Sharpe ratio that the best of so many without skill is expected to
    /// show.</summary>
    public required double BestByLuck { get; init; }

    /// <summary>Probability that the best one's true ratio lies above it; null where it has
    /// none.</summary>
    public required double? Deflated { get; init; }

    /// <summary>Where the deviation of the trials' ratios comes from.</summary>
    public required string DeviationFrom { get; init; }

    /// <summary>How the choice among the columns fares out of sample; null for one column, or too
    /// few days.</summary>
    public required OverfittingEvidence? Overfitting { get; init; }

    /// <summary>How years were counted.</summary>
    public required string Years { get; init; }

    /// <summary>Days of <see cref="Equity"/>: the day before the first return, then one a
    /// return.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>The best one's account, begun with 1.</summary>
    public required IReadOnlyList<double> Equity { get; init; }
}

/// <summary>How signals order the tickers of a day, at one horizon.</summary>
/// <param name="Horizon">Bars ahead.</param>
/// <param name="InformationCoefficient">Mean over days of Spearman's correlation with the return to
/// come, with its Newey-West interval.</param>
/// <param name="T">The mean over its Newey-West error.</param>
/// <param name="PValue">Of a mean as far from 0 by chance, times the number of horizons
/// (Bonferroni), at most 1.</param>
/// <param name="Days">Days that have one.</param>
public sealed record JudgedHorizon(
    int Horizon,
    BacktestValue InformationCoefficient,
    double? T,
    double? PValue,
    int Days
);

/// <summary>What signals are worth.</summary>
/// <param name="Tickers">Tickers with stored bars.</param>
/// <param name="Horizons">By horizon: how fast what they know decays.</param>
/// <param name="RankAutocorrelation">Mean correlation of a day's ranks with those of the signal day
/// before; null where no two days share three tickers.</param>
/// <param name="Turnover">Share of a portfolio weighted by rank that changes from one signal day to
/// the next, 0 .. 1.</param>
public sealed record JudgedSignals(
    int Tickers,
    IReadOnlyList<JudgedHorizon> Horizons,
    double? RankAutocorrelation,
    double? Turnover
);

/// <summary>What forecasts are worth.</summary>
/// <param name="Figures">Their figures, by intervals over days.</param>
/// <param name="Calibration">How often what was forecast came, in bins of equal count.</param>
public sealed record JudgedForecasts(IReadOnlyList<JudgedFigure> Figures, IReadOnlyList<CalibrationBin> Calibration);
