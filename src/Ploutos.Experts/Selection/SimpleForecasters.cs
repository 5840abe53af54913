using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Serving;
using Ploutos.Experts.Trees;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;

namespace Ploutos.Experts.Selection;

/// <summary>The simpler forecasters of an expert's question: its baselines, and for volatility the
/// risk model.</summary>
/// <param name="table">The expert's features and labels.</param>
/// <param name="risk">The risk model's inputs over the same bars; null where it is no
/// candidate.</param>
public sealed class SimpleForecasters(ExpertTable table, RiskTable? risk)
{
    /// <summary>Probabilities of class 1 of rows, by each forecaster fitted on a fold's training
    /// rows alone; without those that have too few rows there to be fitted.</summary>
    /// <param name="fold">Whose training rows.</param>
    /// <param name="asked">The rows.</param>
    public IReadOnlyList<(string Name, double[] Probabilities)> Forecast(DateSplit fold, IReadOnlyList<RowKey> asked)
    {
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(asked);
        TableRow[] rows = [.. asked.Select(Row)],
            known = [.. Known(fold, withValidation: false)];
        var all = new List<(string, double[])>();
        double? baseRate = null;
        foreach (Baseline baseline in Baseline.Of(table.Expert))
        {
            if (baseline.TryFit(table, known) is not { } fitted)
                continue;
            baseRate = fitted.BaseRate;
            all.Add((baseline.Name, fitted.Probabilities(rows)));
        }

        if (risk is not null && baseRate is { } rate && RiskProbabilities(fold, rows, rate) is { } p)
            all.Insert(0, (ModelServing.Risk, p));
        return all;
    }

    /// <summary>A baseline fitted on the training and validation days together.</summary>
    /// <param name="split">The model's days.</param>
    /// <param name="name">The baseline.</param>
    public (IReadOnlyList<LinearForecaster> Parts, double BaseRate) Fit(DateSplit split, string name)
    {
        ArgumentNullException.ThrowIfNull(split);
        Baseline baseline =
            name == Baseline.Logistic.Name ? Baseline.Logistic : Baseline.Of(table.Expert).Single(b => b.Name == name);
        FittedBaseline fitted = baseline.Fit(table, [.. Known(split, withValidation: true)]);
        ServingInputs? inputs =
            baseline == Baseline.Logistic ? ServingInputs.Of(table.Expert.Features) : ServingInputs.Find(baseline.Name);
        return (inputs is not null && fitted.Linear(inputs) is { } linear ? [linear] : [], fitted.BaseRate);
    }

    /// <summary>Boosted trees, fitted on the training days; their number is chosen on the validation
    /// days.</summary>
    /// <param name="split">The model's days.</param>
    /// <exception cref="InvalidDataException">The program can't learn trees here.</exception>
    public ServedForeign FitTrees(DateSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        TableRow[] training = [.. Known(split, withValidation: false)],
            both = [.. Known(split, withValidation: true)];
        BoostedTrees trees = BoostedBaseline.Trees(
            IGradientBoosting.Require(table.Expert.Boosting),
            table,
            new(training, [.. both.Except(training)])
        );
        return new(trees, table.Expert.Features, trees.ToBytes());
    }

    /// <summary>Share of class 1 on the training and validation days.</summary>
    public double BaseRate(DateSplit split) => Fit(split, Baseline.BaseRate.Name).BaseRate;

    /// <summary>Null where too few rows can be forecast.</summary>
    private double[]? RiskProbabilities(DateSplit fold, TableRow[] rows, double baseRate)
    {
        IReadOnlyList<TableRow> known = risk!.KnownRows(RiskTable.Week, b => fold.RowsOf(b).Train);
        TableRow[] covered = [.. known.Where(IsCovered)];
        if (!RiskTraining.CanFit(risk, RiskTable.Week, known))
            return null;
        RiskRegression own = RiskRegression.Fit(risk, RiskInputSet.Own, RiskTable.Week, known);
        RiskRegression? market = RiskTraining.CanFit(risk, RiskTable.Week, covered)
            ? RiskRegression.Fit(risk, RiskInputSet.Market, RiskTable.Week, covered)
            : null;
        double[] p = new double[rows.Length];
        for (int i = 0; i < p.Length; i++)
            p[i] =
                risk.StateOf(rows[i]) != RiskRowState.Ready ? baseRate
                : market is not null && IsCovered(rows[i])
                    ? market.Probabilities(risk, RiskInputSet.Market, [rows[i]])[0]
                : own.Probabilities(risk, RiskInputSet.Own, [rows[i]])[0];
        return p;
    }

    private bool IsCovered(TableRow row) => risk!.CoverageOf(row) == MarketCoverage.Covered;

    private IEnumerable<TableRow> Known(DateSplit split, bool withValidation) =>
        table.Bars.SelectMany(
            (bars, ticker) =>
            {
                SplitRows rows = split.RowsOf(bars);
                IEnumerable<int> bar = Enumerable.Range(rows.Train.Start, rows.Train.Count);
                if (withValidation)
                    bar = bar.Concat(Enumerable.Range(rows.Validation.Start, rows.Validation.Count));
                return bar.Select(b => new TableRow(ticker, b));
            }
        );

    private TableRow Row(RowKey key) => new(key.Ticker, table.Bars[key.Ticker].Dates.BinarySearch(key.Date));
}
