using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>A workspace that the real command has filled: two simulated tickers, and three experts
/// trained on one of them.</summary>
public sealed class TrainedWorkspace : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal string Path => _folder.Path;

    internal (int Code, string Output, string Error) Import { get; private set; }

    internal (int Code, string Output, string Error) Train { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Import = await PloutosProcess.Run(Path, "data", "import", "simulated:7", "--tickers", "SIM01,SIM02", "--json");
        Train = await PloutosProcess.Run(
            Path,
            "train",
            "--tickers",
            "SIM01",
            "--window",
            "1",
            "--test-from",
            "2016-01-01",
            "--json"
        );
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
