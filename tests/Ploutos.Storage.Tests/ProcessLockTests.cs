using System.Globalization;
using Ploutos.Tests;

namespace Ploutos.Storage.Tests;

/// <summary>One holder at a time, named rightly.</summary>
public sealed class ProcessLockTests : IDisposable
{
    private const int NoProcess = int.MaxValue;
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("data", "work.lock");

    [Theory]
    [InlineData("work.txt")]
    [InlineData("work.json")]
    public void A_second_holder_is_refused_with_the_name_of_the_first_and_gets_its_turn_after_it(string name)
    {
        string holder = _folder.File("data", name);
        using (Take(holder))
        {
            string refusal = Assert.Throws<InvalidOperationException>(() => Take(holder)).Message;
            Assert.StartsWith(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"process {Environment.ProcessId} on {Environment.MachineName}, since 20"
                ),
                refusal,
                StringComparison.Ordinal
            );
            Assert.Equal(refusal, ProcessLock.Holder(File, holder));
        }

        Assert.Null(ProcessLock.Holder(File, holder));
        Assert.False(System.IO.File.Exists(holder));
        Take(holder).Dispose();
    }

    [Theory]
    [InlineData("work.txt", "process {0} on {1}, since 2026-03-04 05:06:07 UTC\n")]
    [InlineData("work.json", "{{\"process\":{0},\"machine\":\"{1}\",\"since\":\"2026-03-04T05:06:07+00:00\"}}")]
    public void The_name_that_a_killed_process_left_is_not_the_holders(string name, string format)
    {
        string holder = _folder.File("data", name);
        Directory.CreateDirectory(_folder.File("data"));
        string Text(int process, string machine) =>
            string.Format(CultureInfo.InvariantCulture, format, process, machine);
        System.IO.File.WriteAllText(holder, Text(NoProcess, Environment.MachineName));
        Assert.Null(ProcessLock.Holder(File, holder));

        using FileStream taken = ProcessLock.OpenAlone(File, TimeSpan.Zero);
        Assert.Equal("a process that has not written its name yet", ProcessLock.Holder(File, holder));
        System.IO.File.WriteAllText(holder, Text(NoProcess, "another-host"));
        Assert.Equal(
            "process 2147483647 on another-host, since 2026-03-04 05:06:07 UTC",
            ProcessLock.Holder(File, holder)
        );
    }

    [Fact]
    public async Task Who_waits_gets_the_lock_when_the_holder_is_done()
    {
        string holder = _folder.File("data", "work.txt");
        ProcessLock first = Take(holder);
        Task<ProcessLock> second = Task.Run(
            () => Take(holder, TimeSpan.FromMinutes(1)),
            TestContext.Current.CancellationToken
        );
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_no_holder()
    {
        System.IO.File.WriteAllText(_folder.File("data"), "a file where the folder should be");
        Assert.ThrowsAny<IOException>(() => Take(_folder.File("work.txt")));
    }

    public void Dispose() => _folder.Dispose();

    private ProcessLock Take(string holder, TimeSpan? wait = null) =>
        ProcessLock.Take(File, holder, TimeProvider.System, (other, _) => new InvalidOperationException(other), wait);
}
