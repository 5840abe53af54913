using System.Diagnostics;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests.SupplyChain;

public sealed class ReleasePlanTests
{
    [Fact]
    public void A_release_has_an_archive_a_machine_every_package_and_two_debian_packages()
    {
        string[] plan = Plan("1.2.3-rc.1", "/nowhere/release")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("into /nowhere/release, version 1.2.3-rc.1", plan[0]);
        foreach (
            string runtime in (string[])
                ["linux-x64", "linux-arm64", "linux-musl-x64", "osx-arm64", "osx-x64", "win-x64"]
        )
        {
            Assert.Contains($"ploutos-1.2.3-rc.1-{runtime}.tar.gz and ploutos-1.2.3-rc.1-{runtime}.cdx.json", plan);
            Assert.True(
                File.Exists(Path.Combine(TestPaths.Repository, "src", "Ploutos.Tool", "locks", $"{runtime}.lock.json")),
                $"{runtime} has no lock file"
            );
        }

        string[] packages = [.. plan.Where(l => l.StartsWith("packages/", StringComparison.Ordinal))];
        Assert.Equal(Directory.GetDirectories(Path.Combine(TestPaths.Repository, "src")).Length, packages.Length);
        Assert.Contains("packages/Ploutos.1.2.3-rc.1.nupkg", packages);
        Assert.Contains("packages/Ploutos.Tool.1.2.3-rc.1.nupkg", packages);
        Assert.Equal(2, plan.Count(l => l.StartsWith("ploutos_1.2.3-rc.1_", StringComparison.Ordinal)));
        Assert.Equal("SHA256SUMS", plan[^1]);
        Assert.False(Directory.Exists("/nowhere"));
    }

    [Fact]
    public void A_version_that_is_none_is_refused()
    {
        (int code, _, string error) = Plan("one");
        Assert.Equal(2, code);
        Assert.Contains("VERSION must be a semantic version", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_in_the_place_of_the_folder_is_refused_and_makes_nothing()
    {
        (int code, string output, string error) = Plan("1.2.3", "--image");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("DIR must not begin with '-', but got '--image'", error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Plan(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs bash");
        using Process process = Command.Start(
            "/bin/bash",
            [Path.Combine(TestPaths.Repository, "release.sh"), "--plan", .. arguments]
        );
        string output = process.StandardOutput.ReadToEnd(),
            error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error);
    }
}
