using Ploutos.Features.Inputs;
using Ploutos.MarketData;

namespace Ploutos.Experts.Definitions;

/// <summary>A label in code: a function from a ticker's bars to one value a bar, above 0 for class 1. Experts
/// name it as the kind of their label.</summary>
public sealed record OwnLabel
{
    /// <summary>Takes the function, and tests that it looks no further ahead than it says
    /// (<see cref="LookAheadTest"/>).</summary>
    /// <param name="name">Its name: 1 to 64 small letters, digits and '_', beginning with a letter; no kind of
    /// label has it.</param>
    /// <param name="horizon">Bars after a day until its value is known, 1 to 63.</param>
    /// <param name="values">From the bars to one value a bar; NaN where there is none.</param>
    /// <exception cref="ArgumentException">The name or the horizon breaks its rule, or the function looks
    /// further ahead.</exception>
    public OwnLabel(string name, int horizon, Func<BarSeries, double[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        CodeName.Require("label", name, LabelPart.Kinds, "kind of label");
        if (horizon is < 1 or > LabelPart.LongestHorizon)
            throw new ArgumentException(
                $"The horizon of the label '{name}' must lie in 1 to {LabelPart.LongestHorizon}, but is {horizon}.",
                nameof(horizon)
            );
        (Name, Horizon, Values) = (name, horizon, values);
        LookAheadTest.RequireLabel(new(name, values), horizon);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Bars after a day until its value is known.</summary>
    public int Horizon { get; }

    internal Func<BarSeries, double[]> Values { get; }
}
