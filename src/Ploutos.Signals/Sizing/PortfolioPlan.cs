using Ploutos.Experts.Risk;

namespace Ploutos.Signals.Sizing;

/// <summary>From volatilities and covariances to whole shares. Each position gets the same forecast
/// volatility; all are multiplied until the whole has its target, then cut to the limits and rounded
/// down to whole shares.</summary>
internal sealed record PortfolioPlan
{
    /// <summary>Shares of each ticker.</summary>
    public required long[] Shares { get; init; }

    /// <summary>Weights of these shares.</summary>
    public required double[] Weights { get; init; }

    /// <summary>Each one's share of the variance.</summary>
    public required double[] RiskShares { get; init; }

    /// <summary>Forecast volatility of the whole.</summary>
    public required double Volatility { get; init; }

    /// <summary>Tickers that the limit of a position cut.</summary>
    public required int PositionsCut { get; init; }

    /// <summary>Whether the limit of the sum cut.</summary>
    public required bool GrossCut { get; init; }

    /// <summary>Sizes.</summary>
    /// <param name="request">Target and limits.</param>
    /// <param name="capital">What can be invested, above 0: target, limits and weights are of
    /// it.</param>
    /// <param name="volatility">Forecast volatility of each ticker a year, above 0.</param>
    /// <param name="price">Price of each.</param>
    /// <param name="covariance">How they move together.</param>
    public static PortfolioPlan Of(
        SizeRequest request,
        double capital,
        double[] volatility,
        double[] price,
        ShrunkCovariance covariance
    )
    {
        // Equal parts of volatility 1 have this volatility together.
        double together = covariance.Volatility([.. volatility.Select(_ => 1.0)]),
            part = together > 0 ? request.TargetVolatility / together : request.TargetVolatility;
        double[] wanted = Array.ConvertAll(volatility, v => part / v),
            weights = Array.ConvertAll(wanted, w => Math.Min(w, request.MaxPosition));
        double gross = weights.Sum(),
            cut = Math.Min(1, request.MaxGross / gross);
        long[] shares = [.. weights.Select((w, i) => (long)Math.Floor(w * cut * capital / price[i] * (1 + 1e-12)))];
        double[] held = [.. shares.Select((s, i) => s * price[i] / capital)],
            parts = [.. held.Select((w, i) => w * volatility[i])];
        return new()
        {
            Shares = shares,
            Weights = held,
            RiskShares = covariance.RiskShares(parts),
            Volatility = covariance.Volatility(parts),
            PositionsCut = wanted.Count(w => w > request.MaxPosition * (1 + 1e-9)),
            GrossCut = cut < 1 - 1e-9,
        };
    }
}
