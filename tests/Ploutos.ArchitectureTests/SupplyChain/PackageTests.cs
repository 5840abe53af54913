using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests.SupplyChain;

/// <summary>The NuGet packages, made from what is built, and used by a project that knows nothing of this
/// checkout.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Version = "0.0.1-test";

    private static readonly string s_configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly TemporaryFolder _folder = new();

    private string Feed => _folder.File("feed");

    [Fact]
    public void Libraries_and_tool_are_packed_restored_from_a_folder_and_run()
    {
        Run(
            TestPaths.Repository,
            "msbuild",
            "eng/packages.proj",
            $"-p:Out={Feed}",
            $"-p:Version={Version}",
            $"-p:Configuration={s_configuration}",
            "-p:NoBuild=true",
            "-v:quiet",
            "-nologo",
            "-nodeReuse:false"
        );
        Each_package_has_what_its_page_needs();
        A_fresh_project_restores_and_runs();
        The_tool_installs_and_runs();
    }

    public void Dispose() => _folder.Dispose();

    private void Each_package_has_what_its_page_needs()
    {
        string[] libraries =
        [
            "Ploutos",
            "Ploutos.Storage",
            "Ploutos.Tuning",
            "Ploutos.Tuning.Storage",
            "Ploutos.Neural",
            "Ploutos.MarketData",
            "Ploutos.Features",
            "Ploutos.Experts",
            "Ploutos.Backtesting",
        ];
        foreach (string id in libraries)
        {
            string path = Path.Combine(Feed, $"{id}.{Version}.nupkg");
            Assert.True(File.Exists(path), $"{id} was not packed");
            Assert.True(File.Exists(Path.ChangeExtension(path, ".snupkg")), $"{id} has no symbols");
            using ZipArchive package = ZipFile.OpenRead(path);
            string[] names = [.. package.Entries.Select(e => e.FullName)];
            Assert.Contains("README.md", names);
            Assert.Contains(
                names,
                n =>
                    n.StartsWith("lib/net10.0/", StringComparison.Ordinal)
                    && n.EndsWith(".xml", StringComparison.Ordinal)
            );
            using Stream nuspec = package.Entries.Single(e => e.FullName == $"{id}.nuspec").Open();
            XElement metadata = XDocument.Load(nuspec).Root!.Elements().First();
            string Of(string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";
            Assert.Equal((id, Version, "MIT"), (Of("id"), Of("version"), Of("license")));
            Assert.NotEqual("", Of("description"));
        }

        using ZipArchive tuning = ZipFile.OpenRead(Path.Combine(Feed, $"Ploutos.Tuning.{Version}.nupkg"));
        using StreamReader text = new(tuning.Entries.Single(e => e.Name == "Ploutos.Tuning.nuspec").Open());
        Assert.DoesNotContain("<dependency ", text.ReadToEnd(), StringComparison.Ordinal);
    }

    private void A_fresh_project_restores_and_runs()
    {
        string project = _folder.File("fresh");
        Directory.CreateDirectory(project);
        WriteSources(project);
        File.WriteAllText(
            Path.Combine(project, "fresh.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestorePackagesPath>{_folder.File("restored")}</RestorePackagesPath>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Ploutos" Version="{Version}" />
              </ItemGroup>
            </Project>
            """
        );
        File.WriteAllText(
            Path.Combine(project, "Program.cs"),
            $$"""
            using Ploutos.Cli;
            using Ploutos.Experts.Vote;
            {{Notebook()}}
            ExpertProbabilities said = new(0.583, 0.472, 0.721);
            Console.WriteLine(EnsembleVote.Default.Cast(said, new VoteThresholds(0.1, 0.3)).Signal);
            return PloutosApp.Run(["data", "import", "simulated:7", "--tickers", "SIM01", "--workspace", args[0]]);
            """
        );
        string output = Run(
            project,
            "run",
            "-p:UseSharedCompilation=false",
            "-nodeReuse:false",
            "--",
            _folder.File("workspace")
        );
        Assert.Contains("600 bars, 28 features", output, StringComparison.Ordinal);
        Assert.Contains("StrongHold", output, StringComparison.Ordinal);
        Assert.Contains("1 ticker (1 created)", output, StringComparison.Ordinal);
    }

    /// <summary>The C# of the notebook in the docs, with the value of its last cell kept instead of shown.</summary>
    private static string Notebook()
    {
        string[] cells =
        [
            .. File.ReadAllText(Path.Combine(TestPaths.Repository, "docs", "examples", "ploutos.dib"))
                .Split("#!")
                .Where(cell => cell.StartsWith("csharp", StringComparison.Ordinal))
                .Select(cell => cell["csharp".Length..].Trim()),
        ];
        Assert.Equal("#r \"nuget: Ploutos\"", cells[0]);
        string last = cells[^1][cells[^1].IndexOf('\n', StringComparison.Ordinal)..].Trim();
        return string.Join('\n', cells[1..^1]) + $"\nConsole.WriteLine({last}.Count());";
    }

    private void The_tool_installs_and_runs()
    {
        string folder = _folder.File("installing"),
            tools = _folder.File("tools");
        Directory.CreateDirectory(folder);
        WriteSources(folder);
        Run(
            folder,
            "tool",
            "install",
            "Ploutos.Tool",
            "--tool-path",
            tools,
            "--version",
            Version,
            "--configfile",
            Path.Combine(folder, "nuget.config")
        );
        string output = Command.Run(
            Path.Combine(tools, OperatingSystem.IsWindows() ? "ploutos.exe" : "ploutos"),
            "--help"
        );
        Assert.Contains("ploutos [command] [options]", output, StringComparison.Ordinal);
    }

    /// <summary>The feed, and beside it what this machine has restored already: the test leaves the machine
    /// for nothing.</summary>
    private void WriteSources(string folder)
    {
        string restored =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
                <add key="restored" value="{restored}" />
              </packageSources>
            </configuration>
            """
        );
    }

    private static string Run(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the running test host was started with must not choose the SDK's parts for it.
        foreach (string name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" })
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["CI"] = "";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(
            process.ExitCode == 0,
            $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{error.Result}"
        );
        return output;
    }
}
