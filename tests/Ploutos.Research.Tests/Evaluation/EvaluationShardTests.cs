using System.Text.Json;
using System.Text.Json.Nodes;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Sharding;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Evaluation;

public sealed class EvaluationShardTests
{
    private static readonly string[] s_times = ["created_at", "seconds", "fit_seconds", "microseconds_a_row", "folder"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_merge_names_what_lacks_and_then_gives_the_very_figures_of_one_process()
    {
        using EvaluationWorkspace sharded = new(),
            whole = new();
        using var shared = new TemporaryFolder();
        EvaluateRequest request = sharded.Request with { Experts = ["volatility"], Cores = 1 };
        PloutosException none = Assert.Throws<PloutosException>(() =>
            sharded.Evaluate(request with { Merge = shared.Path })
        );
        Assert.Contains("14 are missing", none.Message, StringComparison.Ordinal);
        var first = new ShardTask(new Shard(1, 2), shared.Path);
        ShardReport report = sharded.Workflows.EvaluateShard(request, first, null, Stop);
        Assert.Equal((14, "1/2"), (report.AllUnits, report.Shard));
        PloutosException half = Assert.Throws<PloutosException>(() =>
            sharded.Evaluate(request with { Merge = shared.Path })
        );
        Assert.Contains($"{14 - report.Units} are missing", half.Message, StringComparison.Ordinal);
        sharded.Workflows.EvaluateShard(request, first with { Shard = new(2, 2) }, null, Stop);
        EvaluationResult merged = sharded.Evaluate(request with { Merge = shared.Path }),
            straight = whole.Evaluate(whole.Request with { Experts = ["volatility"], Cores = 2 });
        Assert.Equal(EvaluationWorkspace.Forecasts(straight), EvaluationWorkspace.Forecasts(merged));
        Assert.Equal(Figures(straight), Figures(merged));
    }

    [Fact]
    public void A_shard_makes_no_finished_unit_again_and_one_that_two_made_differently_is_refused()
    {
        using EvaluationWorkspace home = new();
        using var shared = new TemporaryFolder();
        EvaluateRequest request = home.Request with { Experts = ["volatility"], Cores = 1 };
        var all = new ShardTask(new Shard(1, 1), shared.Path);
        string folder = home.Workflows.EvaluateShard(request, all, null, Stop).Folder;
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        home.Workflows.EvaluateShard(request, all, null, Stop);
        Assert.Equal(files, Directory.GetFiles(folder).Order(StringComparer.Ordinal));

        string broken = files[0];
        byte[] content = File.ReadAllBytes(broken);
        File.WriteAllBytes(broken, content[..^3]);
        Assert.Contains(
            "1 are missing or damaged",
            Assert.Throws<PloutosException>(() => home.Evaluate(request with { Merge = shared.Path })).Message,
            StringComparison.Ordinal
        );
        File.WriteAllBytes(broken, content);

        JsonNode other = JsonNode.Parse(content)!;
        other["test"]![0] = 0.123;
        string name = Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(broken));
        new SharedResults(folder).Write(name, JsonSerializer.SerializeToUtf8Bytes(other));
        Assert.Contains(
            "must be the same whoever makes it",
            Assert.Throws<PloutosException>(() => home.Evaluate(request with { Merge = shared.Path })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Units_of_other_bars_or_settings_are_not_taken()
    {
        using EvaluationWorkspace home = new();
        using var shared = new TemporaryFolder();
        EvaluateRequest request = home.Request with { Experts = ["volatility"], Cores = 1 };
        string id = home.Workflows.EvaluateShard(request, new(new Shard(3, 40), shared.Path), null, Stop).Id;
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            home.Evaluate(request with { Seed = 7, Merge = shared.Path })
        );
        Assert.Contains($"The folder has the evaluations {id}", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The file of an evaluation without what no two runs have alike.</summary>
    private static string Figures(EvaluationResult result)
    {
        JsonNode file = JsonNode.Parse(File.ReadAllBytes(Path.Combine(result.Folder, EvaluationFile.Name)))!;
        Strip(file);
        return file.ToJsonString();
    }

    private static void Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (string time in s_times)
                    o.Remove(time);
                foreach ((_, JsonNode? value) in o)
                    Strip(value);
                break;
            case JsonArray a:
                foreach (JsonNode? value in a)
                    Strip(value);
                break;
        }
    }
}
