using System.Collections.Concurrent;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Files;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>Files that are read ahead on all cores.</summary>
public sealed class ReadAheadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_are_read_ahead_give_the_same_in_the_same_order_and_each_series_is_told_of()
    {
        for (int i = 0; i < 20; i++)
            Write($"T{i:00}.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,1,2,1,2,3\n2024-01-03,1,2,1,2,3\n");
        Write("T07.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,1,2,1,much,3\n");
        Write("daily_T03.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,1,2,1,2,3\n");
        Write(
            "2024-01-04.csv",
            "Date,Ticker,Open,High,Low,Close,Volume\n2024-01-04,X,1,2,1,2,3\n2024-01-04,T00,1,2,1,2,3\n"
        );
        Write("2024-01-05.csv", "Date,Ticker,Open,High,Low,Close,Volume\n2024-01-05,X,1,2,1,2,3\n");
        Write("README.txt", "about");
        var told = new ConcurrentBag<DeliveredSeries>();
        string[] single = [.. Read(null)],
            ahead =

            [
                .. Read(series =>
                {
                    told.Add(series);
                    throw new InvalidOperationException("whoever is told may fail");
                }),
            ];
        Assert.Equal(single, ahead);
        Assert.Contains(single, r => r.Contains("is not a number", StringComparison.Ordinal));
        Assert.Contains(single, r => r.Contains("already", StringComparison.Ordinal));
        Assert.Equal(23, told.Count); // also those of the files of a day, and of the second T03
    }

    [Fact]
    public void No_work_goes_on_after_whoever_asks_has_stopped()
    {
        int begun = 0,
            done = 0;
        using var gate = new ManualResetEventSlim();
        IEnumerable<int> Work(int item)
        {
            Interlocked.Increment(ref begun);
            if (item > 0)
                gate.Wait(TestContext.Current.CancellationToken);
            Interlocked.Increment(ref done);
            yield return item;
        }

        using ITimer opens = TimeProvider.System.CreateTimer(
            _ => gate.Set(),
            null,
            TimeSpan.FromSeconds(0.05),
            Timeout.InfiniteTimeSpan
        );
        Assert.Equal(0, ReadAhead.InOrder([.. Enumerable.Range(0, 40)], _ => 1 << 20, Work).First());
        Assert.Equal(begun, done);
        Assert.InRange(done, 2, Environment.ProcessorCount + 4);
    }

    [Theory]
    [InlineData(64 << 20)]
    [InlineData(100 << 10)]
    public void Of_large_files_some_for_each_core_are_held_and_of_small_ones_a_few_megabytes(int size)
    {
        const int items = 200;
        int asked = 0,
            given = 0,
            least = Environment.ProcessorCount + 2,
            held = Math.Max(least, Math.Min(least + 32, (4 << 20) / size + 1));
        long? SizeOf(int item)
        {
            asked++;
            return size;
        }

        foreach (int item in ReadAhead.InOrder<int, int>([.. Enumerable.Range(0, items)], SizeOf, i => [i]))
        {
            Assert.Equal(given, item);
            Assert.Equal(Math.Min(items, given++ + held), asked);
        }

        Assert.Equal(items, given);
    }

    private IEnumerable<string> Read(Action<DeliveredSeries>? onRead) =>
        BarFiles
            .Read([_folder.Path], new() { OnRead = onRead })
            .Select(r =>
                $"{Path.GetFileName(r.File)} {r.Skipped} {r.Refused?.Message} {r.Joined} {r.JoinedRows} {r.IsJoin} "
                + string.Join(';', r.Series.Select(s => $"{s.Ticker}: {string.Join(' ', s.Bars)}"))
            );

    private void Write(string name, string text) => File.WriteAllText(_folder.File(name), text);
}
