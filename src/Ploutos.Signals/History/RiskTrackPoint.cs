namespace Ploutos.Signals.History;

/// <summary>A risk forecast and what came. Volatilities are a year: 0.2 is 20 %.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The forecast's day.</param>
/// <param name="Forecast">Forecast volatility: as much comes above as below.</param>
/// <param name="Realised">Realised volatility of the days ahead.</param>
public sealed record RiskTrackPoint(string Ticker, DateOnly AsOf, double Forecast, double Realised);
