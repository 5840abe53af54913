using System.Collections.Immutable;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Trees;
using Ploutos.Experts.Vote;
using Ploutos.Features;
using Ploutos.Features.Labels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Definitions;

/// <summary>What makes one expert: its inputs, its question, the shape of its network, and where
/// its model is kept. It is read from a file (<see cref="ExpertFile"/>); three files are
/// embedded.</summary>
public sealed class ExpertDefinition
{
    internal ExpertDefinition() { }

    /// <summary>28 inputs; the close in five days above today's.</summary>
    public static ExpertDefinition Momentum { get; } = BuiltIn("momentum");

    /// <summary>9 inputs; tomorrow's close above today's.</summary>
    public static ExpertDefinition Reversion { get; } = BuiltIn("reversion");

    /// <summary>6 inputs; the next five days' volatility above the trailing year's median.</summary>
    public static ExpertDefinition Volatility { get; } = BuiltIn("volatility");

    /// <summary>The three that are embedded, in the order they vote.</summary>
    public static ImmutableArray<ExpertDefinition> All { get; } = [Momentum, Reversion, Volatility];

    /// <summary>Bars that attention sees by default.</summary>
    public const int DefaultWindow = 16;

    /// <summary>Its name on the command line and in files: momentum, reversion, volatility, or the
    /// name of a file of the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks of what, in one sentence; null where the file does not say.</summary>
    public required string? Description { get; init; }

    /// <summary>The text of its file.</summary>
    public required string Text { get; init; }

    /// <summary>Names what a model depends on (inputs, label, network): SHA-256, hexadecimal. A model
    /// of another digest does not fit.</summary>
    public required string Digest { get; init; }

    /// <summary>Its inputs.</summary>
    public required FeatureSet Features { get; init; }

    /// <summary>Those of its inputs that are columns of files.</summary>
    public ImmutableArray<FileColumn> Columns { get; init; } = [];

    /// <summary>Its question.</summary>
    public required Label Label { get; init; }

    /// <summary>Whether inputs or label look at all tickers of a day.</summary>
    public bool NeedsMarket => Features.NeedsMarket || Label.NeedsMarket;

    /// <summary>The folder of its model below <c>models/</c>.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The names of class 0 (Low) and of class 1 (High), as in FALL and RISE: class 1 is what the label
    /// asks for, and need not be higher in anything.</summary>
    public required (string Low, string High) ClassNames { get; init; }

    /// <summary>Hyperparameters where no search has chosen others.</summary>
    public required Hyperparameters Defaults { get; init; }

    /// <summary>Bars that its attention sees; null where a training chooses them.</summary>
    public int? Window { get; init; }

    /// <summary>Its weight in an ensemble that gives it none; null where its file does not say.</summary>
    public double? VoteWeight { get; init; }

    /// <summary>What its probability means to a vote, unless an ensemble says otherwise.</summary>
    public VoteRole Role { get; init; }

    /// <summary>What a search may choose as the widths of the stack, one range a layer.</summary>
    public required ImmutableArray<WidthRange> Widths { get; init; }

    /// <summary>The simple forecasters that it is held against.</summary>
    public required ImmutableArray<string> Baselines { get; init; }

    /// <summary>Whether the risk model answers the same question: it is fitted with the expert, and may
    /// serve it.</summary>
    public required bool HasRiskModel { get; init; }

    /// <summary>What answers its question. A linear expert, and one of boosted trees, has the smallest network
    /// there is, which is never asked.</summary>
    public ExpertModel Model { get; init; }

    /// <summary>What of its network's shape no search chooses.</summary>
    public required NetworkForm Network { get; init; }

    /// <summary>The file of the model of another program that is its model; null where it is a network of
    /// Ploutos.</summary>
    public ForeignFile? Foreign { get; init; }

    /// <summary>What learns boosted trees; null where the program came without that part.</summary>
    public IGradientBoosting? Boosting { get; init; }

    /// <summary>Whether it is one of the three that are embedded.</summary>
    public bool IsBuiltIn => All.Any(e => e.Name == Name);

    /// <summary>This expert with other inputs, as with a feature of one's own
    /// (<see cref="FeatureSet.With"/>). No model of the registry fits it.</summary>
    public ExpertDefinition With(FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new()
        {
            Name = Name,
            Description = Description,
            Text = Text,
            Digest = "",
            Features = features,
            Columns = Columns,
            Label = Label,
            ModelFolder = ModelFolder,
            ClassNames = ClassNames,
            Defaults = Defaults,
            Widths = Widths,
            Baselines = Baselines,
            HasRiskModel = HasRiskModel,
            Model = Model,
            Network = Network,
            Foreign = Foreign,
            Boosting = Boosting,
            Window = Window,
            VoteWeight = VoteWeight,
            Role = Role,
        };
    }

    /// <summary>The network's shape for some hyperparameters and a window; without attention a
    /// plain network, which sees one bar.</summary>
    public NetworkShape Shape(Hyperparameters hyperparameters, int window, bool attention = true)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        hyperparameters.Validate(Defaults.Hidden.Length);
        return new()
        {
            Inputs = Features.Count,
            Stack = hyperparameters.Hidden,
            Activation = Network.Activation,
            Heads = attention ? Network.Heads : 0,
            Window = attention ? window : 1,
            Skip = Network.Skip,
            ClassifierWidth = Network.ClassifierWidth,
            StackDropout = (float)hyperparameters.Dropout,
            AttentionDropout = 0.1f,
            ClassifierDropout = Network.ClassifierDropout,
        };
    }

    private static ExpertDefinition BuiltIn(string name) =>
        ExpertFile.Read(ExpertResources.BuiltIn(name), $"{name}.json", name);
}
