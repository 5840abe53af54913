using Ploutos.Tests;
using Ploutos.Workflows.Observers;

namespace Ploutos.Workflows.Tests.Observers;

/// <summary>Logs that grow for months.</summary>
public sealed class LogRotationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_log_beyond_its_size_is_moved_on_and_the_oldest_falls_away()
    {
        for (int n = 0; n < LogRotation.KeptLogs + 2; n++)
        {
            File.WriteAllText(_folder.File("live.log"), $"{n}" + new string('x', 200));
            LogRotation.Run(_folder.Path, largest: 100);
        }

        Assert.False(File.Exists(_folder.File("live.log")));
        Assert.Equal(LogRotation.KeptLogs, Directory.GetFiles(_folder.Path).Length);
        Assert.StartsWith(
            $"{LogRotation.KeptLogs + 1}x",
            File.ReadAllText(_folder.File("live.log.1")),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "2x",
            File.ReadAllText(_folder.File($"live.log.{LogRotation.KeptLogs}")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_chain_of_predictions_is_never_touched_and_small_logs_stay()
    {
        File.WriteAllText(_folder.File("predictions.jsonl"), new string('x', 500));
        File.WriteAllText(_folder.File("live.log"), "small");

        Assert.Empty(LogRotation.Run(_folder.Path, largest: 100));
        Assert.Equal(500, File.ReadAllText(_folder.File("predictions.jsonl")).Length);
    }

    [Fact]
    public void Only_the_newest_traces_of_errors_are_kept()
    {
        for (int n = 0; n < LogRotation.KeptErrors + 5; n++)
            File.WriteAllText(_folder.File($"error-20260101-0000{n:00}-1.log"), "x");

        Assert.Equal(5, LogRotation.Run(_folder.Path).Count);
        Assert.False(File.Exists(_folder.File("error-20260101-000004-1.log")));
        Assert.True(File.Exists(_folder.File("error-20260101-000005-1.log")));
    }

    public void Dispose() => _folder.Dispose();
}
