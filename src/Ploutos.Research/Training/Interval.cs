using System.Text.Json.Serialization;
using Ploutos.MarketData.Figures;

namespace Ploutos.Research.Training;

/// <summary>A figure with its 95 % interval, as results carry it to whoever shows them. NaN where it is not
/// defined.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end, in the figure's unit.</param>
/// <param name="High">Upper end, in the figure's unit.</param>
public sealed record Interval(double Value, double Low, double High)
{
    /// <summary>Whether it lies wholly above 0.</summary>
    [JsonIgnore]
    public bool IsAboveZero => Low > 0;

    /// <summary>Whether it lies wholly below 0.</summary>
    [JsonIgnore]
    public bool IsBelowZero => High < 0;

    /// <summary>An estimate of a lower layer.</summary>
    public static Interval Of(Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
