using System.Text.Json.Serialization;

namespace Ploutos.MarketData.Figures;

/// <summary>A figure and the interval in which chance leaves it. All three are NaN where the figure
/// is not defined; the ends alone are NaN where only the interval is not.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of the interval, in the figure's unit.</param>
/// <param name="High">Upper end of the interval, in the figure's unit.</param>
[method: JsonConstructor]
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>A figure that is not defined.</summary>
    public static Estimate Undefined { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Whether the interval lies wholly above 0: a difference that is unlikely to be
    /// chance.</summary>
    [JsonIgnore]
    public bool IsAboveZero => Low > 0;

    /// <summary>Whether the interval lies wholly below 0.</summary>
    [JsonIgnore]
    public bool IsBelowZero => High < 0;

    /// <summary>An interval of the same reach on both sides.</summary>
    public static Estimate Around(double value, double reach) => new(value, value - reach, value + reach);

    /// <summary>The same in another unit.</summary>
    /// <param name="factor">What to multiply by, above 0.</param>
    public Estimate Times(double factor) => new(Value * factor, Low * factor, High * factor);
}
