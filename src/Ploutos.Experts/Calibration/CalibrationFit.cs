namespace Ploutos.Experts.Calibration;

/// <summary>Fits a <see cref="Calibrator"/> on validation margins by maximum likelihood, with
/// Newton's method and a line search (Lin, Lin and Weng 2007). The targets are Platt's (1999)
/// smoothed ones, (N1 + 1) / (N1 + 2) and 1 / (N0 + 2), under which rows that can be separated, or
/// that are all of one class, still have a finite best fit. Where the best slope is 0 or less the
/// margin says nothing, or the opposite of the truth; neither is to be traded on, and the fit is
/// the base rate with a slope of 0.</summary>
public static class CalibrationFit
{
    private const int MostSteps = 100;
    private const double Converged = 1e-18;
    private const double LeastSlope = 1e-12;

    /// <summary>One temperature, no intercept: keeps 0.5 where the network has it.</summary>
    /// <param name="margin">Logit of class 1 less logit of class 0, of each validation row.</param>
    /// <param name="outcome">Whether class 1 happened.</param>
    public static Calibrator Temperature(ReadOnlySpan<double> margin, ReadOnlySpan<bool> outcome) =>
        Fit(CalibrationMethod.Temperature, margin, outcome);

    /// <summary>Slope and intercept: also moves the mean probability to the base rate.</summary>
    /// <inheritdoc cref="Temperature"/>
    public static Calibrator Platt(ReadOnlySpan<double> margin, ReadOnlySpan<bool> outcome) =>
        Fit(CalibrationMethod.Platt, margin, outcome);

    /// <summary>Platt's slope, but an intercept that makes the mean probability over the training
    /// and validation rows together their base rate. A slope wants rows that the network has not
    /// learnt; a base rate wants as many days as there are: that of one validation year is a draw
    /// of the market's weather, which the next years need not repeat.</summary>
    /// <param name="margin">Logit of class 1 less logit of class 0, of each validation row.</param>
    /// <param name="outcome">Whether class 1 happened.</param>
    /// <param name="trainingMargin">The same of the training rows, from the network as it predicts
    /// (no dropout).</param>
    /// <param name="trainingOutcome">Whether class 1 happened.</param>
    public static Calibrator AnchoredPlatt(
        ReadOnlySpan<double> margin,
        ReadOnlySpan<bool> outcome,
        ReadOnlySpan<double> trainingMargin,
        ReadOnlySpan<bool> trainingOutcome
    )
    {
        double slope = Platt(margin, outcome).Slope;
        if (trainingMargin.Length != trainingOutcome.Length)
            throw new ArgumentException(
                $"Training margins and outcomes must have one length, but got {trainingMargin.Length} and "
                    + $"{trainingOutcome.Length}.",
                nameof(trainingMargin)
            );
        return Anchored(slope, [.. margin, .. trainingMargin], [.. outcome, .. trainingOutcome]);
    }

