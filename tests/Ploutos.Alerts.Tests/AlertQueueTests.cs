using Microsoft.Extensions.Time.Testing;
using Ploutos.PaperTrading;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workflows.Observers;
using Ploutos.Workspace;

namespace Ploutos.Alerts.Tests;

/// <summary>What is told to whom, how often, and what of it survives.</summary>
public sealed class AlertQueueTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero));
    private readonly WorkspaceFolder _workspace;

    public AlertQueueTests() => _workspace = new(_folder.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_signal_and_a_strong_one_are_told_once_each_however_often_they_are_published()
    {
        using var server = new LocalServer(_ => new(204));
        Write(
            server,
            """{ "on": "signal_change", "to": ["hook"] }, { "on": "strong", "to": ["hook"], "tickers": ["nvda"] }"""
        );
        using (AlertObserver observer = Observer())
        {
            await observer.OnSignalsAsync(Signals(Day.AddDays(-1), ("NVDA", "HOLD"), ("AAPL", "BUY")), Cancellation);
            for (int told = 0; told < 3; told++)
                await observer.OnSignalsAsync(
                    Signals(Day, ("NVDA", "STRONG BUY"), ("AAPL", "STRONG SELL")),
                    Cancellation
                );
            await End(observer);
        }

        using (AlertObserver afterRestart = Observer())
        {
            await afterRestart.OnSignalsAsync(
                Signals(Day, ("NVDA", "STRONG BUY"), ("AAPL", "STRONG SELL")),
                Cancellation
            );
            await End(afterRestart);
        }

        Assert.Equal(
            ["AAPL: BUY -> STRONG SELL", "NVDA: HOLD -> STRONG BUY", "NVDA: STRONG BUY"],
            Titles(server).Order()
        );
    }

    [Fact]
    public async Task An_unchanged_strong_signal_is_not_told_again_the_next_day()
    {
        using var server = new LocalServer(_ => new(204));
        Write(server, """{ "on": "strong", "to": ["hook"] }""");
        using AlertObserver observer = Observer();
        for (int day = 0; day < 3; day++)
            await observer.OnSignalsAsync(Signals(Day.AddDays(day), ("NVDA", "STRONG BUY")), Cancellation);
        await End(observer);

        Assert.Equal(["NVDA: STRONG BUY"], Titles(server));
    }

    [Fact]
    public async Task Trouble_is_told_by_its_rule_and_once_a_day()
    {
        using var server = new LocalServer(_ => new(204));
        Write(
            server,
            """
            { "on": "failed_run", "to": ["hook"] },
            { "on": "stale_data", "to": ["hook"] },
            { "on": "paper", "to": ["hook"] }
            """
        );
        using AlertObserver observer = Observer();
        for (int i = 0; i < 3; i++)
        {
            await observer.OnEventAsync(
                new DataStale(_time.GetUtcNow(), "No bars.", Day, ["NVDA", "AAPL"], _time.GetUtcNow()),
                Cancellation
            );
            await observer.OnEventAsync(
                new ClockJumped(_time.GetUtcNow(), "Jumped.", TimeSpan.FromDays(1)),
                Cancellation
            );
            await observer.OnPaperAsync(
                new()
                {
                    Day = Day,
                    Outcome = PaperOutcome.Refused,
                    Detail = "cash differs",
                    Cash = null,
                    Equity = null,
                    Orders = [],
                    Fills = [],
                    Notes = [],
                    Reconciliation = null,
                },
                Cancellation
            );
            await End(observer, failed: true);
        }

        Assert.Equal(
            [$"bars of {Day:yyyy-MM-dd} are missing", "paper trading: refused", $"the run of {Day:yyyy-MM-dd} failed"],
            Titles(server).Order()
        );
    }

    [Fact]
    public async Task Daily_rules_make_one_message_a_day()
    {
        using var server = new LocalServer(_ => new(204));
        Write(server, """{ "on": "signal_change", "to": ["hook"], "daily": true }""");
        using AlertObserver observer = Observer();
        await observer.OnSignalsAsync(
            Signals(Day.AddDays(-1), ("A", "HOLD"), ("B", "HOLD"), ("C", "HOLD")),
            Cancellation
        );
        await End(observer);
        Assert.Empty(server.Requests);

        await observer.OnSignalsAsync(Signals(Day, ("A", "BUY"), ("B", "SELL"), ("C", "HOLD")), Cancellation);
        await End(observer);
        await End(observer);

        Received only = Assert.Single(server.Requests);
        Assert.Contains("2 alerts of 2026-11-20", only.Body, StringComparison.Ordinal);
        Assert.Contains("A: HOLD -", only.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_that_could_not_be_sent_survives_a_restart_and_leaves_when_its_time_comes()
    {
        bool up = false;
        using var server = new LocalServer(_ => new(up ? 204 : 503));
        Write(server, """{ "on": "strong", "to": ["hook"] }""");
        using (AlertObserver observer = Observer())
        {
            await observer.OnSignalsAsync(Signals(Day, ("NVDA", "STRONG BUY")), Cancellation);
            await End(observer);
        }

        AlertEntry waiting = Assert.Single(Entries());
        Assert.Equal(
            (AlertState.Pending, 1, "answered 503 Service Unavailable"),
            (waiting.State, waiting.Attempts, waiting.Error)
        );
        Assert.Equal(_time.GetUtcNow() + AlertDispatcher.FirstWait, waiting.DueAt);

        up = true;
        int before = server.Requests.Count;
        _time.Advance(TimeSpan.FromMinutes(2));
        using (AlertObserver restarted = Observer())
            await End(restarted);
        Assert.Equal(before + 1, server.Requests.Count);
        Assert.Equal(AlertState.Sent, Assert.Single(Entries()).State);
    }

    [Fact]
    public async Task A_webhook_that_never_answers_holds_up_neither_the_signals_nor_the_other_channels()
    {
        using var silent = new LocalServer(_ => new(200, Delay: TimeSpan.FromMinutes(5)));
        using var quick = new LocalServer(_ => new(204));
        File.WriteAllText(
            _workspace.AlertsFile,
            $$"""
            { "channels": {
                "silent": { "type": "webhook", "url": "{{silent.Address}}", "timeout_seconds": 0.3 },
                "quick": { "type": "webhook", "url": "{{quick.Address}}" } },
              "rules": [ { "on": "strong", "to": ["silent", "quick"] } ] }
            """
        );
        using AlertObserver observer = Observer();

        Task telling = observer.OnSignalsAsync(Signals(Day, ("NVDA", "STRONG BUY")), Cancellation);

        Assert.True(telling.IsCompletedSuccessfully);
        await End(observer);
        Assert.Single(quick.Requests);
        Assert.Equal([AlertState.Pending, AlertState.Sent], Entries().Select(e => e.State).Order());
    }

    [Fact]
    public async Task An_alert_is_given_up_after_two_days_or_at_once_where_trying_again_is_useless()
    {
        int status = 503;
        using var server = new LocalServer(_ => new(status));
        Write(server, """{ "on": "strong", "to": ["hook"] }""");
        using AlertObserver observer = Observer();
        await observer.OnSignalsAsync(Signals(Day, ("NVDA", "STRONG BUY")), Cancellation);
        await End(observer);
        _time.Advance(TimeSpan.FromDays(3));
        await End(observer);
        status = 404;
        await observer.OnSignalsAsync(Signals(Day, ("AAPL", "STRONG BUY")), Cancellation);
        await End(observer);

        Assert.All(Entries(), e => Assert.Equal(AlertState.GivenUp, e.State));
        Assert.Equal(2, Entries().Count);
    }

    [Fact]
    public void A_wrong_file_is_named_with_its_rule_and_no_secret_is_shown()
    {
        foreach (
            (string json, string expected) in new[]
            {
                (
                    """{ "channels": { "a": { "type": "pigeon" } } }""",
                    "'channels.a.type' must be one of webhook, smtp, command"
                ),
                (
                    """{ "channels": { "a": { "type": "webhook", "url": "ftp://x" } } }""",
                    "'channels.a.url' must be an http or https address"
                ),
                (
                    """{ "channels": { "a": { "type": "webhook", "url": "http://x", "secret": "s" } } }""",
                    "'channels.a.secret' is not known here"
                ),
                (
                    """{ "channels": { "a": { "type": "webhook", "url": "http://x", "secret_env": "UNSET" } } }""",
                    "must name an environment variable that is set, but is \"UNSET\""
                ),
                (
                    """{ "channels": { "a": { "type": "command", "command": ["notify"] } } }""",
                    "must be a list of a program's full path"
                ),
                (
                    """{ "channels": {}, "rules": [ { "on": "strong", "to": ["b"] } ] }""",
                    "'rules[0].to' must name channels of this file"
                ),
                (
                    """{ "channels": {}, "rules": [ { "on": "weather", "to": [] } ] }""",
                    "'rules[0].on' must be one of signal_change, strong, drift"
                ),
                ("""{ "channels": {}, "ruels": [] }""", "'ruels' is not known here. Known are: channels, rules"),
            }
        )
        {
            File.WriteAllText(_workspace.AlertsFile, json);
            var error = Assert.Throws<StorageException>(() => AlertsFile.Read(_workspace.AlertsFile, _time, _ => null));
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }

        File.WriteAllText(
            _workspace.AlertsFile,
            """
            { "channels": { "s": { "type": "webhook", "form": "slack", "url_env": "HOOK", "secret_env": "KEY" } } }
            """
        );
        AlertSettings settings = AlertsFile.Read(
            _workspace.AlertsFile,
            _time,
            name => name == "HOOK" ? "https://hooks.slack.com/services/T0/SECRET" : "KEYSECRET"
        )!;
        Assert.Equal("webhook (slack, signed) at https://hooks.slack.com", settings.Channels["s"].Description);
    }

    public void Dispose() => _folder.Dispose();

    private static LiveSignals Signals(DateOnly day, params (string Ticker, string Signal)[] signals) =>
        new(
            day,
            [
                .. signals.Select(
                    (s, i) =>
                        new StoredSignal(
                            i + 1,
                            "",
                            new()
                            {
                                Ticker = s.Ticker,
                                AsOf = day,
                                MadeAt = new(day.ToDateTime(new(22, 0)), TimeSpan.Zero),
                                Late = false,
                                Code = "test",
                                Signal = s.Signal,
                                Score = 0.1,
                            },
                            []
                        )
                ),
            ],
            IsComplete: true
        );

    private static string[] Titles(LocalServer server) =>
        [.. server.Requests.Select(r => (string)System.Text.Json.Nodes.JsonNode.Parse(r.Body)!["title"]!)];

    private void Write(LocalServer server, string rules) =>
        File.WriteAllText(
            _workspace.AlertsFile,
            $$"""
            { "channels": { "hook": { "type": "webhook", "url": "{{server.Address}}" } }, "rules": [ {{rules}} ] }
            """
        );

    private AlertObserver Observer() => new(new AlertWorkflow(_workspace, _time).OpenQueue(), _time);

    private Task End(AlertObserver observer, bool failed = false) =>
        observer.OnEventAsync(
            new RunEnded(
                _time.GetUtcNow(),
                "It is over.",
                new()
                {
                    Day = Day,
                    Status = failed ? LiveRunStatus.Failed : LiveRunStatus.Done,
                    StartedAt = _time.GetUtcNow(),
                    Seconds = 1,
                    Error = failed ? "The disk is full." : null,
                }
            ),
            Cancellation
        );

    private List<AlertEntry> Entries()
    {
        using SqliteFile database = SqliteFile.Open(_workspace.AlertOutbox, AlertOutbox.Schema);
        return new AlertOutbox(database).Newest(20);
    }
}
