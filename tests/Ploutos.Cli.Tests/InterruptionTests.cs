using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_training_that_is_interrupted_ends_with_130_and_leaves_nothing_half_done(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        Assert.SkipWhen(
            signal == "-INT" && IgnoresInterrupts(),
            "the tests were started with SIGINT ignored, as a shell starts what it runs in the background, and so is"
                + " every process that they start"
        );
        using TemporaryFolder folder = new();
        await PloutosProcess.Run(folder.Path, "data", "import", "simulated", "--tickers", "SIM01,SIM02");

        using Process training = PloutosProcess.Start(
            folder.Path,
            "train",
            "--json",
            "--expert",
            "momentum",
            "--window",
            "1"
        );
        string? line;
        do line = await training.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line is not null && !line.Contains("epoch 1 of", StringComparison.Ordinal));
        using (Process kill = Process.Start("kill", [signal, training.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        string error = await training.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await training.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await training.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, training.ExitCode);
        Assert.Contains("stopping cleanly", error, StringComparison.Ordinal);
        Assert.Contains("interrupted; what was finished is kept", error, StringComparison.Ordinal);
        Assert.Empty(output);
        var (code, checks, _) = await PloutosProcess.Run(folder.Path, "doctor", "--json");
        Assert.Equal(0, code);
        Assert.Contains(
            "warning",
            JsonNode
                .Parse(checks)!
                .AsArray()
                .Where(check => (string)check!["name"]! == "momentum model")
                .Select(check => (string)check!["status"]!)
        );
    }

    /// <summary>Whether this process ignores SIGINT, which processes inherit; false where Linux does not say.</summary>
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status";
        const long Interrupt = 1 << (2 - 1);
        string? ignored = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))
            : null;
        return ignored is not null && (Convert.ToInt64(ignored["SigIgn:".Length..].Trim(), 16) & Interrupt) != 0;
    }
}
