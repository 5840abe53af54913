using System.Collections.Immutable;
using Ploutos.Features;
using Ploutos.Features.Labels;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Definitions;

/// <summary>What makes one expert: its inputs, its question, the shape of its network, and where
/// its model is kept.</summary>
public sealed class ExpertDefinition
{
    private readonly Activation _activation;
    private readonly int _heads;
    private readonly float _skip;
    private readonly int _classifierWidth;
    private readonly float _classifierDropout;

    private ExpertDefinition(
        ExpertKind kind,
        FeatureSet features,
        Label label,
        string folder,
        (string Low, string High) classes,
        Hyperparameters defaults,
        Activation activation,
        int heads,
        float skip,
        int classifierWidth,
        float classifierDropout
    )
    {
        (Kind, Features, Label, ModelFolder, ClassNames, Defaults) = (kind, features, label, folder, classes, defaults);
        (_activation, _heads, _skip, _classifierWidth, _classifierDropout) = (
            activation,
            heads,
            skip,
            classifierWidth,
            classifierDropout
        );
    }

    /// <summary>28 inputs; the close in five days above today's.</summary>
    public static ExpertDefinition Momentum { get; } =
        new(
            ExpertKind.Momentum,
            FeatureSet.Momentum,
            Label.Momentum(),
            "v7_multiticker",
            ("DOWN", "UP"),
            new()
            {
                LearningRate = 3e-4,
                BatchSize = 128,
                Dropout = 0.3,
                WeightDecay = 1.0,
                Hidden = [512, 256, 128],
                Epochs = 100,
            },
            Activation.Gelu,
            heads: 4,
            skip: 0.1f,
            classifierWidth: 64,
            classifierDropout: 0.2f
        );

    /// <summary>9 inputs; tomorrow's close above today's.</summary>
    public static ExpertDefinition Reversion { get; } =
        new(
            ExpertKind.Reversion,
            FeatureSet.Reversion,
            Label.Reversion(),
            "v7_mean_reversion",
            ("DOWN", "UP"),
            new()
            {
                LearningRate = 3e-4,
                BatchSize = 128,
                Dropout = 0.2,
                WeightDecay = 1.0,
                Hidden = [256, 128],
                Epochs = 100,
            },
            Activation.Tanh,
            heads: 2,
            skip: 0.05f,
            classifierWidth: 32,
            classifierDropout: 0f
        );

    /// <summary>6 inputs; the next five days' volatility above the trailing year's median.</summary>
    public static ExpertDefinition Volatility { get; } =
        new(
            ExpertKind.Volatility,
            FeatureSet.Volatility,
            Label.Volatility(),
            "v7_volatility",
            ("LOW", "HIGH"),
            new()
            {
                LearningRate = 1e-3,
                BatchSize = 128,
                Dropout = 0.15,
                WeightDecay = 1.0,
                Hidden = [128, 64],
                Epochs = 100,
            },
            Activation.Relu,
            heads: 2,
            skip: 0.05f,
            classifierWidth: 32,
            classifierDropout: 0f
        );

    /// <summary>The three, in the order they vote.</summary>
    public static ImmutableArray<ExpertDefinition> All { get; } = [Momentum, Reversion, Volatility];

    /// <summary>Bars that attention sees by default.</summary>
    public const int DefaultWindow = 16;

    /// <summary>Which expert.</summary>
    public ExpertKind Kind { get; }

    /// <summary>Its name on the command line and in files: momentum, reversion, volatility.</summary>
    public string Name => Features.Name;

    /// <summary>Its inputs.</summary>
    public FeatureSet Features { get; }

    /// <summary>Its question.</summary>
    public Label Label { get; }

    /// <summary>The folder of its model below <c>models/</c>.</summary>
    public string ModelFolder { get; }

    /// <summary>What class 0 and class 1 are called.</summary>
    public (string Low, string High) ClassNames { get; }

    /// <summary>Hyperparameters where no search has chosen others. The weight decay is far above
    /// what is usual: daily bars hold so little signal that an expert must be kept close to linear
    /// (chosen on days before 2014 alone; docs/decisions/0003-weight-decay.md).</summary>
    public Hyperparameters Defaults { get; }

    /// <summary>The expert of that kind.</summary>
    public static ExpertDefinition Of(ExpertKind kind) => All.Single(e => e.Kind == kind);

    /// <summary>This expert with other inputs, as with a feature of one's own
    /// (<see cref="FeatureSet.With"/>). No model of the registry fits it.</summary>
    public ExpertDefinition With(FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new(
            Kind,
            features,
            Label,
            ModelFolder,
            ClassNames,
            Defaults,
            _activation,
            _heads,
            _skip,
            _classifierWidth,
            _classifierDropout
        );
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
            Activation = _activation,
            Heads = attention ? _heads : 0,
            Window = attention ? window : 1,
            Skip = _skip,
            ClassifierWidth = _classifierWidth,
            StackDropout = (float)hyperparameters.Dropout,
            AttentionDropout = 0.1f,
            ClassifierDropout = _classifierDropout,
        };
    }
}
