using System.Diagnostics;
using Ploutos.Tests;

namespace Ploutos.Storage.Tests;

/// <summary>What lies where a user points is never replaced unasked.</summary>
public sealed class UserFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("mine.csv");

    [Fact]
    public void A_file_that_exists_is_refused_by_name_and_replaced_where_that_is_asked_for()
    {
        File.WriteAllText(Path, "thesis");
        StorageException refusal = Assert.Throws<StorageException>(() => UserFile.Write(Path, "a", replace: false));
        Assert.Equal(StorageFault.Taken, refusal.Fault);
        Assert.Contains($"'{Path}'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("thesis", File.ReadAllText(Path));

        UserFile.Write(Path, "b", replace: true);
        Assert.Equal("b", File.ReadAllText(Path));
        Assert.Equal(["mine.csv"], Directory.GetFileSystemEntries(_folder.Path).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void Only_a_file_of_the_right_kind_is_replaced()
    {
        File.WriteAllText(Path, "thesis");
        Assert.Contains(
            "is not a poem",
            Assert.Throws<StorageException>(() => UserFile.Check(Path, true, _ => false, "a poem")).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(Path, UserFile.Check(Path, true, _ => true, "a poem"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Folders_links_pipes_and_devices_are_refused_whatever_is_asked_for(bool replace)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such entries in a folder.");
        string target = _folder.File("target.txt"),
            link = _folder.File("link"),
            broken = _folder.File("broken"),
            pipe = _folder.File("pipe");
        File.WriteAllText(target, "kept");
        File.CreateSymbolicLink(link, target);
        File.CreateSymbolicLink(broken, _folder.File("nothing"));
        using (Process made = Process.Start("mkfifo", [pipe]))
            made.WaitForExit();
        foreach (string path in new[] { _folder.Path, link, broken, pipe, "/dev/null", _folder.Path + "/", "" })
            Assert.Equal(
                StorageFault.Taken,
                Assert.Throws<StorageException>(() => UserFile.Write(path, "x", replace)).Fault
            );
        Assert.Equal("kept", File.ReadAllText(target));
        Assert.False(File.Exists(_folder.File("nothing")));
    }

    [Fact]
    public void A_full_disk_is_called_that()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        IOException error = Assert.Throws<IOException>(() =>
        {
            using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
            full.Write("x"u8);
        });
        Assert.True(DiskFull.Is(error));
        Assert.False(DiskFull.Is(new IOException("something else")));
        Assert.Equal(StorageFault.Full, DiskFull.Of(Path, error).Fault);
    }

    [Fact]
    public void What_a_killed_run_left_goes_and_what_a_running_one_writes_stays()
    {
        string dead = _folder.File($".mine.csv.{int.MaxValue}-3.tmp"),
            old = _folder.File($".mine.csv.{int.MaxValue}.tmp"),
            alive = _folder.File(Leftovers.Unique(".mine.csv.", ".tmp")),
            other = _folder.File($".other.csv.{int.MaxValue}-3.tmp"),
            foreign = _folder.File(".mine.csv.draft.tmp");
        foreach (string file in new[] { dead, old, alive, other, foreign })
            File.WriteAllText(file, "");
        UserFile.Write(Path, "a", replace: false);
        Assert.Equal(
            [alive, foreign, other],
            Directory
                .GetFiles(_folder.Path, ".*")
                .Order(StringComparer.Ordinal)
                .ToArray()
                .Intersect([alive, foreign, other])
                .Order(StringComparer.Ordinal)
        );
        Assert.False(File.Exists(dead) || File.Exists(old));
    }

    public void Dispose() => _folder.Dispose();
}
