using Ploutos.Live.Simulation;
using Ploutos.Tests;

namespace Ploutos.Web.Tests.Browser;

/// <summary>A workspace that the daily run has worked in for a year of a simulated exchange, with a paper
/// account and alerts. It is made beside the other tests, and given up where nobody asks for it.</summary>
internal sealed class LiveYear : IAsyncDisposable
{
    /// <summary>Sessions that the daily run has seen.</summary>
    public const int Days = 252;

    private const string Alerts = """
        {"channels":{"script":{"type":"command","command":["/bin/true"]}},
         "rules":[{"on":"signal_change","to":["script"]},{"on":"strong","to":["script"]}]}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _given = new();
    private readonly Task<LiveWorkspace> _made;

    public LiveYear() => _made = Task.Run(Make);

    /// <summary>The workspace, after its year.</summary>
    public Task<LiveWorkspace> MadeAsync(CancellationToken cancellation) => _made.WaitAsync(cancellation);

    private LiveWorkspace Make()
    {
        var exchange = new SimulatedExchange(_folder.File("exchange"), Days, faultPercent: 0);
        var live = new LiveWorkspace(_folder.File("work"), exchange, new SimulatedClock(exchange.Start))
        {
            Request = new(Source: exchange.Source, RetrainEvery: 0),
        };
        live.Prepare();
        File.WriteAllText(Path.Combine(live.Workspace.Root, "paper.json"), "{}");
        File.WriteAllText(Path.Combine(live.Workspace.Root, "alerts.json"), Alerts);
        foreach (DateOnly day in exchange.Days)
        {
            live.Clock.Now = new(day.ToDateTime(new TimeOnly(22, 30)), TimeSpan.Zero); // the close and an hour
            exchange.Show(live.Clock.Now);
            live.Workflows.LiveOnce(live.Request, cancellation: _given.Token);
        }

        return live;
    }

    public async ValueTask DisposeAsync()
    {
        await _given.CancelAsync();
        await ((Task)_made).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _given.Dispose();
        _folder.Dispose();
    }
}
