using System.Text.Json;
using System.Text.Json.Nodes;
using Ploutos.Research.Proof;
using Ploutos.Research.Sharding;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Proof;

/// <summary>A proof that many processes make together.</summary>
public sealed class ProofShardTests
{
    private static readonly ProofBudget s_small = new()
    {
        Epochs = 1,
        EpochsOfBits = 1,
        EpochsOfPlanted = 1,
        PlantedTickers = 2,
        PlantedBars = 800,
        Shuffles = 1,
        Cuts = 1,
        Resamples = 20,
    };

    private static readonly ProveRequest s_request = new()
    {
        Source = "simulated:11",
        Tickers = ["SIM01", "SIM02"],
        Experts = ["volatility"],
        Noise = 3,
        Window = 2,
        Cores = 1,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_merge_names_what_lacks_and_then_gives_the_very_figures_of_one_process()
    {
        using var folder = new TemporaryFolder();
        string shared = folder.File("shared");
        PloutosException none = Assert.Throws<PloutosException>(() => Prove(s_request with { Merge = shared }));
        Assert.Contains("needs all 9 units", none.Message, StringComparison.Ordinal);
        Assert.Contains("9 are missing", none.Message, StringComparison.Ordinal);
        ShardReport first = Make(s_request, 1, 2, shared),
            second = Make(s_request, 2, 2, shared);
        Assert.Equal((9, "1/2"), (first.AllUnits, first.Shard));
        Assert.Equal((9, first.Id, first.DataHash), (first.Units + second.Units, second.Id, second.DataHash));
        string lost = Assert.Single(Directory.GetFiles(first.Folder, "noise-00002.*"));
        string kept = lost + ".kept";
        File.Move(lost, kept);
        PloutosException half = Assert.Throws<PloutosException>(() => Prove(s_request with { Merge = shared }));
        Assert.Contains("1 are missing or damaged: noise market 2.", half.Message, StringComparison.Ordinal);
        File.Move(kept, lost);

        ProofReport merged = Prove(s_request with { Merge = shared }),
            straight = Prove(s_request);

        Assert.Equal(Figures(straight), Figures(merged));
        Assert.Contains(merged.Checks, c => c.Name == "noise");
    }

    [Fact]
    public void More_markets_of_noise_need_only_the_new_ones_and_other_settings_take_no_unit()
    {
        using var folder = new TemporaryFolder();
        string shared = folder.File("shared");
        ShardReport all = Make(s_request with { Noise = 1 }, 1, 1, shared);
        Dictionary<string, DateTime> before = Directory
            .GetFiles(all.Folder)
            .ToDictionary(f => f, File.GetLastWriteTimeUtc);

        ShardReport more = Make(s_request with { Noise = 2 }, 1, 1, shared);

        Assert.Equal((all.Folder, all.AllUnits + 1), (more.Folder, more.AllUnits));
        Assert.Equal(before.Count + 1, Directory.GetFiles(more.Folder).Length);
        Assert.All(before, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
        PloutosException other = Assert.Throws<PloutosException>(() =>
            Prove(s_request with { Seed = 7, Merge = shared })
        );
        Assert.Contains(
            $"The folder has the proofs {all.Id}, which are of other bars, experts, settings or hyperparameters",
            other.Message,
            StringComparison.Ordinal
        );
        PloutosException bars = Assert.Throws<PloutosException>(() =>
            Prove(s_request with { Source = "simulated:12", Merge = shared })
        );
        Assert.Contains(all.Id, bars.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_two_made_differently_is_refused_and_a_damaged_one_counts_as_missing()
    {
        using var folder = new TemporaryFolder();
        string shared = folder.File("shared");
        ShardReport report = Make(s_request with { Noise = 1 }, 1, 1, shared);
        string file = Assert.Single(Directory.GetFiles(report.Folder, "noise-00001.*"));
        byte[] content = File.ReadAllBytes(file);
        ProveRequest merge = s_request with { Noise = 1, Merge = shared };

        File.WriteAllBytes(file, content[..^3]);
        Assert.Contains(
            "damaged: noise market 1.",
            Assert.Throws<PloutosException>(() => Prove(merge)).Message,
            StringComparison.Ordinal
        );
        File.WriteAllBytes(file, content);

        JsonNode other = JsonNode.Parse(content)!;
        other["seconds"] = 1000;
        new SharedResults(report.Folder).Write("noise-00001", JsonSerializer.SerializeToUtf8Bytes(other));
        Prove(merge);
        other["market"]![0]!["gain"] = 0.123;
        new SharedResults(report.Folder).Write("noise-00001", JsonSerializer.SerializeToUtf8Bytes(other));
        Assert.Contains(
            "The unit noise market 1 must be the same whoever makes it",
            Assert.Throws<PloutosException>(() => Prove(merge)).Message,
            StringComparison.Ordinal
        );
    }

    private static ShardReport Make(ProveRequest request, int number, int of, string shared)
    {
        using var folder = new TemporaryFolder();
        return new ProveShardWorkflow(new WorkspaceFolder(folder.Path), TimeProvider.System, budget: s_small).Prove(
            request,
            new(new Shard(number, of), shared),
            null,
            Stop
        );
    }

    private static ProofReport Prove(ProveRequest request)
    {
        using var folder = new TemporaryFolder();
        return new ProveWorkflow(new WorkspaceFolder(folder.Path), TimeProvider.System, budget: s_small).Prove(
            request,
            null,
            Stop
        );
    }

    /// <summary>The report without its times, which no two runs have alike.</summary>
    private static string Figures(ProofReport report) =>
        JsonSerializer.Serialize(
            report with
            {
                Seconds = 0,
                Checks = [.. report.Checks.Select(c => c with { Seconds = 0 })],
            }
        );
}
