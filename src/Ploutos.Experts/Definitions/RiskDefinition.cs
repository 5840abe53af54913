using System.Collections.Immutable;
using System.Text;
using Ploutos.Features;
using Ploutos.Features.Inputs;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>What makes the risk model: its inputs, its horizons, its regression, and what it is held against. It is
/// an embedded file like those of the experts; its keys are of its own, since it forecasts in units.</summary>
public sealed class RiskDefinition
{
    /// <summary>Its name on the command line and of its folder.</summary>
    public const string Name = "risk";

    private const int Format = 1;
    private const string Volatility = "volatility";

    private RiskDefinition() { }

    /// <summary>The one that there is.</summary>
    public static RiskDefinition BuiltIn { get; } = Read(ExpertResources.BuiltIn(Name), $"{Name}.json");

    /// <summary>What it forecasts, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The text of its file.</summary>
    public required string Text { get; init; }

    /// <summary>Its inputs: the ticker's own, then the market's.</summary>
    public required FeatureSet Features { get; init; }

    /// <summary>Bars ahead that are forecast, ascending.</summary>
    public required ImmutableArray<int> Horizons { get; init; }

    /// <summary>What class 0 and class 1 are called.</summary>
    public required (string Low, string High) ClassNames { get; init; }

    /// <summary>Penalty of the squared weights, in units of one row's squared error; above 0.</summary>
    public required double Penalty { get; init; }

    /// <summary>Largest size of a target in fitting; above 0.</summary>
    public required double TargetClip { get; init; }

    /// <summary>Rows that a fit needs, of training and of validation each.</summary>
    public required int LeastRows { get; init; }

    /// <summary>What it is held against: har, ewma, deviation20.</summary>
    public required ImmutableArray<string> Baselines { get; init; }

    /// <summary>The question of class 1 in words.</summary>
    public string Question =>
        $"volatility of the next {string.Join(" or ", Horizons)} days lies above the trailing year's median";

    /// <summary>Reads it. Keys that say what can't be chosen must say just that.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Where it is, for errors.</param>
    /// <exception cref="StorageException">It breaks a rule.</exception>
    internal static RiskDefinition Read(byte[] content, string path)
    {
        SettingsFile file = SettingsFile
            .Parse(content, path)
            .Allow("format", "description", "model", "inputs", "label", "classes", "ridge", "baselines", "folder");
        SettingsFile inputs = Required(file, "inputs").Allow("features"),
            label = Required(file, "label").Allow("kind", "horizons"),
            ridge = Required(file, "ridge").Allow("penalty", "target_clip", "least_rows");
        file.Whole("format", Format, Format, Format);
        file.Choice("model", Name, Name);
        file.Choice("folder", Name, Name);
        label.Choice("kind", Volatility, Volatility);
        IReadOnlyList<string> classes = file.Texts("classes") ?? throw file.Missing("classes");
        if (classes.Count != 2)
            throw file.Wrong("classes", "must be two names, class 0 first");
        return new()
        {
            Description = file.RequiredText("description"),
            Text = Encoding.UTF8.GetString(content),
            Features = FeatureChoice.Of(Name, inputs.Texts("features") ?? throw inputs.Missing("features"), []),
            Horizons = [.. label.Wholes("horizons", 1, LabelPart.LongestHorizon) ?? throw label.Missing("horizons")],
            ClassNames = (classes[0], classes[1]),
            Penalty = ridge.Number("penalty", double.NaN, 1e-9, 1e9),
            TargetClip = ridge.Number("target_clip", double.NaN, 1e-9, 1e9),
            LeastRows = ridge.Whole("least_rows", 0, 1, int.MaxValue),
            Baselines = [.. file.Texts("baselines") ?? throw file.Missing("baselines")],
        };
    }

    private static SettingsFile Required(SettingsFile file, string key) => file.Section(key) ?? throw file.Missing(key);
}
