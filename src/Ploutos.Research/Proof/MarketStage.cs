using System.Globalization;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Research.Proof;

/// <summary>The market stage under proof: the inputs of the risk model, seen in the market that the
/// pipeline makes of all tickers, and the rows on which that market holds.</summary>
/// <param name="Table">Inputs and targets of the tickers.</param>
/// <param name="Training">Rows of the training and validation days that the market covers.</param>
/// <param name="Test">Rows of the test days that the market covers.</param>
internal sealed record MarketStage(RiskTable Table, IReadOnlyList<TableRow> Training, IReadOnlyList<TableRow> Test)
{
    /// <summary>Why it can't be put to the proof; null where it can.</summary>
    public string? Missing
    {
        get
        {
            if (Table.Bars.Count < MarketFeatures.LeastTickers)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"a market needs {MarketFeatures.LeastTickers} tickers, but there are {Table.Bars.Count}"
                );
            return Lacks("training", Training) ?? Lacks("test", Test);
        }
    }

    public static MarketStage Of(ProofBench bench)
    {
        RiskTable table = TableOf(bench, bench.Bars);
        DateSplit split = bench.Pipeline.Split(TradingCalendar.Union(bench.Bars), bench.TestFrom, RiskTable.Week, 1);
        (IReadOnlyList<TableRow> training, IReadOnlyList<TableRow> validation) = RiskTraining.RowsOf(
            table,
            split,
            RiskTable.Week
        );
        bool IsCovered(TableRow row) => table.CoverageOf(row) == MarketCoverage.Covered;
        return new(
            table,
            [.. training.Concat(validation).Where(IsCovered)],
            [.. table.KnownRows(RiskTable.Week, b => split.RowsOf(b).Test).Where(IsCovered)]
        );
    }

    /// <summary>The table of other bars, in the market that the pipeline makes of them.</summary>
    public static RiskTable TableOf(ProofBench bench, IReadOnlyList<BarSeries> bars) =>
        RiskTable.Build(bars, bench.Pipeline.Market(bars));

    private string? Lacks(string part, IReadOnlyList<TableRow> rows)
    {
        if (rows.Count < RiskTraining.LeastRows)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{RiskTraining.LeastRows} {part} rows in a market are needed, but there are {rows.Count}"
            );
        int high = rows.Count(r => Table.AheadOf(r.Ticker, RiskTable.Week).Label(r.Bar) == 1);
        return high == 0 || high == rows.Count ? $"the {part} rows in a market are all of one outcome" : null;
    }
}
