using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;

namespace Ploutos.Experts.Risk;

/// <summary>Holds a risk model against every baseline of the volatility question on its test days:
/// base rate, logistic regression, log-range HAR, EWMA(0.94) and the 20-day deviation. The
/// baselines learn from the training and the validation days, as much as the model knows of, and
/// forecast the very same rows; differences are drawn with the same days at once, and their
/// p-values corrected for all comparisons (<see cref="Holm"/>).</summary>
public static class RiskEvidence
{
    private const int Week = 5;

    /// <summary>Tests a model.</summary>
    /// <param name="model">Fitted on the split's training and validation days.</param>
    /// <param name="table">Its inputs.</param>
    /// <param name="questions">The volatility expert's table over the same bars in the same
    /// order.</param>
    /// <param name="split">The split; its test must not be empty.</param>
    /// <param name="options">How days are drawn.</param>
    /// <exception cref="ArgumentException">The tables differ, or no test row has a forecast and a
    /// known future.</exception>
    public static ModelEvidence Of(
        RiskModel model,
        RiskTable table,
        ExpertTable questions,
        DateSplit split,
        BootstrapOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(split);
        if (!table.Bars.SequenceEqual(questions.Bars))
            throw new ArgumentException(
                "Both tables must be over the same bars in the same order, but they are not.",
                nameof(questions)
            );
        options ??= new();
        IReadOnlyList<TableRow> asked = table.KnownRows(Week, b => split.RowsOf(b).Test);
        if (asked.Count == 0)
            throw new ArgumentException(
                "A test needs rows with a forecast and a known future after the validation days, but got none. "
                    + "Test from an earlier day, or use more bars.",
                nameof(split)
            );
        TableRow[] known =
        [
            .. table.Bars.SelectMany(
                (bars, ticker) =>
                    Rows(ticker, split.RowsOf(bars).Train).Concat(Rows(ticker, split.RowsOf(bars).Validation))
            ),
        ];
        Forecasts risk = RiskScore.ForecastsOf(table, Week, asked, model.Probabilities(table, asked));
        (Baseline Baseline, Forecasts Forecasts)[] others =
        [
            .. Baseline
                .Of(ExpertKind.Volatility)
                .Select(b => (b, risk.WithProbabilities(b.Fit(questions, known).Probabilities(asked)))),
        ];
        IReadOnlyList<PairedComparison> compared = PairedComparison.Of(
            risk,
            [.. others.Select(o => (o.Baseline.Name, o.Forecasts))],
            options
        );
        return new()
        {
            Format = ModelEvidence.CurrentFormat,
            Version = "",
            Kind = ModelEvidence.Holdout,
            From = risk.Days[0],
            To = risk.Days[^1],
            Days = risk.Days.Length,
            Rows = risk.Count,
            Level = options.Level,
            Resamples = options.Resamples,
            BlockDays = options.BlockDays,
            Auc = BlockBootstrap.Interval(Metric.Auc, risk, options),
            LogLoss = BlockBootstrap.Interval(Metric.LogLoss, risk, options),
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
