using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>A position from its opening to its end.</summary>
/// <param name="Ticker">What was held.</param>
/// <param name="Side">long or short.</param>
/// <param name="Opened">Day of the first fill.</param>
/// <param name="Closed">Day of the last fill; null while it is held.</param>
/// <param name="Profit">Money won or lost after costs of trading.</param>
public sealed record BacktestTrade(string Ticker, string Side, DateOnly Opened, DateOnly? Closed, double Profit);
