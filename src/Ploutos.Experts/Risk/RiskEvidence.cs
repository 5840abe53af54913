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
    /// <summary>Tests a model.</summary>
    /// <param name="model">Fitted on the split's training and validation days.</param>
    /// <param name="table">Its inputs.</param>
    /// <param name="questions">The volatility expert's table over the same bars in the same
    /// order.</param>
    /// <param name="split">The split; its test must not be empty.</param>
    /// <param name="options">How days are drawn.</param>
    /// <param name="from">The first day that counts as evidence; null for all of the test.</param>
    /// <exception cref="ArgumentException">The tables differ, or no test row has a forecast and a
    /// known future.</exception>
    public static ModelEvidence Of(
        RiskModel model,
        RiskTable table,
        ExpertTable questions,
        DateSplit split,
        BootstrapOptions? options = null,
        DateOnly? from = null
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
        TableRow[] asked =
        [
            .. table.KnownRows(RiskTable.Week, b => split.RowsOf(b).Test).Where(r => !(table.DayOf(r) < from)),
        ];
        if (asked.Length == 0)
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
        Forecasts risk = RiskScore.ForecastsOf(table, RiskTable.Week, asked, model.Probabilities(table, asked));
        return HoldoutTest.Of(
            risk,
            risk,
            [
                .. Baseline
                    .Of(ExpertDefinition.Volatility)
                    .Select(b =>
                        (b.Name, b.Description, risk.WithProbabilities(b.Fit(questions, known).Probabilities(asked)))
                    ),
            ],
            options
        );
    }

    private static IEnumerable<TableRow> Rows(int ticker, RowRange rows) =>
        Enumerable.Range(rows.Start, rows.Count).Select(bar => new TableRow(ticker, bar));
}
