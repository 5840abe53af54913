using Ploutos.Features.Inputs;
using Ploutos.MarketData;

namespace Ploutos.Experts.Definitions;

/// <summary>A feature in code: a function from a ticker's bars to one value a bar. Experts name it among
/// their features.</summary>
public sealed record OwnFeature
{
    private const int Longest = 64;

    /// <summary>Takes the function, and tests that it does not look ahead
    /// (<see cref="LookAheadTest"/>).</summary>
    /// <param name="name">Its name: 1 to 64 small letters, digits and '_', beginning with a letter; no set of
    /// features has it.</param>
    /// <param name="values">From the bars to one value a bar; NaN where there is none.</param>
    /// <exception cref="ArgumentException">The name breaks its rule, or the function looks ahead.</exception>
    public OwnFeature(string name, Func<BarSeries, double[]> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        if (
            name.Length is < 1 or > Longest
            || !char.IsAsciiLetterLower(name[0])
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            || FeatureChoice.Sets.Contains(name)
        )
            throw new ArgumentException(
                $"A feature's name must be 1 to {Longest} small letters, digits and '_', beginning with a letter, and"
                    + $" no set's, but is '{name}'. Choose another one.",
                nameof(name)
            );
        Column = new(name, values);
        LookAheadTest.Require(Column);
    }

    /// <summary>Its name.</summary>
    public string Name => Column.Name;

    internal NamedColumn Column { get; }
}
