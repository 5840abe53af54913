namespace Ploutos.Tests;

/// <summary>Where the tests find the checkout and the real bars that may lie beside it.</summary>
internal static class TestPaths
{
    /// <summary>The folder that holds <c>Ploutos.slnx</c>.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A path below the folder of shared reference data: <c>PLOUTOS_SHARED</c>, or
    /// <c>../shared</c> beside the checkout. The calling test is reported as skipped, with the
    /// reason, where the path does not exist.</summary>
    public static string SharedOrSkip(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable("PLOUTOS_SHARED") ?? Path.Combine(Repository, "..", "shared");
        string path = Path.GetFullPath(Path.Combine([root, .. parts]));
        Assert.SkipUnless(
            File.Exists(path) || Directory.Exists(path),
            $"needs {Path.Combine(["../shared", .. parts])}, which is not on this machine"
        );
        return path;
    }

    /// <summary>The folder of the 31 real daily series; skips the test where it is not there.</summary>
    public static string RealBarsOrSkip() => SharedOrSkip("market-data", "djia-2006-2017");

    private static string FindRepository()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
            if (File.Exists(Path.Combine(d.FullName, "Ploutos.slnx")))
                return d.FullName;
        throw new InvalidOperationException($"Ploutos.slnx lies in no folder above {AppContext.BaseDirectory}");
    }
}
