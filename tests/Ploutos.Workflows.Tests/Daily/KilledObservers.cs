using System.Globalization;
using Ploutos.Live.Simulation;
using Ploutos.MarketData.Store;
using Ploutos.PaperTrading;
using Ploutos.PaperTrading.Brokers;
using Ploutos.PaperTrading.Embedded;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Tuning.Storage;
using Ploutos.Workflows.Observers;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Tests.Daily;

/// <summary>A paper account and an alert receiver beside a daily run that is killed, and what must
/// hold of them in the end.</summary>
internal sealed class KilledObservers(WorkspaceFolder workspace, SimulatedExchange exchange) : IDisposable
{
    // Every signal is worth a position, so that prices alone make orders; no loss stops the trading.
    private const string Paper = """
        {
          "direction": "long_short", "max_daily_loss": 1, "cash_rate": 0.03, "borrow_rate": 0.02,
          "targets": { "STRONG BUY": 1, "BUY": 0.8, "STRONG HOLD": 0.6, "HOLD": 0.4, "SELL": -0.5, "STRONG SELL": -1 }
        }
        """;

    private readonly LocalServer _receiver = new(_ => new(200));

    /// <summary>Settings for the next worker: the address that it sends alerts to tells which
    /// worker it was.</summary>
    public void BeforeStart(int worker)
    {
        File.WriteAllText(workspace.PaperFile, Paper);
        File.WriteAllText(
            workspace.AlertsFile,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {
                  "channels": {
                    "hook": { "type": "webhook", "url": "{{_receiver.Address}}{{worker}}", "timeout_seconds": 60 }
                  },
                  "rules": [
                    { "on": "signal_change", "to": ["hook"] },
                    { "on": "strong", "to": ["hook"] },
                    { "on": "paper", "to": ["hook"] },
                    { "on": "stale_data", "to": ["hook"], "daily": true },
                    { "on": "retrained", "to": ["hook"], "daily": true }
                  ]
                }
                """
            )
        );
    }

    /// <summary>Every change of a signal was told, and none twice by one process. A process that
    /// is killed between a receiver's answer and the note of it leaves the next to send once more,
    /// under the same id: nothing else may repeat an alert.</summary>
    public string CheckAlerts(IReadOnlyList<StoredSignal> history, int killed)
    {
        (string Id, string Worker)[] received =
        [
            .. _receiver.Requests.Select(r => (Uri.UnescapeDataString(r.Header("X-Ploutos-Id")), r.Path)),
        ];
        string[] ids = [.. received.Select(r => r.Id).Distinct()];
        Assert.Equal(received.Length, received.Distinct().Count());
        Assert.InRange(received.Length - ids.Length, 0, killed);
        Assert.Equal(
            Expected(history).Order(),
            ids.Where(id =>
                    id.StartsWith("signal_change:", StringComparison.Ordinal)
                    || id.StartsWith("strong:", StringComparison.Ordinal)
                )
                .Order()
        );
        // Nothing was refused or stopped
        Assert.DoesNotContain(ids, id => id.StartsWith("paper:", StringComparison.Ordinal));
        Assert.Contains(ids, id => id.StartsWith("digest:", StringComparison.Ordinal));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ids.Length} alerts received, {received.Length - ids.Length} of them again after a kill under the same id"
        );
    }

    /// <summary>The book agrees with the broker to the cent and to the share, the broker's account
    /// is what its orders add up to, and book and account are row by row those of an account that
    /// was told the same signals at the same moments and never killed.</summary>
    public async Task<string> CheckAccountAsync(
        IPloutosWorkflows workflows,
        IReadOnlyList<StoredSignal> history,
        string calmRoot,
        CancellationToken cancellation
    )
    {
        PaperReconciliation found = workflows.PaperReconcile(false, cancellation);
        Assert.True(found.Agrees, Reconciliation.Sentence(found));
        PaperStatus status = workflows.PaperStatus();
        Assert.Equal(exchange.Days[^1], status.LastDay);
        Assert.False(status.Switch.Stopped);
        CheckBroker(found.BrokerCash);

        var calm = new WorkspaceFolder(calmRoot);
        await RunCalmAsync(calm, history, cancellation);
        foreach (
            string table in (string[])
                [
                    // Without the row's number: what is told again changes nothing, but uses one up.
                    "(SELECT day, kind, reference, ticker, shares, cash, detail FROM ledger ORDER BY number)",
                    "paper_order",
                    "target",
                    "(SELECT day, cash, equity, outcome FROM plan)",
                ]
        )
        {
            Assert.Equal(Rows(calm.PaperBook, Book.Schema, table), Rows(workspace.PaperBook, Book.Schema, table));
        }

        foreach (string table in (string[])["account", "position", "paper_order", "activity"])
            Assert.Equal(
                Rows(calm.PaperAccount, AccountStore.Schema, table),
                Rows(workspace.PaperAccount, AccountStore.Schema, table)
            );

        int rows = Rows(workspace.PaperBook, Book.Schema, "ledger").Count,
            orders = Rows(workspace.PaperBook, Book.Schema, "paper_order").Count;
        int fills = Rows(workspace.PaperBook, Book.Schema, "ledger WHERE kind = 'fill'").Count;
        int traded = Rows(workspace.PaperBook, Book.Schema, "plan WHERE outcome = 'traded'").Count;
        Assert.Equal(exchange.Days.Length, traded);
        Assert.True(fills > exchange.Days.Length / 2, $"only {fills} fills");
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{traded} days traded, {orders} orders, {fills} fills, {rows} rows in the ledger; "
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"cash {found.ExpectedCash} by the book and {found.BrokerCash} at the broker, "
            )
            + string.Create(CultureInfo.InvariantCulture, $"equity {status.Equity}");
    }

    public void Dispose() => _receiver.Dispose();

    /// <summary>No order has more than one fill, and the account is its opening cash with all that
    /// its orders and activities did.</summary>
    private void CheckBroker(decimal cash)
    {
        Assert.Empty(
            Rows(
                workspace.PaperBook,
                Book.Schema,
                "(SELECT substr(reference, 1, instr(reference, '#') - 1) AS id FROM ledger "
                    + "WHERE kind = 'fill' GROUP BY id HAVING COUNT(*) > 1)"
            )
        );
        using SqliteFile account = SqliteFile.Open(workspace.PaperAccount, AccountStore.Schema);
        long moved = account.Query(
            "SELECT (SELECT SUM(cash) FROM paper_order) + (SELECT COALESCE(SUM(cash), 0) FROM activity)",
            r => r.GetInt64(0)
        )[0];
        Assert.Equal(cash, 100_000m + (moved / 100m));
        var shares = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (
            (string ticker, decimal change) in account.Query(
                "SELECT ticker, filled_shares FROM paper_order UNION ALL SELECT ticker, shares FROM activity WHERE"
                    + " ticker IS NOT NULL",
                r => (r.GetString(0), Money.Parse(r.GetString(1)))
            )
        )
            shares[ticker] = shares.GetValueOrDefault(ticker) + change;
        Assert.Equal(
            shares.Where(s => s.Value != 0).Select(s => (s.Key, s.Value)),
            account.Query(
                "SELECT ticker, shares FROM position ORDER BY ticker",
                r => (r.GetString(0), Money.Parse(r.GetString(1)))
            )
        );
    }

    /// <summary>An account that is told the recorded signals when they were made, with the bars of
    /// then.</summary>
    private static async Task RunCalmAsync(
        WorkspaceFolder calm,
        IReadOnlyList<StoredSignal> history,
        CancellationToken cancellation
    )
    {
        DateOnly[] days = [.. history.Select(s => s.Record.AsOf).Distinct()];
        var exchange = new SimulatedExchange(Path.Combine(calm.Root, "exchange"), days.Length);
        var clock = new SimulatedClock(exchange.Start);
        var paper = new PaperObserver(calm, clock);
        File.WriteAllText(calm.PaperFile, Paper);
        foreach (IGrouping<DateOnly, StoredSignal> day in history.GroupBy(s => s.Record.AsOf))
        {
            StoredSignal[][] batches =
            [
                .. day.GroupBy(s => s.Record.MadeAt).OrderBy(b => b.Key).Select(b => b.ToArray()),
            ];
            foreach (StoredSignal[] batch in batches)
            {
                clock.Now = batch[0].Record.MadeAt;
                exchange.Show(clock.Now);
                using (BarStore store = BarStore.Open(calm.StorePath))
                    new BarUpdate(store, clock, () => new(), exchange.Source).Run(
                        exchange.Tickers,
                        _ => day.Key,
                        null,
                        cancellation
                    );
                await paper.OnSignalsAsync(new(day.Key, batch, IsComplete: batch == batches[^1]), cancellation);
            }
        }
    }

    private static IEnumerable<string> Expected(IReadOnlyList<StoredSignal> history)
    {
        var before = new Dictionary<string, string>();
        foreach (SignalRecord record in history.Select(s => s.Record))
        {
            if (record.Signal is not { } signal)
                continue;
            string tail = string.Create(CultureInfo.InvariantCulture, $"{record.Ticker}:{record.AsOf:yyyy-MM-dd}");
            string? last = before.GetValueOrDefault(record.Ticker);
            if (last is not null && last != signal)
                yield return $"signal_change:{tail}";
            if (signal is "STRONG BUY" or "STRONG SELL" && last != signal)
                yield return $"strong:{tail}";
            before[record.Ticker] = signal;
        }
    }

    private static List<string> Rows(string path, VersionedSchema schema, string from)
    {
        using SqliteFile database = SqliteFile.Open(path, schema);
        return database.Query(
            $"SELECT * FROM {from}",
            r => string.Join(" | ", Enumerable.Range(0, r.FieldCount).Select(r.GetValue))
        );
    }
}
