using System.Reflection;
using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Trees;
using Ploutos.Experts.Vote;
using Ploutos.Features;

namespace Ploutos.Experts.Tests.Definitions;

/// <summary>An expert with other inputs is the same expert in everything else.</summary>
public sealed class ExpertCopyTests
{
    private static readonly string[] s_differs =
    [
        nameof(ExpertDefinition.Features),
        nameof(ExpertDefinition.Digest),
        nameof(ExpertDefinition.NeedsMarket),
    ];

    [Fact]
    public void Whatever_a_file_says_but_the_inputs_goes_with_a_copy()
    {
        ExpertDefinition own = Whole();
        ExpertDefinition copy = own.With(FeatureSet.Momentum);
        PropertyInfo[] all =
        [
            .. typeof(ExpertDefinition)
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => !s_differs.Contains(p.Name)),
        ];
        Assert.True(all.Length >= 17);
        foreach (PropertyInfo property in all)
        {
            object? kept = property.GetValue(own);
            // What is the same as where nothing is said would be kept by a copy that forgets it.
            if (property.CanWrite)
                Assert.False(
                    Equals(
                        kept,
                        property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null
                    ),
                    $"{property.Name} needs a value of its own"
                );
            Assert.True(Equals(kept, property.GetValue(copy)), $"{property.Name} is not kept");
        }

        Assert.Same(FeatureSet.Momentum, copy.Features);
    }

    /// <summary>An expert of a file, with every part that a file can give, and those that none gives at once.</summary>
    private static ExpertDefinition Whole()
    {
        ExpertDefinition read = ExpertFile.Read(
            Encoding.UTF8.GetBytes(
                """
                {
                  "description": "asks of volatility",
                  "inputs": { "features": ["volatility"] },
                  "label": { "kind": "volatility", "horizon": 5 },
                  "window": 3,
                  "vote": { "weight": 2, "role": "volatility" },
                  "risk_model": true
                }
                """
            ),
            "mine.json",
            "mine",
            boosting: new NoBoosting()
        );
        return new()
        {
            Name = read.Name,
            Description = read.Description,
            Text = read.Text,
            Digest = read.Digest,
            Features = read.Features,
            Columns = [default!],
            Label = read.Label,
            ModelFolder = read.ModelFolder,
            ClassNames = read.ClassNames,
            Defaults = read.Defaults,
            Widths = read.Widths,
            Baselines = read.Baselines,
            HasRiskModel = read.HasRiskModel,
            Model = ExpertModel.Onnx,
            Network = read.Network,
            Foreign = new ForeignFile("mine.onnx", new(2015, 12, 31), null),
            Boosting = read.Boosting,
            Window = read.Window,
            VoteWeight = read.VoteWeight,
            Role = read.Role,
        };
    }

    private sealed class NoBoosting : IGradientBoosting
    {
        public string Name => "none";

        public string? Unavailable => "it is a test's";

        public int ChooseTrees(BoostingRows training, BoostingRows validation) => throw new NotSupportedException();

        public IFittedTrees Fit(BoostingRows rows, int trees) => throw new NotSupportedException();
    }
}
