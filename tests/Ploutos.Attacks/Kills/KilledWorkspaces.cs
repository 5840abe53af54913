using Ploutos.Attacks.Entrances;
using Ploutos.Cli.Hosting;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Attacks.Kills;

/// <summary>The two workspaces that verbs are killed in, and a source on loopback that they fetch
/// from.</summary>
internal sealed class KilledWorkspaces : IDisposable
{
    private readonly TemporaryFolder _base,
        _lived;
    private readonly FakeProvider _yahoo;

    public KilledWorkspaces(AttackedWorkspace filled)
    {
        DateOnly last = NewYorkTime.LastFinishedDay(TimeProvider.System.GetUtcNow());
        _yahoo = new("yahoo", new FakeWorld { Since = last.AddDays(-1300), Until = NewYorkCalendar.Last });
        (_base, _lived) = (filled.Copy(), filled.Copy());
        foreach (TemporaryFolder folder in new[] { _base, _lived })
        {
            File.WriteAllText(folder.File("thesis.txt"), "mine");
            Directory.CreateDirectory(folder.File("bars"));
            File.WriteAllText(folder.File("bars", "CSV01.csv"), TextFiles.Bars);
            // A candidate, as training from the page makes one.
            WorkflowFactory
                .Create(new WorkspaceFolder(folder.Path), TimeProvider.System)
                .Train(
                    new()
                    {
                        Experts = ["reversion"],
                        TestFrom = new(2016, 1, 4),
                        Seed = 11,
                        Window = 1,
                        Tickers = ["SIM01"],
                        Candidate = true,
                    },
                    null,
                    CancellationToken.None
                );
        }

        // What the backup holds is less than what is there.
        Assert.Equal(
            ExitCode.Done,
            InProcess.Run(["--workspace", _base.Path, "predict", "--ticker", "SIM02", "--offline"])
        );
        (int code, string said) = CommandProcess.Run(
            Yahoo,
            ["--workspace", _lived.Path, "live", "--once", "--watchlist", "NVDA"]
        );
        Assert.True(code == 0, said);
    }

    /// <summary>Where the source answers.</summary>
    public string Yahoo => _yahoo.Server.Address.ToString();

    /// <summary>A copy for one kill.</summary>
    public TemporaryFolder Copy(KilledVerb verb) => (verb.Lived ? _lived : _base).Copied();

    public void Dispose()
    {
        _base.Dispose();
        _lived.Dispose();
        _yahoo.Dispose();
    }
}
