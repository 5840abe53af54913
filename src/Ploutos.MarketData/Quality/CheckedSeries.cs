using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>What was delivered, the clean series made from it, and every difference between
/// the two.</summary>
public sealed record CheckedSeries(DeliveredSeries Delivered, BarSeries Series, QualityReport Report);
