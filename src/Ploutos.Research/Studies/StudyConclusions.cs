using System.Globalization;

namespace Ploutos.Research.Studies;

/// <summary>What a study's figures allow to be said, and no more.</summary>
internal static class StudyConclusions
{
    private const double Significant = 2;

    public static IReadOnlyList<string> Of(DirectionStudyResult result) =>
        [OneDay(result), Parts(result), Costs(result), Weights(result)];

    private static string OneDay(DirectionStudyResult result)
    {
        string[] robust =
        [
            .. result
                .Signals.Where(s =>
                    IsRobust(OfOneDay(result, s, StudyPeriod.Before), OfOneDay(result, s, StudyPeriod.After))
                )
                .Select(s =>
                    Text($"{s.Name} ({OfOneDay(result, s, StudyPeriod.Before).Mean.Value:+0.000;-0.000;0.000} and")
                    + Text($" {OfOneDay(result, s, StudyPeriod.After).Mean.Value:+0.000;-0.000;0.000})")
                ),
        ];
        return Text($"One day ahead, close to close, before {result.FirstTest:yyyy-MM-dd} and from then on, ")
            + (
                robust.Length == 0
                    ? "no signal has a rank IC of one sign with an absolute t of 2 or more in both periods."
                    : $"these have a rank IC of one sign with an absolute t of 2 or more: {string.Join(", ", robust)}."
            );
    }

    /// <summary>Where the one-day coefficient of the signal with the largest earlier t
    /// arises.</summary>
    private static string Parts(DirectionStudyResult result)
    {
        StudySignal first = result.Signals.MaxBy(s => Math.Abs(Known(OfOneDay(result, s, StudyPeriod.Before).T)))!;
        string Figure(StudyFill fill, StudyPeriod period) =>
            result.Coefficient(first.Name, 1, fill, period) is { } c
                ? Text($"{c.Mean.Value:+0.000;-0.000;0.000} (t {c.T:0.0})")
                : "-";
        string Of(StudyPeriod period) =>
            $"close to close {Figure(StudyFill.Close, period)}, overnight {Figure(StudyFill.Overnight, period)},"
            + $" next open to close {Figure(StudyFill.Day, period)}, next open to open"
            + $" {Figure(StudyFill.NextOpen, period)}";
        return $"The largest earlier t is that of {first.Name}. Its rank IC: {Of(StudyPeriod.Before)}; from the later"
            + $" day on {Of(StudyPeriod.After)}.";
    }

    private static string Costs(DirectionStudyResult result)
    {
        StudyPortfolio[] later = [.. result.Portfolios.Where(p => p.Period == StudyPeriod.After)];
        StudyPortfolio[] alone = [.. later.Where(p => p.Net.IsAboveZero)],
            all = [.. later.Where(p => p.LowOfAll > 0)];
        string names = all.Length == 0 ? "" : $" ({string.Join(", ", all.Select(p => $"{p.Signal} {p.Horizon}"))})";
        return Text($"Filled at the next open, after {result.CostBasisPoints} bp a side,")
            + Text($" from {result.FirstTest:yyyy-MM-dd} on: of {later.Length} pairs of signal and horizon")
            + Text($" {alone.Length} have a mean whose own 95 % interval lies above 0,")
            + Text($" and {all.Length}{names} where the number of pairs is allowed for.");
    }

    private static string Weights(DirectionStudyResult result)
    {
        StudyPortfolio[] later = [.. result.Portfolios.Where(p => p.Period == StudyPeriod.After)];
        return Text($"Positions that grow with the signal's rank against equal ones, the same days: better in")
            + Text($" {later.Count(p => p.RankedLessEqual.IsAboveZero)} of {later.Length} pairs, worse in")
            + Text($" {later.Count(p => p.RankedLessEqual.IsBelowZero)}, else indistinguishable (95 % each).");
    }

    private static StudyCoefficient OfOneDay(DirectionStudyResult result, StudySignal signal, StudyPeriod period) =>
        result.Coefficient(signal.Name, 1, StudyFill.Close, period)!;

    private static bool IsRobust(StudyCoefficient before, StudyCoefficient after) =>
        Math.Abs(before.T) >= Significant && Math.Abs(after.T) >= Significant && before.T * after.T > 0;

    private static double Known(double t) => double.IsNaN(t) ? 0 : t;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
