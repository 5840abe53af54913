using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Tests.Metrics;

public sealed class VolatilityLossTests
{
    [Fact]
    public void QLIKE_is_0_where_both_agree_and_weighs_too_low_a_forecast_more()
    {
        Assert.Equal(0, VolatilityLoss.QuasiLikelihood(0.3, 0.3), 1e-15);
        Assert.Equal(4 - Math.Log(4) - 1, VolatilityLoss.QuasiLikelihood(0.4, 0.2), 1e-12);
        Assert.Equal(0.25 + Math.Log(4) - 1, VolatilityLoss.QuasiLikelihood(0.2, 0.4), 1e-12);
        Assert.Equal(Math.Log(2), VolatilityLoss.LogError(0.4, 0.2), 1e-12);
    }

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(0.2, 0)]
    [InlineData(double.NaN, 0.2)]
    [InlineData(0.2, double.NaN)]
    public void What_is_not_a_volatility_has_no_loss(double realised, double forecast)
    {
        Assert.Equal(double.NaN, VolatilityLoss.QuasiLikelihood(realised, forecast));
        Assert.Equal(double.NaN, VolatilityLoss.LogError(realised, forecast));
    }
}
