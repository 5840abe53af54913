using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>What lies between two neighbouring days: by how much the ratio of adjusted to quoted
/// prices rose, and the events that the source reports in between.</summary>
/// <param name="Ratio">Adjusted over quoted close, the day's over that of the day before: 7 across a
/// 7:1 split of quotes as traded, 1 / (1 - dividend / price) across a dividend, else 1.</param>
/// <param name="Split">Shares for one share by the events told; 1 for none.</param>
/// <param name="Dividend">Paid for each share by the events told; 0 for none.</param>
/// <param name="CloseBefore">The quoted close of the day before.</param>
/// <param name="Gap">The quoted open over the quoted close before.</param>
internal readonly record struct AdjustmentStep(
    double Ratio,
    double Split,
    double Dividend,
    double CloseBefore,
    double Gap
)
{
    /// <summary>Whether the step holds the split, so that the quotes are as traded.</summary>
    public bool HoldsSplit => Split != 1 && Off(Ratio / DividendRatio, Split) < Off(Ratio / DividendRatio, 1);

    /// <summary>The step that the dividends told explain; 1 where none is told, NaN where they
    /// exceed the price.</summary>
    public double DividendRatio => Dividend < CloseBefore ? 1 / (1 - (Dividend / CloseBefore)) : double.NaN;

    /// <summary>The step without the split that it holds: what dividends have to explain.</summary>
    public double WithoutSplit => HoldsSplit ? Ratio / Split : Ratio;

    /// <summary>Whether the quotes fell (or rose) where the adjusted prices step, so that the step
    /// makes the adjusted prices smooth.</summary>
    public bool IsSeenInQuotes => Math.Abs(Math.Log(Gap * Ratio)) < Math.Abs(Math.Log(Ratio)) / 2;

    /// <summary>How far two ratios are from each other, as a logarithm.</summary>
    public static double Off(double one, double other) => Math.Abs(Math.Log(one / other));
}

/// <summary>The steps of a series, from its second day on.</summary>
internal static class AdjustmentSteps
{
    /// <param name="rows">Rows by date, each with a finite, positive close and adjusted close.</param>
    /// <param name="actions">Usable events.</param>
    /// <param name="steps">Takes one a row; the first is of no meaning.</param>
    public static void Of(
        List<DeliveredBar> rows,
        IReadOnlyList<CorporateAction> actions,
        Span<AdjustmentStep> steps
    )
    {
        int next = 0;
        for (int t = 0; t < rows.Count; t++)
        {
            double split = 1,
                dividend = 0;
            for (; next < actions.Count && actions[next].Date <= rows[t].Date; next++)
            {
                if (actions[next].Kind == CorporateActionKind.Split)
                    split *= actions[next].Value;
                else
                    dividend += actions[next].Value;
            }

            if (t == 0)
                continue;
            DeliveredBar a = rows[t - 1],
                b = rows[t];
            double open = b.Open > 0 && double.IsFinite(b.Open) ? b.Open : b.Close;
            steps[t] = new(
                b.AdjustedClose / b.Close / (a.AdjustedClose / a.Close),
                split,
                dividend,
                a.Close,
                open / a.Close
            );
        }
    }

    /// <summary>Whether a row can be part of a series: its closes are finite and positive.</summary>
    public static bool HasCloses(DeliveredBar row) => IsPrice(row.Close) && IsPrice(row.AdjustedClose);

    private static bool IsPrice(double value) => value > 0 && double.IsFinite(value);
}
