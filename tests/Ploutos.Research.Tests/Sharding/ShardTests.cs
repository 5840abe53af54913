using Ploutos.Research.Sharding;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Sharding;

public sealed class ShardTests
{
    [Theory]
    [InlineData("2/4", null, 2, 4)]
    [InlineData("auto/4", "JOB_COMPLETION_INDEX=3", 4, 4)]
    [InlineData("auto/4", "SLURM_ARRAY_TASK_ID=0", 1, 4)]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=7,SLURM_ARRAY_TASK_MIN=5,SLURM_ARRAY_TASK_COUNT=4", 3, 4)]
    public void A_shard_is_named_by_hand_or_by_the_engine_that_started_the_process(
        string text,
        string? environment,
        int number,
        int of
    ) => Assert.Equal(new Shard(number, of), Parse(text, environment));

    [Theory]
    [InlineData("0/4", null)]
    [InlineData("5/4", null)]
    [InlineData("1/0", null)]
    [InlineData("1", null)]
    [InlineData("1/2/3", null)]
    [InlineData("-1/4", null)]
    [InlineData("auto/4", null)]
    [InlineData("auto", "JOB_COMPLETION_INDEX=1")]
    [InlineData("auto/4", "JOB_COMPLETION_INDEX=4")]
    public void What_is_no_shard_is_refused_with_the_rule_and_what_was_found(string text, string? environment)
    {
        PloutosException refused = Assert.Throws<PloutosException>(() => Parse(text, environment));
        Assert.Equal(Fault.WrongUsage, refused.Fault);
        Assert.Contains($"'{text}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("JOB_COMPLETION_INDEX", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void All_shards_together_have_every_work_once_and_about_as_much_each(int of)
    {
        int[] work = [.. Enumerable.Range(1, 40)];
        int[][] shares = [.. Enumerable.Range(1, of).Select(i => (int[])[.. new Shard(i, of).Take(work, w => w)])];
        Assert.Equal(work, shares.SelectMany(s => s).Order());
        Assert.All(shares, s => Assert.InRange(s.Sum() * of / 820.0, 0.9, 1.1));
        Assert.All(shares, s => Assert.Equal(s.OrderDescending(), s));
    }

    [Fact]
    public void More_shards_than_work_leave_the_last_ones_empty()
    {
        Assert.Equal([9], new Shard(1, 5).Take([9, 2], w => w));
        Assert.Equal([2], new Shard(2, 5).Take([9, 2], w => w));
        Assert.Empty(new Shard(5, 5).Take([9, 2], w => w));
    }

    [Fact]
    public void A_shared_result_is_read_back_whole_and_one_that_was_damaged_is_not()
    {
        using var folder = new TemporaryFolder();
        var results = new SharedResults(folder.File("shared"));
        Assert.Empty(results.Read("a"));
        results.Write("a", [1, 2, 3]);
        results.Write("a", [1, 2, 3]);
        results.Write("a.b", [9]);
        (string file, byte[] content) = Assert.Single(results.Read("a"));
        Assert.Equal([1, 2, 3], content);
        results.Write("a", [4]);
        Assert.Equal(2, results.Read("a").Count);
        File.WriteAllBytes(file, [1, 2]);
        Assert.Equal([4], Assert.Single(results.Read("a")).Content);
    }

    private static Shard Parse(string text, string? environment)
    {
        Dictionary<string, string> set = (environment ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(p => p.Split('=')[0], p => p.Split('=')[1]);
        return Shard.Parse(text, name => set.GetValueOrDefault(name));
    }
}
