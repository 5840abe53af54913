namespace Ploutos.Experts.Metrics;

/// <summary>How far a forecast of volatility was from what came.</summary>
public static class VolatilityLoss
{
    /// <summary>QLIKE (Patton 2011): v / h - log(v / h) - 1 of realised variance v and forecast
    /// variance h. 0 where they agree; ranks forecasts rightly although realised variance is a
    /// noisy measure of the true one, and weighs too low a forecast more than too high a one.</summary>
    /// <param name="realised">Realised volatility, in any unit.</param>
    /// <param name="forecast">Forecast volatility in the same unit, above 0.</param>
    /// <returns>0 or more; NaN where either is not above 0 or not known.</returns>
    public static double QuasiLikelihood(double realised, double forecast)
    {
        if (!(realised > 0) || !(forecast > 0))
            return double.NaN;
        double ratio = realised * realised / (forecast * forecast);
        return ratio - Math.Log(ratio) - 1;
    }

    /// <summary>log(realised / forecast): above 0 where more came than was forecast; NaN where
    /// either is not above 0 or not known.</summary>
    public static double LogError(double realised, double forecast) =>
        realised > 0 && forecast > 0 ? Math.Log(realised / forecast) : double.NaN;
}
