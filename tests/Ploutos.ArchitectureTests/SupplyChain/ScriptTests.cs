namespace Ploutos.ArchitectureTests.SupplyChain;

/// <summary>The scripts that ship the command, with a compiler that a test replaces.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly FakeCheckout _checkout = new();

    [Fact]
    public async Task A_release_into_a_relative_folder_lies_in_the_folder_that_the_command_is_given_in()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs bash and GNU tar");
        _checkout.Take("deploy/release.sh");
        _checkout.Fake("checkout/deploy/publish.sh", "mkdir -p \"$1\" && echo made >\"$1/ploutos\"");
        _checkout.Fake("tools/git", "[ \"$1\" = log ] && echo 0; true");
        _checkout.Fake("tools/dotnet", "[ \"$1\" = msbuild ] && echo 1.2.3; true");
        foreach (string file in new[] { "docs/a.md", "README.md", "SECURITY.md", "LICENSE", "THIRD-PARTY-NOTICES.txt" })
            await File.WriteAllTextAsync(
                _checkout.Made($"checkout/{file}"),
                "x",
                TestContext.Current.CancellationToken
            );
        (int code, string sums, string error) = await _checkout.Run("deploy/release.sh", "out/new", "linux-x64");
        Assert.True(code == 0, error);
        Assert.Contains("ploutos-1.2.3-linux-x64.tar.gz", sums, StringComparison.Ordinal);
        Assert.True(File.Exists(_checkout.File("here/out/new/ploutos-1.2.3-linux-x64.tar.gz")));
        Assert.False(Directory.Exists(_checkout.File("checkout/out")));
    }

    [Theory]
    [InlineData("restore.*", 1, "packages could not be fetched", "")]
    [InlineData("restore.*true", 0, "compiler for linux-x64, or .NET for it, could not be fetched", "false false")]
    [InlineData("publish.*true", 0, "ahead-of-time compiler for linux-x64 failed", "false false")]
    [InlineData("nothing", 0, "building the command for linux-x64", "true true")]
    public async Task A_build_says_what_failed_and_goes_on_without_the_ahead_of_time_compiler(
        string failing,
        int expected,
        string message,
        string compiledWithRuntime
    )
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs bash");
        _checkout.Take("deploy.sh");
        _checkout.Fake("tools/uname", "[ \"$1\" = -s ] && echo Linux || echo x86_64");
        // Says what it is asked for, fails where the test wants it to, and publishes a command.
        _checkout.Fake(
            "tools/dotnet",
            $$"""
            aot=true; case "$*" in *PublishReadyToRun=false*) aot=false ;; esac
            own=false; case "$*" in *IncludeRuntime=true*) own=true ;; esac
            echo "$1 $aot" | grep -q "^{{failing}}$" && exit 1
            [ "$1" != publish ] || {
              printf '#!/bin/sh\necho %s %s\n' $aot $own >"{{_checkout.File("checkout/dist/ploutos")}}"
              chmod +x "{{_checkout.File("checkout/dist/ploutos")}}"
            }
            """
        );
        (int code, string output, string error) = await _checkout.Run("deploy.sh");
        Assert.Equal(expected, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal(compiledWithRuntime, output.Trim());
    }

    public void Dispose() => _checkout.Dispose();
}
