using Ploutos.Experts;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Research.Training;

/// <summary>Holds a trained expert against every baseline on its test rows. The baselines learn
/// from the training and the validation days, as much as the expert knows of, and forecast the very
/// same rows; differences are drawn with the same days at once, and their p-values corrected for all
/// comparisons (<see cref="Holm"/>).</summary>
public static class HoldoutEvidence
{
    /// <summary>The evidence on the test rows of <paramref name="split"/>.</summary>
    public static ModelEvidence Of(ExpertTable table, DateSplit split, TestedRows run, BootstrapOptions? options = null)
    {
        options ??= new();
        TableRow[] known =
        [
            .. table.Bars.SelectMany(
                (bars, ticker) =>
                {
                    SplitRows rows = split.RowsOf(bars);
                    return Rows(ticker, rows.Train).Concat(Rows(ticker, rows.Validation));
                }
            ),
        ];
        TableRow[] asked =
        [
            .. OutOfSample
                .Usable(run.TestMargins, run.Test)
                .Select(r =>
                {
                    RowKey key = run.Test.Keys[r];
                    return new TableRow(key.Ticker, table.Bars[key.Ticker].Dates.BinarySearch(key.Date));
                }),
        ];
        return HoldoutTest.Of(
            run.Forecasts,
            run.Ranking,
            [
                .. Baseline
                    .Of(table.Expert)
                    .Select(b =>
                        (
                            b.Name,
                            b.Description,
                            run.Forecasts.WithProbabilities(b.Fit(table, known).Probabilities(asked))
                        )
                    ),
            ],
            options
        );
    }

    private static IEnumerable<TableRow> Rows(int ticker, RowRange rows) =>
        Enumerable.Range(rows.Start, rows.Count).Select(bar => new TableRow(ticker, bar));
}
