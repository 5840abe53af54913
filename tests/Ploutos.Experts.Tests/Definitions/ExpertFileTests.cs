using System.Text;
using System.Text.Json;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.Features.Labels;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;
using Ploutos.Storage;

namespace Ploutos.Experts.Tests.Definitions;

public sealed class ExpertFileTests
{
    /// <summary>What the three experts were before they became files; a weight depends on nothing
    /// else.</summary>
    [Fact]
    public void The_embedded_files_say_what_the_published_experts_are()
    {
        Is(
            ExpertDefinition.Momentum,
            FeatureSet.Momentum,
            ("label_momentum", LabelKind.Up, 5),
            new(Activation.Gelu, 4, 0.1f, 64, 0.2f),
            new()
            {
                LearningRate = 3e-4,
                BatchSize = 128,
                Dropout = 0.3,
                WeightDecay = 1.0,
                Hidden = [512, 256, 128],
                Epochs = 100,
            },
            "v7_multiticker"
        );
        Is(
            ExpertDefinition.Reversion,
            FeatureSet.Reversion,
            ("label_reversion", LabelKind.Up, 1),
            new(Activation.Tanh, 2, 0.05f, 32, 0),
            new()
            {
                LearningRate = 3e-4,
                BatchSize = 128,
                Dropout = 0.2,
                WeightDecay = 1.0,
                Hidden = [256, 128],
                Epochs = 100,
            },
            "v7_mean_reversion"
        );
        Is(
            ExpertDefinition.Volatility,
            FeatureSet.Volatility,
            ("label_volatility", LabelKind.Volatility, 5),
            new(Activation.Relu, 2, 0.05f, 32, 0),
            new()
            {
                LearningRate = 1e-3,
                BatchSize = 128,
                Dropout = 0.15,
                WeightDecay = 1.0,
                Hidden = [128, 64],
                Epochs = 100,
            },
            "v7_volatility"
        );
        Assert.Equal([(256, 768, 128), (128, 256, 64), (64, 128, 32)], Widths(ExpertDefinition.Momentum));
        Assert.Equal([(128, 384, 64), (64, 128, 32)], Widths(ExpertDefinition.Reversion));
        Assert.Equal([(64, 192, 32), (32, 64, 16)], Widths(ExpertDefinition.Volatility));
        Assert.Equal([false, false, true], ExpertDefinition.All.Select(e => e.HasRiskModel));
        Assert.Equal(("LOW", "HIGH"), ExpertDefinition.Volatility.ClassNames);
        Assert.Equal(3, ExpertDefinition.All.Select(e => e.Digest).Distinct().Count());
    }

    [Fact]
    public void The_file_that_a_new_expert_begins_with_is_whole_and_holds_the_defaults()
    {
        ExpertDefinition mine = ExpertFile.Read(ExpertResources.NewExpert, "mine.json", "mine"),
            least = Read("{ 'inputs': { 'features': ['reversion'] }, 'label': { 'kind': 'up', 'horizon': 5 } }");
        Assert.Equal(["reversion.z_score_60", "volatility.choppiness_14", "week", "busy"], mine.Features.Names);
        Assert.Equal(("expert_mine", "label_mine", 5), (mine.ModelFolder, mine.Label.Name, mine.Label.Horizon));
        Assert.Equal(least.Defaults, mine.Defaults);
        Assert.Equal(least.Network, mine.Network);
        Assert.Equal(least.Widths, mine.Widths);
        Assert.Equal(least.Baselines, mine.Baselines);
    }

    [Fact]
    public void The_schema_knows_the_keys_of_the_embedded_files()
    {
        using JsonDocument schema = JsonDocument.Parse(ExpertResources.Schema);
        JsonElement known = schema.RootElement.GetProperty("properties");
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        foreach (
            string text in (string[])
                [.. ExpertDefinition.All.Select(e => e.Text), Encoding.UTF8.GetString(ExpertResources.NewExpert)]
        )
        {
            using JsonDocument file = JsonDocument.Parse(text, lenient);
            foreach (JsonProperty key in file.RootElement.EnumerateObject())
            {
                Assert.True(known.TryGetProperty(key.Name, out JsonElement part), key.Name);
                if (part.TryGetProperty("properties", out JsonElement inner))
                    foreach (JsonProperty one in key.Value.EnumerateObject())
                        Assert.True(inner.TryGetProperty(one.Name, out _), $"{key.Name}.{one.Name}");
            }
        }
    }

