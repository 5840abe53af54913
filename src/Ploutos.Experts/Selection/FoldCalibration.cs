using Ploutos.Experts.Calibration;

namespace Ploutos.Experts.Selection;

/// <summary>Calibrations over several folds: the slope from the validation rows of folds, reduced by
/// its uncertainty (<see cref="ShrunkSlope"/>), the intercept from the base rate of the rows that the
/// network was trained on.</summary>
public static class FoldCalibration
{
    /// <summary>The calibration of each fold: its slope from the other folds alone, so that a fold
    /// judges a forecast that it had no part in. A single fold takes its own.</summary>
    /// <param name="folds">All folds.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    public static IReadOnlyList<Calibrator> LeaveOneOut(IReadOnlyList<FoldFit> folds, int horizon)
    {
        ArgumentNullException.ThrowIfNull(folds);
        return
        [
            .. folds.Select(
                (fold, k) =>
                {
                    FoldFit[] others = folds.Count == 1 ? [fold] : [.. folds.Where((_, i) => i != k)];
                    LabelledMargins training = fold.Training;
                    return CalibrationFit.Anchored(Slope(others, horizon), training.Margins, training.Outcomes);
                }
            ),
        ];
    }

    /// <summary>The calibration of a model: its slope from the validation rows of all folds, its
    /// intercept from the base rate of its own training and validation rows.</summary>
    /// <param name="folds">All folds; the last is the model's own.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    public static Calibrator OfModel(IReadOnlyList<FoldFit> folds, int horizon)
    {
        ArgumentNullException.ThrowIfNull(folds);
        FoldFit own = folds[^1];
        return CalibrationFit.Anchored(
            Slope(folds, horizon),
            [.. own.Margins, .. own.Training.Margins],
            [.. own.Outcomes, .. own.Training.Outcomes]
        );
    }

    private static double Slope(IReadOnlyList<FoldFit> folds, int horizon) =>
        ShrunkSlope.Of(
            [.. folds.SelectMany(f => f.Keys.Select(k => k.Date))],
            [.. folds.SelectMany(f => f.Margins)],
            [.. folds.SelectMany(f => f.Outcomes)],
            horizon
        );
}
