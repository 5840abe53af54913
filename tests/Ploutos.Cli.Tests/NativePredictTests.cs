using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary><c>ploutos-predict</c>, the native program that <c>deploy/publish-predict.sh</c> makes, beside the
/// command.</summary>
public sealed class NativePredictTests(TrainedWorkspace workspace, NativePredict native)
    : IClassFixture<TrainedWorkspace>,
        IClassFixture<NativePredict>
{
    [Fact]
    public async Task It_predicts_what_the_command_predicts_to_the_last_digit()
    {
        Assert.SkipUnless(native.IsPossible, native.Why);
        string[] line = ["--tickers", "all", "--offline", "--explain", "--json"];
        (int code, string output, string error) = await native.Run(workspace.Path, line);
        Assert.True(code == 0, error);
        JsonNode own = WithoutMoments(output),
            command = WithoutMoments((await PloutosProcess.Run(workspace.Path, ["predict", .. line])).Output);
        Assert.Equal(2, command.AsArray().Count);
        Assert.Equal(command.ToJsonString(), own.ToJsonString());
    }

    [Fact]
    public async Task It_speaks_as_the_command_does()
    {
        Assert.SkipUnless(native.IsPossible, native.Why);
        (int code, string output, string error) = await native.Run(workspace.Path, "predict", "SIM01", "--offline");
        Assert.True(code == 0, error);
        Assert.Contains("FINAL SIGNAL", output, StringComparison.Ordinal);
        (code, _, error) = await native.Run(workspace.Path, "NOPE", "--offline");
        Assert.Equal((int)ExitCode.NoData, code);
        Assert.Contains("no bars of 'NOPE'", error, StringComparison.Ordinal);
        (code, _, error) = await native.Run(workspace.Path, "SIM01", "--as-of", "soon");
        Assert.Equal((int)ExitCode.WrongUsage, code);
        Assert.Contains("soon", error, StringComparison.Ordinal);
        Assert.Equal(0, (await native.Run(workspace.Path, "--version")).Code);
    }

    [Fact]
    public async Task It_trains_nothing_and_says_what_to_do()
    {
        Assert.SkipUnless(native.IsPossible, native.Why);
        using var empty = new TemporaryFolder();
        (int code, _, string error) = await native.Run(empty.Path, "SIM01", "--source", "simulated");
        Assert.NotEqual(0, code);
        Assert.Contains("ploutos train", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(empty.File("models")));
    }

    private static JsonNode WithoutMoments(string json)
    {
        JsonNode predictions = JsonNode.Parse(json)!;
        foreach (JsonNode? prediction in predictions.AsArray())
            prediction!.AsObject().Remove("made_at");
        return predictions;
    }
}

/// <summary>The native program, compiled once for these tests as a user would.</summary>
public sealed class NativePredict : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal string Why { get; } =
        !OperatingSystem.IsLinux() ? "the native program is for Linux"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
            ? "the native program needs glibc"
        : RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64)
            ? "the native program is for x64 and arm64"
        : IsFound("gcc") || IsFound("clang") ? ""
        : "linking needs gcc or clang (Debian: apt-get install gcc libc6-dev)";

    internal bool IsPossible => Why.Length == 0;

    public async ValueTask InitializeAsync()
    {
        if (!IsPossible)
            return;
        (int code, string output, string error) = await Run(
            new ProcessStartInfo("bash", [Path.Combine(TestPaths.Repository, "deploy", "publish-predict.sh"), Built])
        );
        Assert.True(code == 0, output + error);
    }

    /// <summary>Runs it to its end; it asks no source outside of this machine.</summary>
    internal Task<(int Code, string Output, string Error)> Run(string folder, params string[] args)
    {
        ProcessStartInfo start = new(Path.Combine(Built, "ploutos-predict"), args) { WorkingDirectory = folder };
        start.Environment.Remove("PLOUTOS_HOME");
        return Run(start);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Built => _folder.File("native");

    private static bool IsFound(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<(int Code, string Output, string Error)> Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
