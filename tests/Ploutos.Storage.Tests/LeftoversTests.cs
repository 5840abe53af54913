using System.Diagnostics;
using Ploutos.Tests;

namespace Ploutos.Storage.Tests;

/// <summary>What a killed process left is removed, what another one is at work on is not; in containers,
/// too, where process numbers come again.</summary>
public sealed class LeftoversTests : IDisposable
{
    private const string OtherMachine = "00000000",
        OtherToken = "ffffffff";

    private static readonly int s_process = Environment.ProcessId;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_process_keeps_its_own_names_and_each_of_them_is_another()
    {
        string first = Leftovers.Unique(".stage-", ""),
            second = Leftovers.Unique(".stage-", "");
        Assert.NotEqual(first, second);
        Assert.Matches($"^\\.stage-{s_process}-[0-9a-f]{{8}}-[0-9a-f]{{8}}-[0-9]+$", first);
        Assert.Equal([first, second], Left([first, second]));
    }

    [Fact]
    public void The_own_number_with_another_token_is_a_process_before_this_one() =>
        Assert.Empty(Left([$".stage-{s_process}-{ProcessIdentity.Machine}-{OtherToken}-1"]));

    [Fact]
    public void Of_this_machine_what_runs_keeps_its_entries_and_what_is_gone_does_not()
    {
        using Process running = Process.Start(
            new ProcessStartInfo(OperatingSystem.IsWindows() ? "more" : "cat") { RedirectStandardInput = true }
        )!;
        string alive = $".stage-{running.Id}-{ProcessIdentity.Machine}-{OtherToken}-1",
            gone = $".stage-{int.MaxValue}-{ProcessIdentity.Machine}-{OtherToken}-1";
        Assert.Equal([alive], Left([alive, gone]));
        running.StandardInput.Close();
        running.WaitForExit();
        Assert.Empty(Left([alive]));
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(25, false)]
    public void Another_machines_entries_stay_for_a_day_whatever_runs_here(int hours, bool stays)
    {
        string[] names =
        [
            $".stage-{int.MaxValue}-{OtherMachine}-{OtherToken}-1",
            $".stage-{s_process}-{OtherMachine}-{ProcessIdentity.Token}-1",
        ];
        Assert.Equal(stays ? names.Order(StringComparer.Ordinal) : [], Left(names, hours));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(25, false)]
    public void An_earlier_versions_name_with_the_own_number_stays_for_a_day(int hours, bool stays)
    {
        string[] names = [$".stage-{s_process}", $".stage-{s_process}-7"];
        Assert.Equal(stays ? names : [], Left(names, hours));
    }

    [Fact]
    public void An_earlier_versions_name_of_a_process_that_is_gone_goes_and_no_other_name_does() =>
        Assert.Equal([".stage-mine"], Left([$".stage-{int.MaxValue}", $".stage-{int.MaxValue}-3", ".stage-mine"]));

    public void Dispose() => _folder.Dispose();

    /// <summary>What is there after folders with these names, written to that long ago, were looked
    /// through.</summary>
    private string[] Left(string[] names, int hoursAgo = 0)
    {
        foreach (string name in names)
        {
            DirectoryInfo made = Directory.CreateDirectory(_folder.File(name));
            made.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hoursAgo);
        }

        Leftovers.Remove(_folder.Path, ".stage-", "");
        return
        [
            .. Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!,
        ];
    }
}
