using Ploutos.Experts.Definitions;
using Ploutos.MarketData;

namespace Ploutos.Workflows.Parts;

/// <summary>Labels in code.</summary>
public sealed class OwnLabelList
{
    internal List<OwnLabel> All { get; } = [];

    /// <summary>Adds a label; an expert's file names it as the <c>kind</c> of its label. It is run on
    /// simulated bars at once, and refused where it looks further ahead than its horizon.</summary>
    /// <param name="name">1 to 64 small letters, digits and '_', beginning with a letter.</param>
    /// <param name="horizon">Bars after a day until its value is known, 1 to 63.</param>
    /// <param name="values">From a ticker's bars to one value a bar: above 0 for class 1, NaN where it is
    /// not known. Those of the last <paramref name="horizon"/> bars are not looked at.</param>
    /// <exception cref="ArgumentException">The name breaks its rule or is taken, or the function looks
    /// further ahead.</exception>
    public void Add(string name, int horizon, Func<BarSeries, double[]> values)
    {
        if (All.Any(l => l.Name == name))
            throw new ArgumentException(
                $"A label's name must be given once, but '{name}' is given twice. Choose another one.",
                nameof(name)
            );
        All.Add(new(name, horizon, values));
    }
}