    [Fact]
    public void What_a_model_depends_on_changes_the_digest_and_the_rest_does_not()
    {
        const string label = "'label': { 'kind': 'up', 'horizon': 5 }";
        string Digest(string inputs, string rest) => Read($"{{ 'inputs': {inputs}, {rest} }}").Digest;
        string own = Digest("{ 'expressions': { 'x': '$close/$open' } }", label);
        Assert.Equal(
            own,
            Digest(
                "{ 'expressions': { 'x': '$close/$open' } }",
                $"{label}, 'description': 'else', 'defaults': {{ 'epochs': 7 }}"
            )
        );
        Assert.NotEqual(own, Digest("{ 'expressions': { 'x': '$close/$high' } }", label));
        Assert.NotEqual(
            own,
            Digest("{ 'expressions': { 'x': '$close/$open' } }", "'label': { 'kind': 'up', 'horizon': 6 }")
        );
        Assert.NotEqual(
            own,
            Digest("{ 'expressions': { 'x': '$close/$open' } }", $"{label}, 'network': {{ 'heads': 4 }}")
        );
    }

    [Theory]
    [InlineData("{ 'inputs': { 'features': ['momentum'] } }", "'label' must be given")]
    [InlineData("{ 'label': { 'kind': 'up', 'horizon': 5 } }", "'inputs' must be given")]
    [InlineData(
        "{ 'inputs': { 'featurs': [] } }",
        "'inputs.featurs' is not known here. Known are: features, expressions"
    )]
    [InlineData("{ 'format': 2 }", "'format' must be 1")]
    [InlineData("INPUTS 'label': { 'kind': 'down' } }", "'label.kind' must be one of up, relative, volatility")]
    [InlineData("INPUTS 'label': { 'kind': 'up' } }", "'label.horizon' must be given")]
    [InlineData("INPUTS LABEL 'model': 'tree' }", "'model' must be one of network, linear, boosting, onnx, but is")]
    [InlineData("INPUTS LABEL 'model': 'linear', 'defaults': { 'epochs': 5 } }", "belongs to the model network")]
    [InlineData(
        "INPUTS LABEL 'model': 'linear', 'baselines': ['base_rate', 'logistic'] }",
        "'logistic', which is the linear model itself"
    )]
    [InlineData("INPUTS 'label': { 'kind': 'up', 'horizon': 64 } }", "must be a whole number from 1 to 63, but is 64")]
    [InlineData("INPUTS 'label': { 'kind': 'up', 'horizon': 5, 'upper': 1 } }", "belongs to the kind triple_barrier")]
    [InlineData(
        "INPUTS 'label': { 'kind': 'expression', 'expression': 'Ref($close,-64)/$close-1' } }",
        "at most 63 bars ahead"
    )]
    [InlineData("INPUTS 'label': { 'kind': 'expression', 'expression': '$close' } }", "must look at least 1 bar ahead")]
    [InlineData("{ 'inputs': { 'features': ['momentun'] } }", "Did you mean 'momentum'?")]
    [InlineData("{ 'inputs': { 'expressions': { 'x': 'Ref($close,-1)/$close' } } }", "x: at character")]
    [InlineData("{ 'inputs': { 'expressions': { 'x': 5 } } }", "'inputs.expressions.x' must be a text, but is 5")]
    [InlineData("INPUTS LABEL 'network': { 'heads': 5 } }", "'defaults': Heads must be")]
    [InlineData(
        "INPUTS LABEL 'search': { 'hidden': [{ 'low': 1, 'high': 2, 'step': 1 }] } }",
        "'search.hidden' must hold 2 ranges"
    )]
    [InlineData(
        "INPUTS LABEL 'search': { 'hidden': [{ 'low': 8, 'high': 8, 'step': 1 },"
            + " { 'low': 7, 'high': 8, 'step': 1 }] } }",
        "'search': Heads must be"
    )]
    [InlineData("INPUTS LABEL 'defaults': { 'hidden': [] } }", "must name 1 to 8 widths")]
    [InlineData("INPUTS LABEL 'defaults': { 'dropout': 1 } }", "'defaults.dropout' must be a number from 0 to 0.99")]
    [InlineData("INPUTS LABEL 'baselines': ['logistic'] }", "'baselines' must be some of base_rate")]
    [InlineData(
        "INPUTS LABEL 'baselines': ['base_rate', 'har'] }",
        "'baselines' holds 'har', which answers the label volatility of horizon 5 alone"
    )]
    [InlineData(
        "INPUTS 'label': { 'kind': 'volatility', 'horizon': 10 }, 'baselines': ['base_rate', 'deviation20'] }",
        "'baselines' holds 'deviation20', which answers the label volatility of horizon 5 alone"
    )]
    [InlineData("INPUTS LABEL 'classes': ['UP', 'UP'] }", "'classes' must be two different names")]
    [InlineData("INPUTS LABEL 'risk_model': true }", "answers the label volatility of horizon 5 alone")]
    [InlineData("INPUTS LABEL 'folder': '../x' }", "'folder' must be at most 64 small letters")]
    [InlineData("{ 'inputs': ", "must be JSON")]
    public void A_file_that_breaks_a_rule_is_refused_with_file_key_rule_and_value(string text, string part)
    {
        string whole = text.Replace("INPUTS", "{ 'inputs': { 'features': ['reversion'] },", StringComparison.Ordinal)
            .Replace("LABEL", "'label': { 'kind': 'up', 'horizon': 5 },", StringComparison.Ordinal);
        StorageException error = Assert.Throws<StorageException>(() => Read(whole));
        Assert.Equal(StorageFault.Settings, error.Fault);
        Assert.StartsWith("experts/mine.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_of_ten_thousand_operators_is_refused()
    {
        string text = string.Join('+', Enumerable.Repeat("$close", 10_000));
        StorageException error = Assert.Throws<StorageException>(() =>
            Read($"{{ 'inputs': {{ 'expressions': {{ 'x': '{text}' }} }} }}")
        );
        Assert.Contains("may have 1000 operators and calls", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 1000);
    }

    [Theory]
    [InlineData("Mine")]
    [InlineData("1x")]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("all")]
    [InlineData("logistic")]
    [InlineData("momentum")]
    [InlineData("label_x")]
    [InlineData("ensemble")]
    [InlineData("ensemble_1d")]
    [InlineData("a23456789012345678901234567890123")]
    public void A_name_that_would_be_taken_for_something_else_is_none(string name) =>
        Assert.NotNull(ExpertNameRule.Problem(name));

    [Fact]
    public void A_name_that_only_begins_like_one_of_them_is_free() =>
        Assert.Null(ExpertNameRule.Problem("ensembles-of-mine"));

    [Fact]
    public void A_label_of_five_day_volatility_may_have_every_baseline()
    {
        string all = string.Join(',', BaselineNames.All.Select(n => $"'{n}'"));
        Assert.Equal(
            BaselineNames.All,
            Read(
                "{ 'inputs': { 'features': ['volatility'] }, 'label': { 'kind': 'volatility', 'horizon': 5 },"
                    + $" 'baselines': [{all}] }}"
            ).Baselines
        );
    }

    private static IEnumerable<(int, int, int)> Widths(ExpertDefinition expert) =>
        expert.Widths.Select(w => (w.Low, w.High, w.Step));

    private static void Is(
        ExpertDefinition expert,
        FeatureSet features,
        (string, LabelKind, int) label,
        NetworkForm network,
        Hyperparameters defaults,
        string folder
    )
    {
        Assert.Same(features, expert.Features);
        Assert.Equal(label, (expert.Label.Name, expert.Label.Kind, expert.Label.Horizon));
        Assert.Equal(network, expert.Network);
        Assert.Equal(defaults, expert.Defaults);
        Assert.Equal(folder, expert.ModelFolder);
        NetworkShape shape = expert.Shape(defaults, 16);
        Assert.Equal(((float)defaults.Dropout, 0.1f), (shape.StackDropout, shape.AttentionDropout));
    }

    private static ExpertDefinition Read(string text) =>
        ExpertFile.Read(Encoding.UTF8.GetBytes(text.Replace('\'', '"')), "experts/mine.json", "mine");
}
