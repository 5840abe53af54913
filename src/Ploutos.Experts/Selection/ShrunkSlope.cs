using Ploutos.Experts.Calibration;
using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Selection;

/// <summary>The slope of a calibration, reduced by as much as its own uncertainty asks for. With b the
/// slope of Platt's fit, e its standard error and h = 2, the slope is b max(0, 1 - (h e / b)^2). With
/// h = 1 this is the multiple of b with the least mean squared error where b is a draw around the
/// truth (Thompson 1968). It is no plain draw: window, weight decay and epoch were chosen on the rows
/// that it is fitted on, and the best of many settings that know nothing lies about two standard
/// errors above 0. A slope of ten standard errors loses 4 %; one of two or less is 0, and the forecast
/// is the base rate: a margin that may be noise costs log-loss. The standard error is that of a
/// logistic regression whose rows are clustered by day, the days correlated (Liang and Zeger 1986;
/// Newey and West 1987, by <see cref="DieboldMariano"/>), since tickers move together and labels
/// overlap.</summary>
internal static class ShrunkSlope
{
    private const double Hurdle = 2;

    /// <summary>Fits and shrinks.</summary>
    /// <param name="days">[rows], the day of each.</param>
    /// <param name="margins">[rows], logit of class 1 less logit of class 0.</param>
    /// <param name="outcomes">[rows], whether class 1 came.</param>
    /// <param name="horizon">Bars a label looks ahead, at least 1.</param>
    /// <returns>0 or more; Platt's own slope where there are too few days for a standard
    /// error.</returns>
    public static double Of(DateOnly[] days, double[] margins, bool[] outcomes, int horizon)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(margins);
        ArgumentNullException.ThrowIfNull(outcomes);
        Calibrator fit = CalibrationFit.Platt(margins, outcomes);
        if (fit.Slope == 0 || StandardError(fit, days, margins, outcomes, horizon) is not { } error)
            return fit.Slope;
        double ratio = Hurdle * error / fit.Slope;
        return fit.Slope * Math.Max(0, 1 - ratio * ratio);
    }

    /// <summary>The standard error of a fitted slope; null where there are too few days.</summary>
    /// <param name="fit">Slope and intercept.</param>
    /// <param name="days">[rows].</param>
    /// <param name="margins">[rows].</param>
    /// <param name="outcomes">[rows].</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    public static double? StandardError(Calibrator fit, DateOnly[] days, double[] margins, bool[] outcomes, int horizon)
    {
        double[] chances = Array.ConvertAll(margins, fit.Probability),
            weights = Array.ConvertAll(chances, p => p * (1 - p));
        double middle = margins.Zip(weights, (m, w) => m * w).Sum() / weights.Sum(),
            information = margins.Zip(weights, (m, w) => w * (m - middle) * (m - middle)).Sum();
        if (!(information > 0))
            return null;
        var scores = new SortedDictionary<DateOnly, double>();
        for (int i = 0; i < margins.Length; i++)
        {
            scores.TryGetValue(days[i], out double sum);
            scores[days[i]] = sum + ((outcomes[i] ? 1 : 0) - chances[i]) * (margins[i] - middle);
        }

        // Each day's own estimate, to first order: their mean is the slope, and the error of that mean
        // is the slope's.
        double perDay = scores.Count / information;
        return DieboldMariano.Test([.. scores.Values.Select(s => fit.Slope + perDay * s)], horizon).StandardError;
    }
}
