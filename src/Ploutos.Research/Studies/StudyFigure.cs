using System.Text.Json.Serialization;
using Ploutos.MarketData.Figures;

namespace Ploutos.Research.Studies;

/// <summary>A mean over days with its 95 % interval (Newey and West 1987). The ends are NaN where there
/// are fewer than three days.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record StudyFigure(double Value, double Low, double High)
{
    /// <summary>Whether the interval lies wholly above 0.</summary>
    [JsonIgnore]
    public bool IsAboveZero => Low > 0;

    /// <summary>Whether the interval lies wholly below 0.</summary>
    [JsonIgnore]
    public bool IsBelowZero => High < 0;

    internal static StudyFigure Of(Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
