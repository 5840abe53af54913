namespace Ploutos.Experts.Risk;

/// <summary>The probability of HIGH from a forecast f of the log of volatility over its level:
/// 1 / (1 + exp(-(slope f + intercept))), fitted without a penalty by Newton's method.</summary>
public sealed record ForecastLogistic
{
    private const int MostSteps = 50;
    private const double Converged = 1e-14;

    /// <summary>Factor of the forecast.</summary>
    public required double Slope { get; init; }

    /// <summary>Log-odds at a forecast of 0.</summary>
    public required double Intercept { get; init; }

    /// <summary>Fits both.</summary>
    /// <param name="forecast">[rows].</param>
    /// <param name="high">[rows], whether HIGH happened; both outcomes must occur.</param>
    /// <exception cref="ArgumentException">The lengths differ, or only one outcome
    /// occurs.</exception>
    public static ForecastLogistic Fit(ReadOnlySpan<double> forecast, ReadOnlySpan<bool> high)
    {
        int ones = high.Count(true);
        if (forecast.Length != high.Length)
            throw new ArgumentException(
                $"Forecasts and outcomes must have one length, but got {forecast.Length} and {high.Length}.",
                nameof(high)
            );
        if (ones == 0 || ones == high.Length)
            throw new ArgumentException(
                $"A logistic fit needs rows of both outcomes, but got {high.Length - ones} LOW and {ones} HIGH. "
                    + "Use more bars.",
                nameof(high)
            );
        double slope = 0,
            intercept = 0;
        Curvature at = Evaluate(forecast, high, slope, intercept);
        for (int step = 0; step < MostSteps; step++)
        {
            double determinant = at.SlopeSlope * at.InterceptIntercept - at.SlopeIntercept * at.SlopeIntercept;
            if (!(determinant > 1e-12 * at.SlopeSlope * at.InterceptIntercept))
            {
                // At the start: forecasts that are all alike. Later: outcomes that the forecast
                // separates, whose slope would grow for ever.
                if (step == 0)
                    return Constant(ones, high.Length);
                break;
            }

            double ds =
                    (at.InterceptIntercept * at.GradientSlope - at.SlopeIntercept * at.GradientIntercept) / determinant,
                di = (at.SlopeSlope * at.GradientIntercept - at.SlopeIntercept * at.GradientSlope) / determinant;
            Curvature next = Evaluate(forecast, high, slope + ds, intercept + di);

            // Far from the solution a whole step can overshoot; near it only rounding differs.
            while (next.Loss > at.Loss + 1e-9 && Math.Max(Math.Abs(ds), Math.Abs(di)) > 1e-9)
            {
                (ds, di) = (ds / 2, di / 2);
                next = Evaluate(forecast, high, slope + ds, intercept + di);
            }

            (slope, intercept, at) = (slope + ds, intercept + di, next);
            if (Math.Max(Math.Abs(ds), Math.Abs(di)) < Converged)
                break;
        }

        return new() { Slope = slope, Intercept = intercept };
    }

    /// <summary>Probability of HIGH, 0 .. 1.</summary>
    public double Probability(double forecast) => Calibration.Calibrator.Sigmoid(Slope * forecast + Intercept);

    /// <summary>Forecasts that are all alike: the base rate.</summary>
    private static ForecastLogistic Constant(double ones, double rows) =>
        new() { Slope = 0, Intercept = Math.Log(ones / (rows - ones)) };

    private static Curvature Evaluate(
        ReadOnlySpan<double> forecast,
        ReadOnlySpan<bool> high,
        double slope,
        double intercept
    )
    {
        Curvature c = default;
        for (int i = 0; i < forecast.Length; i++)
        {
            double x = forecast[i],
                logit = slope * x + intercept,
                p = Calibration.Calibrator.Sigmoid(logit),
                d = (high[i] ? 1 : 0) - p,
                h = p * (1 - p);
            c.Loss += Math.Max(logit, 0) - (high[i] ? logit : 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
            c.GradientSlope += d * x;
            c.GradientIntercept += d;
            c.SlopeSlope += h * x * x;
            c.SlopeIntercept += h * x;
            c.InterceptIntercept += h;
        }

        return c;
    }

    private struct Curvature
    {
        public double Loss,
            GradientSlope,
            GradientIntercept,
            SlopeSlope,
            SlopeIntercept,
            InterceptIntercept;
    }
}
