using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.Storage;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Definitions;

/// <summary>Columns of files as inputs of an expert.</summary>
public sealed class ExpertColumnsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_column_stands_between_features_and_expressions_and_is_read_beside_the_experts_file()
    {
        BarSeries bars = Markets.Bars()[0];
        DateOnly day = bars.Dates[100];
        File.WriteAllText(_folder.File("scores.csv"), $"ticker,date,score\n{bars.Ticker},{day:yyyy-MM-dd},0.75\n");
        ExpertDefinition expert = Read(
            """
            "features": ["reversion.z_score_60"], "expressions": { "week": "$close/Ref($close,5)-1" },
            "columns": { "mood": { "file": "scores.csv", "column": "score", "stale_after": 30 } }
            """
        );
        FeatureMatrix features = expert.Features.Compute(bars);

        Assert.Equal(["z_score_60", "mood", "week"], expert.Features.Names);
        Assert.True(double.IsNaN(features[100, 1]));
        Assert.Equal(0.75, features[101, 1]);
        Assert.True(double.IsNaN(features[140, 1]));
        Assert.Equal(bars.Close[101] / bars.Close[96] - 1, features[101, 2], 1e-12);
    }

    [Fact]
    public void A_model_depends_on_file_column_and_age_and_not_on_the_rows()
    {
        string digest = Read("\"columns\": { \"a\": { \"file\": \"x.csv\" } }").Digest;
        File.WriteAllText(_folder.File("x.csv"), "ticker,date,a\nAAPL,2024-01-02,1\n");
        Assert.Equal(digest, Read("\"columns\": { \"a\": { \"file\": \"x.csv\" } }").Digest);
        Assert.NotEqual(digest, Read("\"columns\": { \"a\": { \"file\": \"y.csv\" } }").Digest);
        Assert.NotEqual(digest, Read("\"columns\": { \"a\": { \"file\": \"x.csv\", \"column\": \"b\" } }").Digest);
        Assert.NotEqual(digest, Read("\"columns\": { \"a\": { \"file\": \"x.csv\", \"stale_after\": 5 } }").Digest);
    }

    [Theory]
    [InlineData("\"columns\": { \"a\": { } }", "'inputs.columns.a.file' must be given")]
    [InlineData("\"columns\": { \"a\": { \"file\": \"x\", \"stale_after\": 0 } }", "'inputs.columns.a.stale_after'")]
    [InlineData("\"columns\": { \"a\": { \"file\": \"x\", \"stale\": 1 } }", "'inputs.columns.a.stale' is not known")]
    [InlineData("\"columns\": { }", "at least one feature, expression or column")]
    [InlineData(
        "\"columns\": { \"a\": { \"file\": \"x\" } }, \"expressions\": { \"a\": \"$close\" }",
        "An input must be given once, but 'a'"
    )]
    public void What_breaks_a_rule_is_refused_with_its_place(string inputs, string rule)
    {
        StorageException error = Assert.Throws<StorageException>(() => Read(inputs));
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_when_the_inputs_are_asked_for() =>
        Assert.Contains(
            "none.csv",
            Assert
                .Throws<MarketDataException>(() =>
                    Read("\"columns\": { \"a\": { \"file\": \"none.csv\" } }").Features.Compute(Markets.Bars()[0])
                )
                .Message,
            StringComparison.Ordinal
        );

    private ExpertDefinition Read(string inputs) =>
        ExpertFile.Read(
            Encoding.UTF8.GetBytes($$"""{ "inputs": { {{inputs}} }, "label": { "kind": "up", "horizon": 1 } }"""),
            _folder.File("mine.json"),
            "mine"
        );
}
