using System.Net;
using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed class CandidateTests(SimulatedWorkspace workspace)
{
    [Fact]
    public async Task A_training_makes_a_candidate_that_predicts_only_once_it_is_promoted()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement before) = await server.Get("analysis?ticker=SIM01");
        (_, JsonElement job) = await server.Post(
            "jobs/train",
            new
            {
                experts = new[] { "volatility" },
                seed = 11,
                window = 1,
                tickers = new[] { "SIM01" },
                test_from = "2016-01-04",
            }
        );
        JsonElement trained = (await server.EndOf(job.GetProperty("id").GetString()!)).GetProperty("result")[0];
        string version = trained.GetProperty("version").GetString()!;
        Assert.True(trained.GetProperty("candidate").GetBoolean());
        JsonElement comparison = trained.GetProperty("comparison");
        Assert.Equal(Version(before), comparison.GetProperty("before").GetString());
        Assert.True(comparison.GetProperty("rows").GetInt32() > 100);
        (_, JsonElement meanwhile) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal(before.GetProperty("experts").GetRawText(), meanwhile.GetProperty("experts").GetRawText());
        Assert.Equal(before.GetProperty("score").GetDouble(), meanwhile.GetProperty("score").GetDouble());

        (_, JsonElement versions) = await server.Get("models/versions?expert=volatility");
        Assert.True(Find(versions, version).GetProperty("is_candidate").GetBoolean());
        (HttpStatusCode compared, JsonElement diff) = await server.Get("models/volatility/diff");
        Assert.Equal(HttpStatusCode.OK, compared);
        foreach (string same in new[] { "before", "after", "from", "to", "rows", "verdict" })
            Assert.Equal(comparison.GetProperty(same).ToString(), diff.GetProperty(same).ToString());

        (HttpStatusCode status, JsonElement switched) = await server.Post("models/volatility/promote", new { });
        Assert.Equal((HttpStatusCode.OK, version), (status, switched[0].GetProperty("after").GetString()));
        (_, JsonElement after) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal(version, Version(after));
        (HttpStatusCode none, _) = await server.Post("models/volatility/promote", new { });
        Assert.Equal(HttpStatusCode.NotFound, none);
        (_, JsonElement back) = await server.Post("models/volatility/rollback", new { });
        Assert.Equal(Version(before), back[0].GetProperty("after").GetString());
    }

    private static string Version(JsonElement analysis) =>
        analysis.GetProperty("experts")[2].GetProperty("version").GetString()!;

    private static JsonElement Find(JsonElement versions, string version) =>
        versions.EnumerateArray().Single(v => v.GetProperty("version").GetString() == version);
}
