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
    public static ModelEvidence Of(
        ExpertTable table,
        DateSplit split,
        PipelineRun run,
        BootstrapOptions? options = null
    )
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
        (Baseline Baseline, Forecasts Forecasts)[] others =
        [
            .. Baseline
                .Of(table.Expert.Kind)
                .Select(b => (b, run.Forecasts.WithProbabilities(b.Fit(table, known).Probabilities(asked)))),
        ];
        IReadOnlyList<PairedComparison> compared = PairedComparison.Of(
            run.Forecasts,
            [.. others.Select(o => (o.Baseline.Name, o.Forecasts))],
            options,
            run.Ranking
        );
        return new()
        {
            Format = ModelEvidence.CurrentFormat,
            Version = "",
            Kind = ModelEvidence.Holdout,
            From = run.Forecasts.Days[0],
            To = run.Forecasts.Days[^1],
            Days = run.Forecasts.Days.Length,
            Rows = run.Forecasts.Count,
            Level = options.Level,
            Resamples = options.Resamples,
            BlockDays = options.BlockDays,
            Auc = BlockBootstrap.Interval(Metric.Auc, run.Ranking, options),
            LogLoss = BlockBootstrap.Interval(Metric.LogLoss, run.Forecasts, options),
            Baselines =
            [
                .. others.Select(
                    (o, i) =>
                        new BaselineEvidence(
                            o.Baseline.Name,
                            o.Baseline.Description,
                            BlockBootstrap.Interval(Metric.Auc, o.Forecasts, options),
                            BlockBootstrap.Interval(Metric.LogLoss, o.Forecasts, options),
                            compared[i].AucGain,
                            compared[i].LogLossGain
                        )
                        {
                            AucPValue = compared[i].AucPValue,
                            LogLossPValue = compared[i].LogLossPValue,
                        }
                ),
            ],
        };
    }

    private static IEnumerable<TableRow> Rows(int ticker, RowRange rows) =>
        Enumerable.Range(rows.Start, rows.Count).Select(bar => new TableRow(ticker, bar));
}