    /// <summary>Platt's slope, but an intercept that makes the mean probability over the same rows
    /// a base rate known from more of them.</summary>
    /// <param name="margin">Logit, or any score, of each validation row.</param>
    /// <param name="outcome">Whether class 1 happened.</param>
    /// <param name="baseRate">Share of class 1, above 0 and below 1.</param>
    public static Calibrator AnchoredPlatt(ReadOnlySpan<double> margin, ReadOnlySpan<bool> outcome, double baseRate)
    {
        if (!(baseRate is > 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(baseRate),
                $"A base rate must lie above 0 and below 1, but got {baseRate}."
            );
        double slope = Platt(margin, outcome).Slope;
        return new(CalibrationMethod.AnchoredPlatt, slope, InterceptFor(baseRate, slope, margin.ToArray()));
    }

    /// <summary>A known slope, with the intercept that makes the mean probability over rows their
    /// base rate.</summary>
    /// <param name="slope">0 or more.</param>
    /// <param name="margin">Margin of each row, from the network as it predicts.</param>
    /// <param name="outcome">Whether class 1 happened.</param>
    public static Calibrator Anchored(double slope, ReadOnlySpan<double> margin, ReadOnlySpan<bool> outcome)
    {
        if (margin.IsEmpty || margin.Length != outcome.Length)
            throw new ArgumentException(
                $"Margins and outcomes must have one length above 0, but got {margin.Length} and "
                    + $"{outcome.Length}.",
                nameof(margin)
            );
        ThrowUnlessFinite(margin, nameof(margin));
        double baseRate = (outcome.Count(true) + 1.0) / (outcome.Length + 2.0);
        return new(CalibrationMethod.AnchoredPlatt, slope, InterceptFor(baseRate, slope, margin.ToArray()));
    }

    private static Calibrator Fit(CalibrationMethod method, ReadOnlySpan<double> margin, ReadOnlySpan<bool> outcome)
    {
        if (margin.IsEmpty || margin.Length != outcome.Length)
            throw new ArgumentException(
                $"Margins and outcomes must have one length above 0, but got {margin.Length} and "
                    + $"{outcome.Length}.",
                nameof(margin)
            );
        ThrowUnlessFinite(margin, nameof(margin));
        double squares = 0;
        foreach (double m in margin)
            squares += m * m;
        int ones = outcome.Count(true);
        double one = (ones + 1.0) / (ones + 2.0),
            zero = 1 / (outcome.Length - ones + 2.0);
        double baseRate = (ones * one + (outcome.Length - ones) * zero) / outcome.Length,
            baseLogit = Math.Log(baseRate / (1 - baseRate));
        double unit = Math.Sqrt(squares / margin.Length);
        if (unit == 0)
            return new(method, 0, baseLogit);

        // In units of the margins' own size, so that neither huge nor tiny logits make the equations stiff.
        double[] x = new double[margin.Length],
            target = new double[margin.Length];
        for (int i = 0; i < x.Length; i++)
            (x[i], target[i]) = (margin[i] / unit, outcome[i] ? one : zero);
        (double slope, double intercept) = Newton(x, target, method == CalibrationMethod.Platt, baseLogit);
        return slope > LeastSlope ? new(method, slope / unit, intercept) : new(method, 0, baseLogit);
    }

    /// <summary>The intercept at which the mean probability is the base rate: the mean rises with
    /// it, so that halving an interval finds it.</summary>
    private static double InterceptFor(double baseRate, double slope, double[] margin)
    {
        double logit = Math.Log(baseRate / (1 - baseRate)),
            low = logit - slope * margin.Max(),
            high = logit - slope * margin.Min();
        while (high - low > 1e-12 * Math.Max(1, Math.Abs(low)))
        {
            double middle = 0.5 * (low + high);
            if (margin.Average(m => Calibrator.Sigmoid(slope * m + middle)) < baseRate)
                low = middle;
            else
                high = middle;
        }

        return 0.5 * (low + high);
    }

    private static void ThrowUnlessFinite(ReadOnlySpan<double> margin, string name)
    {
        foreach (double m in margin)
        {
            if (!double.IsFinite(m))
                throw new ArgumentException(
                    $"A margin must be finite, but got {m}. The network diverged; lower its learning rate.",
                    name
                );
        }
    }

    private static (double Slope, double Intercept) Newton(
        double[] x,
        double[] target,
        bool withIntercept,
        double baseLogit
    )
    {
        double slope = 0,
            intercept = withIntercept ? baseLogit : 0;
        Moments at = Evaluate(x, target, slope, intercept);
        for (int step = 0; step < MostSteps; step++)
        {
            (double ds, double di) = Direction(at, withIntercept);
            double descent = at.GradientSlope * ds + (withIntercept ? at.GradientIntercept * di : 0);
            if (descent > -Converged)
                break;
            double length = 1;
            Moments next = Evaluate(x, target, slope + ds, intercept + di);
            while (next.Loss > at.Loss + 1e-4 * length * descent && length > 1e-10)
            {
                length /= 2;
                next = Evaluate(x, target, slope + length * ds, intercept + length * di);
            }

            if (next.Loss >= at.Loss)
                break;
            (slope, intercept, at) = (slope + length * ds, intercept + length * di, next);
        }

        return (slope, intercept);
    }

    /// <summary>Minus the inverse Hessian times the gradient; a little is added to the diagonal,
    /// for rows that are all alike.</summary>
    private static (double Slope, double Intercept) Direction(in Moments m, bool withIntercept)
    {
        const double Ridge = 1e-12;
        double a = m.SlopeSlope + Ridge,
            b = m.SlopeIntercept,
            c = m.InterceptIntercept + Ridge;
        if (!withIntercept)
            return (-m.GradientSlope / a, 0);
        double determinant = a * c - b * b;
        return (
            -(c * m.GradientSlope - b * m.GradientIntercept) / determinant,
            -(a * m.GradientIntercept - b * m.GradientSlope) / determinant
        );
    }

    /// <summary>Mean cross-entropy, its gradient and its Hessian.</summary>
    private static Moments Evaluate(double[] x, double[] target, double slope, double intercept)
    {
        double loss = 0,
            gs = 0,
            gi = 0,
            ss = 0,
            si = 0,
            ii = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double f = slope * x[i] + intercept,
                p = Calibrator.Sigmoid(f),
                d = p - target[i],
                h = p * (1 - p);
            loss += Math.Max(f, 0) - f * target[i] + Math.Log(1 + Math.Exp(-Math.Abs(f)));
            (gs, gi) = (gs + d * x[i], gi + d);
            (ss, si, ii) = (ss + h * x[i] * x[i], si + h * x[i], ii + h);
        }

        double n = x.Length;
        return new(loss / n, gs / n, gi / n, ss / n, si / n, ii / n);
    }

    private readonly record struct Moments(
        double Loss,
        double GradientSlope,
        double GradientIntercept,
        double SlopeSlope,
        double SlopeIntercept,
        double InterceptIntercept
    );
}
