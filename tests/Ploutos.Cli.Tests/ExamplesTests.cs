using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The programs of <c>examples/</c>, run as users run them: a file each.</summary>
public sealed class ExamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_of_the_five_runs_and_does_what_it_says()
    {
        Assert.Equal(
            ["judge-returns.cs", "own-expert.cs", "own-feature.cs", "own-source.cs", "tune-function.cs"],
            Directory.GetFiles(Examples, "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
        );
        Assert.Contains("the best is 0 at 2, -3", Run("tune-function"), StringComparison.Ordinal);
        Assert.Contains("Sharpe", Run("judge-returns"), StringComparison.Ordinal);

        string home = _folder.File("workspace");
        Run("own-source", "--workspace", home, "data", "fetch", "--tickers", "WAVE", "--source", "waves");
        string feature = Run("own-feature", "--workspace", home, "experts", "check", "gaps");
        Assert.Contains("gap", feature, StringComparison.Ordinal);
        Assert.Contains("rows have every input and the label", feature, StringComparison.Ordinal);
        Assert.Contains("busy", Run("own-expert", "--workspace", home, "experts", "list"), StringComparison.Ordinal);
    }

    private static string Examples => Path.Combine(TestPaths.Repository, "examples");

    private static string Run(string example, params string[] arguments) =>
        Command.Run(
            "dotnet",
            [
                "run",
                "-c",
                new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
                Path.Combine(Examples, $"{example}.cs"),
                "--",
                .. arguments,
            ]
        );
}
