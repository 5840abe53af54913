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
}
