using System.Runtime.Versioning;
using Ploutos.Tests;

namespace Ploutos.Storage.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_folder_that_can_not_be_made_is_named_as_what_it_is()
    {
        string inTheWay = _folder.File("a-file");
        File.WriteAllText(inTheWay, "mine");
        IOException error = Assert.ThrowsAny<IOException>(() =>
            AtomicFile.Write(Path.Combine(inTheWay, "inner", "new.json"), "x")
        );
        Assert.Contains(Path.Combine(inTheWay, "inner"), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", error.Message, StringComparison.Ordinal); // what its clean-up said
        Assert.Equal("mine", File.ReadAllText(inTheWay));
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_unfinished()
    {
        Directory.CreateDirectory(_folder.File("taken", "inner"));
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(_folder.File("taken"), "x"));
        Assert.Equal(["taken"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void An_error_reaches_the_caller_though_its_clean_up_fails_too()
    {
        string gone = _folder.File("gone", "deeper");
        Leftovers.Discard(gone);
        Leftovers.Discard(_folder.File("no-file"));
        Directory.CreateDirectory(gone);
        Leftovers.Discard(_folder.File("gone"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void A_file_has_the_permissions_that_were_asked_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        AtomicFile.Write(_folder.File("secret"), "x"u8, mode);
        AtomicFile.Write(_folder.File("secret"), "y"u8, mode);
        Assert.Equal(mode, File.GetUnixFileMode(_folder.File("secret")));
        Assert.Equal("y", File.ReadAllText(_folder.File("secret")));
    }

    public void Dispose() => _folder.Dispose();
}
