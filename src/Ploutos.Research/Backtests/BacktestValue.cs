using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>A figure and its 95 % interval; null where it is not defined.</summary>
public sealed record BacktestValue(double? Value, double? Low, double? High);
