using System.Text;
using System.Text.Json;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.Storage;

namespace Ploutos.Experts.Tests.Definitions;

public sealed class EnsembleFileTests
{
    [Fact]
    public void The_file_to_begin_with_is_the_published_vote()
    {
        EnsembleDefinition read = Read(Encoding.UTF8.GetString(ExpertResources.NewEnsemble));
        Assert.True(read.IsPublished);
        Assert.Equal(EnsembleDefinition.Published.Vote.Voters, read.Vote.Voters);
        Assert.Equal((50, 80), (read.WeakPercentile, read.StrongPercentile));
        Assert.Equal(["momentum", "reversion"], read.Directional);
    }

    [Fact]
    public void Weights_roles_rule_and_percentiles_make_another_vote_and_the_name_does_not()
    {
        string[] others =
        [
            """{ "experts": [{ "name": "momentum", "weight": 0.5 }, { "name": "volatility", "weight": 0.2 }] }""",
            """{ "experts": [{ "name": "momentum", "weight": 0.4 }, { "name": "volatility", "weight": 0.2 }] }""",
            """
                { "weak_percentile": 60, "experts": [{ "name": "momentum", "weight": 0.4 },
                  { "name": "volatility", "weight": 0.2 }] }
                """,
            """{ "rule": "one_vote_each", "experts": [{ "name": "momentum" }, { "name": "volatility" }] }""",
        ];
        Assert.Equal(4, others.Select(o => Read(o).Digest).Distinct().Count());
        Assert.Equal(Read(others[0]).Digest, Read(others[0], "other").Digest);
        EnsembleDefinition counted = Read(others[3]);
        Assert.Equal(VoteThresholds.Unweighted, counted.Fit([0.2]));
        Assert.Equal(VoteRole.Volatility, counted.Vote.Voters[1].Role);
    }

    [Fact]
    public void Weight_and_role_are_those_of_the_expert_s_file_where_the_ensemble_gives_none()
    {
        EnsembleDefinition read = Read("""{ "experts": [{ "name": "momentum" }, { "name": "volatility" }] }""");
        Assert.Equal(
            [(0.4, VoteRole.Direction), (0.2, VoteRole.Volatility)],
            read.Vote.Voters.Select(v => (v.Weight, v.Role))
        );
        ExpertDefinition Own(string vote) =>
            ExpertFile.Read(
                Encoding.UTF8.GetBytes(
                    $$"""
                    { "inputs": { "features": ["reversion"] }, "label": { "kind": "up", "horizon": 2 }{{vote}} }
                    """
                ),
                "own.json",
                "own"
            );
        EnsembleDefinition With(ExpertDefinition own) =>
            EnsembleFile.Read(
                Encoding.UTF8.GetBytes("""{ "experts": [{ "name": "momentum" }, { "name": "own" }] }"""),
                "mine.json",
                "mine",
                name => name == "own" ? own : ExpertDefinition.Momentum
            );
        EnsembleDefinition mine = With(Own(""", "vote": { "weight": 3, "role": "volatility" }"""));
        Assert.Equal((3, VoteRole.Volatility), (mine.Vote.Voters[1].Weight, mine.Vote.Voters[1].Role));
        Assert.Contains(
            "'experts[1].weight' must be given",
            Assert.Throws<StorageException>(() => With(Own(""))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'vote.weight' must be a number",
            Assert.Throws<StorageException>(() => Own(""", "vote": { "weight": 0 }""")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{ }""", "'experts' must list 1 to 16 experts, but is not there")]
    [InlineData("""{ "experts": [{ "weight": 1 }] }""", "'experts[0].name' must be given")]
    [InlineData(
        """{ "experts": [{ "name": "momentum", "weight": -1 }] }""",
        "'experts[0].weight' must be a number from 1E-06 to 1000000, but is -1"
    )]
    [InlineData(
        """{ "experts": [{ "name": "momentum", "weight": 1 }, { "name": "momentum", "weight": 1 }] }""",
        "'experts[1].name' must be given once"
    )]
    [InlineData(
        """{ "rule": "one_vote_each", "experts": [{ "name": "momentum", "weight": 1 }] }""",
        "'experts[0].weight' belongs to the rule weighted"
    )]
    [InlineData(
        """{ "experts": [{ "name": "volatility", "weight": 1, "role": "direction" }] }""",
        "'experts[0].role' must be volatility"
    )]
    [InlineData("""{ "experts": [{ "name": "volatility", "weight": 1 }] }""", "must vote for a direction")]
    [InlineData(
        """{ "weak_percentile": 90, "experts": [{ "name": "momentum", "weight": 1 }] }""",
        "0 <= weak_percentile <= strong_percentile <= 100 must hold"
    )]
    [InlineData("""{ "expert": [] }""", "'expert' is not known here")]
    [InlineData("""{ "format": 2 }""", "a newer version of Ploutos wrote the file")]
    public void A_file_that_breaks_a_rule_is_refused_with_its_place(string text, string rule)
    {
        StorageException error = Assert.Throws<StorageException>(() => Read(text));
        Assert.Equal(StorageFault.Settings, error.Fault);
        Assert.StartsWith("mine.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_knows_every_key_that_the_reader_takes()
    {
        using var schema = JsonDocument.Parse(ExpertResources.EnsembleSchema);
        string[] keys = [.. schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name)];
        StorageException error = Assert.Throws<StorageException>(() => Read("""{ "expert": [] }"""));
        Assert.EndsWith($"Known are: {string.Join(", ", keys)}.", error.Message, StringComparison.Ordinal);
    }

    private static EnsembleDefinition Read(string text, string name = "mine") =>
        EnsembleFile.Read(
            Encoding.UTF8.GetBytes(text),
            "mine.json",
            name,
            expert => ExpertDefinition.All.Single(e => e.Name == expert)
        );
}
