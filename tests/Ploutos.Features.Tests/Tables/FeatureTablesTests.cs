using Ploutos.Features.Columns;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.Features.Tables;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Features.Tests.Tables;

public sealed class FeatureTablesTests
{
    private static readonly FeatureSet[] s_sets = [FeatureSet.Momentum, FeatureSet.Volatility];
    private static readonly BarSeries[] s_bars =
    [
        .. Enumerable.Range(0, 5).Select(i => SampleBars.RandomWalk(300 + 7 * i, i, $"T{i}")),
    ];

    [Fact]
    public void A_large_table_in_a_file_has_the_bits_of_one_in_memory_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        FeatureMatrix[][] held = Compute(long.MaxValue, folder.Path),
            filed = Compute(0, folder.Path);
        if (!OperatingSystem.IsWindows())
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        for (int i = 0; i < s_bars.Length; i++)
        {
            AssertSame(held[i][0], filed[i][0]);
            AssertSame(held[i][1], filed[i][1]);
        }

        RowRange rows = new(60, 290);
        StandardScaler scaler = StandardScaler.Fit([.. held.Select(h => (h[0], rows))]);
        Assert.Equal(scaler.Mean, StandardScaler.Fit([.. filed.Select(h => (h[0], rows))]).Mean);
        float[] inputs = new float[rows.Count * scaler.Count],
            again = new float[inputs.Length];
        scaler.Transform(held[2][0], rows, inputs);
        scaler.Transform(filed[2][0], rows, again);
        Assert.Equal(inputs, again);
    }

    [Fact]
    public void Many_threads_read_one_file()
    {
        using var folder = new TemporaryFolder();
        FeatureMatrix[][] held = Compute(long.MaxValue, folder.Path);
        // A file of the test's own: the machine's folder may lie in memory, where none is made.
        using var stream = new FileStream(
            folder.File("columns"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 0
        );
        ColumnFile file = new(stream);
        FeatureMatrix[][] filed = [.. held.Select(h => Array.ConvertAll(h, m => m.InFile(file)))];
        Assert.NotSame(held[0][0], filed[0][0]);
        Assert.Equal(held.Sum(h => h.Sum(m => (long)m.Rows * m.Columns * sizeof(double))), stream.Length);
        Parallel.For(
            0,
            64,
            n =>
            {
                if (n % 16 == 0)
                    GC.Collect();
                int i = n % s_bars.Length;
                AssertSame(held[i][n % 2], filed[i][n % 2]);
            }
        );
    }

    [Fact]
    public void A_table_is_held_in_memory_where_the_folder_takes_no_file()
    {
        using var folder = new TemporaryFolder();
        string none = Path.Combine(folder.Path, "none");
        FeatureMatrix[][] held = Compute(long.MaxValue, none),
            filed = Compute(0, none);
        AssertSame(held[0][0], filed[0][0]);
    }

    [Fact]
    public void A_table_is_held_in_memory_where_the_disk_is_full()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full, a disk that is always full");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        FeatureMatrix held = FeatureSet.Momentum.Compute(s_bars[0]);
        ColumnFile file = new(full);
        Assert.Same(held, held.InFile(file));
        Assert.Same(held, held.InFile(file));
    }

    [Fact]
    public void No_file_is_made_in_memory_or_where_the_disk_has_not_twice_the_room()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(ColumnFile.TryCreate(folder.Path, long.MaxValue / 2));
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "needs /dev/shm, a folder that lies in memory");
        Assert.Null(ColumnFile.TryCreate("/dev/shm", 1));
    }

    private static FeatureMatrix[][] Compute(long mostBytes, string folder) =>
        FeatureTables.Compute(s_bars, new MarketFeatures?[s_sets.Length], s_sets, mostBytes, folder);

    private static void AssertSame(FeatureMatrix expected, FeatureMatrix actual)
    {
        Assert.Equal(expected.CompleteRuns(), actual.CompleteRuns());
        for (int j = 0; j < expected.Columns; j++)
            Assert.True(
                expected.Column(j).SequenceEqual(actual.Column(j)),
                $"{expected.Bars.Ticker}: column {expected.Names[j]} differs"
            );
    }
}
