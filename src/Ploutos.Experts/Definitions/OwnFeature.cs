using Ploutos.Features.Inputs;
using Ploutos.MarketData;

namespace Ploutos.Experts.Definitions;

/// <summary>A feature in code: a function from a ticker's bars to one value a bar. Experts name it among
/// their features.</summary>
public sealed record OwnFeature
{
    /// <summary>Takes the function, and tests that it does not look ahead
    /// (<see cref="LookAheadTest"/>).</summary>
    /// <param name="name">Its name: 1 to 64 small letters, digits and '_', beginning with a letter; no set of
    /// features has it, but that called <c>market</c>, whose features are then named one by one.</param>
    /// <param name="values">From the bars to one value a bar; NaN where there is none.</param>
    /// <exception cref="ArgumentException">The name breaks its rule, or the function looks ahead.</exception>
    public OwnFeature(string name, Func<BarSeries, double[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        CodeName.Require("feature", name, FeatureChoice.TakenNames, "set");
        Column = new(name, values);
        LookAheadTest.Require(Column);
    }

    /// <summary>Its name.</summary>
    public string Name => Column.Name;

    internal NamedColumn Column { get; }
}
