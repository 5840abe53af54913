using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Trees;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Parts;

/// <summary>What a program brings along beside the built-in parts.</summary>
public sealed class OwnParts : IServiceProvider
{
    /// <summary>Features in code.</summary>
    public OwnFeatureList Features { get; } = new();

    /// <summary>Experts in code.</summary>
    public OwnExpertList Experts { get; } = new();

    /// <summary>Labels in code.</summary>
    public OwnLabelList Labels { get; } = new();

    /// <summary>Sources of bars.</summary>
    public OwnSourceList Sources { get; } = new();

    /// <summary>Brokers of paper trading.</summary>
    public OwnBrokerList Brokers { get; } = new();

    /// <summary>Channels of alerts.</summary>
    public OwnAlertChannelList AlertChannels { get; } = new();

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => serviceType == typeof(OwnParts) ? this : null;

    /// <summary>What a program's parts bring along; the first that has it counts, as there is one a
    /// program.</summary>
    internal static OwnParts Of(IEnumerable<IServiceProvider> parts) =>
        parts.Select(p => p.GetService(typeof(OwnParts))).OfType<OwnParts>().FirstOrDefault() ?? new();

    /// <summary>The workspace with these features, labels and experts, and those that it has
    /// already.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="foreign">What reads models of other programs; null for the workspace's own.</param>
    /// <param name="boosting">What learns boosted trees; null for the workspace's own.</param>
    internal WorkspaceFolder In(WorkspaceFolder workspace, IForeignModelReader? foreign, IGradientBoosting? boosting) =>
        new(workspace.Root)
        {
            OwnFeatures = [.. workspace.OwnFeatures, .. Features.All],
            OwnLabels = [.. workspace.OwnLabels, .. Labels.All],
            OwnExperts = workspace
                .OwnExperts.Concat(Experts.All)
                .DistinctBy(e => e.Key)
                .ToDictionary(e => e.Key, e => e.Value),
            ForeignModels = foreign ?? workspace.ForeignModels,
            Boosting = boosting ?? workspace.Boosting,
        };
}

/// <summary>Features in code.</summary>
public sealed class OwnFeatureList
{
    internal List<OwnFeature> All { get; } = [];

    /// <summary>Adds a feature; experts name it in <c>inputs.features</c>. It is run on simulated bars at
    /// once, and refused where it looks ahead.</summary>
    /// <param name="name">1 to 64 small letters, digits and '_', beginning with a letter.</param>
    /// <param name="values">From a ticker's bars to one value a bar; NaN where there is none.</param>
    /// <exception cref="ArgumentException">The name breaks its rule or is taken, or the function looks
    /// ahead.</exception>
    public void Add(string name, Func<BarSeries, double[]> values)
    {
        if (All.Any(f => f.Name == name))
            throw new ArgumentException(
                $"A feature's name must be given once, but '{name}' is given twice. Choose another one.",
                nameof(name)
            );
        All.Add(new(name, values));
    }
}

/// <summary>Experts in code.</summary>
public sealed class OwnExpertList
{
    internal Dictionary<string, string> All { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds an expert by the text of its file (docs/experts.md), as if it lay in the workspace's
    /// folder of experts. It is read when it is asked for.</summary>
    /// <param name="name">1 to 32 small letters, digits, '_' and '-', beginning with a letter.</param>
    /// <param name="file">JSON, with comments if you like.</param>
    /// <exception cref="ArgumentException">The name breaks its rule, or is taken.</exception>
    public void Add(string name, string file)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        if (ExpertNameRule.Problem(name) is { } problem)
            throw new ArgumentException(problem, nameof(name));
        if (!All.TryAdd(name, file))
            throw new ArgumentException(
                $"An expert's name must be given once, but '{name}' is given twice. Choose another one.",
                nameof(name)
            );
    }
}

/// <summary>Sources of bars.</summary>
public sealed class OwnSourceList
{
    private static readonly string[] s_taken =
    [
        "auto",
        "csv",
        "simulated",
        "yahoo",
        "stooq",
        "alpaca",
        "tiingo",
        "binance",
    ];

    internal List<IBarSource> All { get; } = [];

    /// <summary>Adds a source; <c>fetch</c>, <c>predict</c> and the daily run take it by its name, and
    /// <c>auto</c> asks it first.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="ArgumentException">Its name is no short word, or taken.</exception>
    public void Add(IBarSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        OwnPartName.Require("source", source.Name, s_taken.Concat(All.Select(s => s.Name)));
        All.Add(source);
    }
}
