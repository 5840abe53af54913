using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

public sealed class InterruptionTests
{
    private const string SlowSettings = """
        {"best_params": {"learning_rate": 1e-7, "batch_size": 128, "dropout": 0.2, "weight_decay": 1.0, "epochs": 5000,
         "hidden1": 512, "hidden2": 256, "hidden3": 128}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_training_that_is_interrupted_ends_with_130_and_leaves_nothing_half_done(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using TemporaryFolder folder = new();
        await PloutosProcess.Run(folder.Path, "data", "import", "simulated", "--tickers", "SIM01,SIM02");
        // So slow that it does not end by itself, however late the signal comes on a busy machine.
        Directory.CreateDirectory(folder.File("logs"));
        await File.WriteAllTextAsync(folder.File("logs", "v7_momentum_optimization.json"), SlowSettings, Cancellation);

        using Process training = PloutosProcess.Start(
            folder.Path,
            "train",
            "--json",
            "--expert",
            "momentum",
            "--window",
            "1",
            "--fixed"
        );
        string? line;
        do line = await training.StandardError.ReadLineAsync(Cancellation);
        while (line is not null && !line.Contains("epoch 1 of", StringComparison.Ordinal));
        using (Process kill = Process.Start("kill", [signal, training.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Cancellation);
        string error = await training.StandardError.ReadToEndAsync(Cancellation);
        string output = await training.StandardOutput.ReadToEndAsync(Cancellation);
        await training.WaitForExitAsync(Cancellation);

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
