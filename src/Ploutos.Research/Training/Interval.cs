using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>A figure with its 95 % interval (stationary block bootstrap by day).</summary>
public sealed record Interval(double Value, double Low, double High);
