using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Registry;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelRegistry _registry;
    private readonly TrainedExpert _model = Markets.Untrained(ExpertDefinition.Volatility, Markets.Bars(), window: 4);

    public ModelRegistryTests() => _registry = new ModelRegistry(_folder.Path);

    private string Weights => Path.Combine(_registry.FolderOf(ExpertDefinition.Volatility), "weights.safetensors");

    private string Card => Path.Combine(_registry.FolderOf(ExpertDefinition.Volatility), "model.json");

    [Fact]
    public void A_model_is_read_back_as_it_was_saved()
    {
        TrainedExpert saved = _registry.Save(_model),
            read = _registry.Load(ExpertDefinition.Volatility);
        Assert.Equal(_model.Parameters!.Values, read.Parameters!.Values);
        Assert.Equal(_model.Scaler.Mean, read.Scaler.Mean);
        Assert.Equal(_model.Calibrator, read.Calibrator);
        Assert.Equal(saved.Card.Version, read.Card.Version);
        Assert.Equal(saved.Card.Days, read.Card.Days);
        Assert.True(read.Card.Simulated);
        Assert.StartsWith("20260102T030405-", read.Card.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_model_says_how_to_make_one()
    {
        var e = Assert.Throws<NoModelException>(() => _registry.Load(ExpertDefinition.Momentum));
        Assert.Equal("momentum", e.Expert);
        Assert.Contains("Train it first", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_flipped_bit_or_cut_of_the_weights_is_found()
    {
        _registry.Save(_model);
        byte[] whole = File.ReadAllBytes(Weights);
        var random = new Random(1);
        for (int i = 0; i < 50; i++)
        {
            byte[] broken = [.. whole];
            broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Weights, broken);
            Assert.Contains(
                "damaged",
                Assert.Throws<InvalidDataException>(() => _registry.Load(ExpertDefinition.Volatility)).Message,
                StringComparison.Ordinal
            );
            File.WriteAllBytes(Weights, whole[..random.Next(whole.Length)]);
            Assert.Throws<InvalidDataException>(() => _registry.Load(ExpertDefinition.Volatility));
        }
    }

    [Theory]
    [InlineData("\"log_rv_1\"", "\"log_rv_9\"", "other features")]
    [InlineData("\"format\": 1", "\"format\": 9", "another version of Ploutos")]
    [InlineData("\"expert\": \"volatility\"", "\"expert\": \"momentum\"", "must be a model of the volatility expert")]
    [InlineData("\"calibration_slope\": 1.5", "\"calibration_slope\": -1", "Slope must be 0 or more")]
    [InlineData("\"window\": 4", "\"window\": 0", "Window must lie in")]
    [InlineData("{", "", "no valid model description")]
    public void A_card_that_does_not_fit_is_refused_with_the_rule_and_what_to_do(
        string text,
        string replacement,
        string rule
    )
    {
        _registry.Save(_model);
        string card = WithoutDigest(File.ReadAllText(Card));
        int at = card.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(Card, card[..at] + replacement + card[(at + text.Length)..]);
        var e = Assert.Throws<InvalidDataException>(() => _registry.Load(ExpertDefinition.Volatility));
        Assert.Contains(rule, e.Message, StringComparison.Ordinal);
        Assert.Contains("Train the expert again", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replacement_cut_off_at_any_point_leaves_the_old_model_or_the_new_one()
    {
        _registry.Save(_model);
        string folder = _registry.FolderOf(ExpertDefinition.Volatility);

        // Cut off while the new folder is being written.
        Directory.CreateDirectory(folder + ".new");
        File.WriteAllText(Path.Combine(folder + ".new", "model.json"), "{");
        Assert.Equal(_model.Parameters!.Values, _registry.Load(ExpertDefinition.Volatility).Parameters!.Values);

        // Cut off between the two renames.
        Directory.Move(folder, folder + ".old");
        Assert.Equal(_model.Parameters!.Values, _registry.Load(ExpertDefinition.Volatility).Parameters!.Values);

        TrainedExpert other = Markets.Untrained(ExpertDefinition.Volatility, Markets.Bars(), window: 4, seed: 8);
        _registry.Save(other);
        Assert.Equal(other.Parameters!.Values, _registry.Load(ExpertDefinition.Volatility).Parameters!.Values);
        Assert.Equal([folder], Directory.GetDirectories(_folder.Path, "v7_*"));
    }

    [Fact]
    public void Thresholds_say_whether_they_were_fitted_for_the_models_at_hand()
    {
        TrainedExpert saved = _registry.Save(_model);
        Assert.Null(_registry.LoadThresholds([saved]));
        _registry.SaveThresholds(new VoteThresholds(0.1, 0.3), [saved], 100);
        Assert.Equal((new VoteThresholds(0.1, 0.3), true, (DateOnly?)null), _registry.LoadThresholds([saved]));
        TrainedExpert newer = _registry.Save(
            Markets.Untrained(ExpertDefinition.Volatility, Markets.Bars(), window: 4, seed: 8)
        );
        Assert.False(_registry.LoadThresholds([newer])!.Value.FittedForThese);
    }

    [Theory]
    [InlineData("\"calibration_slope\": 1.5", "\"calibration_slope\": 2.5")]
    [InlineData("\"class_weights\": [", "\"class_weights\":  [")]
    [InlineData("\"seed\": ", "\"seed\": 1")]
    public void A_card_that_was_changed_is_refused_with_the_way_back(string text, string replacement)
    {
        _registry.Save(_model);
        string card = File.ReadAllText(Card);
        File.WriteAllText(Card, card.Replace(text, replacement, StringComparison.Ordinal));
        Assert.NotEqual(card, File.ReadAllText(Card));
        var e = Assert.Throws<InvalidDataException>(() => _registry.Load(ExpertDefinition.Volatility));
        Assert.Contains("model.json must have the digest", e.Message, StringComparison.Ordinal);
        Assert.Contains("Roll back to the version before", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_of_an_earlier_version_without_digest_is_read()
    {
        _registry.Save(_model);
        File.WriteAllText(Card, WithoutDigest(File.ReadAllText(Card)));
        TrainedExpert read = _registry.Load(ExpertDefinition.Volatility);
        Assert.Null(read.Card.Digest);
        Assert.Equal(_model.Parameters!.Values, read.Parameters!.Values);
    }

    [Fact]
    public void Thresholds_that_were_changed_are_refused_and_those_without_digest_are_read()
    {
        TrainedExpert saved = _registry.Save(_model);
        _registry.SaveThresholds(new VoteThresholds(0.125, 0.25), [saved], 10);
        string[] files = Directory.GetFiles(
            Path.Combine(_folder.Path, "v7_ensemble"),
            "*",
            SearchOption.AllDirectories
        );
        Assert.Equal(2, files.Length);
        string text = File.ReadAllText(files[0]);
        foreach (string file in files)
            File.WriteAllText(file, text.Replace("0.125", "0.0125", StringComparison.Ordinal));
        Assert.Contains(
            "must have the digest",
            Assert.Throws<InvalidDataException>(() => _registry.LoadThresholds([saved])).Message,
            StringComparison.Ordinal
        );
        foreach (string file in files)
            File.WriteAllText(file, WithoutDigest(text));
        Assert.Equal((new VoteThresholds(0.125, 0.25), true, (DateOnly?)null), _registry.LoadThresholds([saved]));
    }

    public void Dispose() => _folder.Dispose();

    private static string WithoutDigest(string card)
    {
        string without = System.Text.RegularExpressions.Regex.Replace(card, ",\\s*\"digest\": \"[0-9a-f]{64}\"", "");
        Assert.NotEqual(card, without);
        return without;
    }
}
