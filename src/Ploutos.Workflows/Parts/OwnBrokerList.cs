using Ploutos.PaperTrading;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.Workflows.Parts;

/// <summary>Brokers of paper trading in code.</summary>
public sealed class OwnBrokerList
{
    internal Dictionary<string, Func<IBroker>> All { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a broker; <c>paper.json</c> names it as its <c>broker</c>.</summary>
    /// <param name="name">1 to 32 small letters, digits, '_' and '-'; it stands in the book, and another
    /// broker does not go on with the book.</param>
    /// <param name="open">Opens it, once for each session: a run, a reconciliation. A broker that can be
    /// disposed of is, at the session's end.</param>
    /// <exception cref="ArgumentException">The name breaks its rule, or is taken.</exception>
    public void Add(string name, Func<IBroker> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        OwnPartName.Require("broker", name, [.. PaperWorkflow.Brokers, .. All.Keys]);
        All.Add(name, open);
    }
}
