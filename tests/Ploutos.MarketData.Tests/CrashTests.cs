using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Storage;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>Processes that die, share a store, or run out of disk.</summary>
public sealed class CrashTests : IDisposable
{
    private const string DatabaseVariable = "PLOUTOS_TEST_WORKER_DATABASE",
        AddressVariable = "PLOUTOS_TEST_WORKER_YAHOO",
        KillsVariable = "PLOUTOS_TEST_KILLS";

    private static readonly string[] Tickers = [.. Enumerable.Range(1, 30).Select(i => $"T{i:00}")];
    private static readonly DateOnly First = new(2010, 1, 4),
        Last = new(2026, 11, 20);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeWorld _world = new();

    private string Database => _folder.File("ploutos.db");

    public void Dispose() => _folder.Dispose();

    /// <summary>The other process: run by the tests below, in a process of its own.</summary>
    [Fact(Explicit = true)]
    public async Task Worker_that_fetches_30_tickers()
    {
        string database =
            Environment.GetEnvironmentVariable(DatabaseVariable)
            ?? throw new InvalidOperationException($"{DatabaseVariable} is not set");
        var address = new Uri(Environment.GetEnvironmentVariable(AddressVariable)!);
        using BarStore store = BarStore.Open(database);
        using var sources = new BarSources(
            FakeProvider.Quick with
            {
                Yahoo = address,
                YahooCookie = address,
                AttemptTimeout = TimeSpan.FromSeconds(20),
            },
            TimeProvider.System
        );
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 11, 22, 14, 0, 0, TimeSpan.Zero));
        IReadOnlyList<FetchResult> results = await new MarketDataService(store, sources, clock).FetchAsync(
            Tickers,
            new() { From = First, Source = "yahoo" },
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.All(results, r => Assert.True(r.Succeeded, r.Sentence));
    }

    /// <summary>Six moments in every run of the suite; fifty with <c>PLOUTOS_TEST_KILLS=50</c>.</summary>
    [Fact]
    public async Task A_fetch_that_is_killed_at_any_moment_leaves_whole_tickers_and_no_others()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable(KillsVariable), out int wanted) ? wanted : 6,
            seen = 0;
        var random = new Random(20261122);
        int whole = Whole();
        for (int k = 0; k < kills; k++)
        {
            using var yahoo = new FakeProvider("yahoo", _world);
            string database = _folder.File($"{k}.db");
            using Process worker = Start(database, yahoo.Server.Address);
            int asked = random.Next(1, Tickers.Length + 1); // a moment of the fetch, however fast the machine is
            while (yahoo.Server.Requests.Count < asked && !worker.HasExited)
                await Task.Delay(1, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(0, 30), TestContext.Current.CancellationToken);
            worker.Kill(); // SIGKILL
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
            using BarStore store = BarStore.Open(database);
            IReadOnlyList<StoredTicker> stored = store.List();
            seen += stored.Count;
            TestContext.Current.TestOutputHelper!.WriteLine($"kill {k + 1}: {asked} asked for, {stored.Count} stored");
            Assert.All(stored, t => Assert.Equal((whole, First, Last), (t.Rows, t.FirstDay, t.LastDay)));
            Assert.All(stored, t => Assert.Equal(whole, store.Read(t.Ticker).Count));
            Assert.All(stored, t => Assert.Equal(whole, store.ReadDelivered(t.Ticker).Bars.Count));
            Assert.Equal("ok", Integrity(database));
        }

        Assert.InRange(seen, 1, (kills * Tickers.Length) - 1); // the moments fell where they hurt
    }

    [Fact]
    public async Task Two_processes_that_fetch_the_same_tickers_at_once_store_each_once()
    {
        using var yahoo = new FakeProvider("yahoo", _world);
        using Process one = Start(Database, yahoo.Server.Address),
            two = Start(Database, yahoo.Server.Address);
        await Task.WhenAll(
            one.WaitForExitAsync(TestContext.Current.CancellationToken),
            two.WaitForExitAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal((0, 0), (one.ExitCode, two.ExitCode));
        using BarStore store = BarStore.Open(Database);
        int whole = Whole();
        Assert.Equal(Tickers, store.List().Select(t => t.Ticker));
        Assert.All(store.List(), t => Assert.Equal((1, whole), (t.Vintage, t.Rows)));
        Assert.Equal("ok", Integrity(Database));
    }

    [Fact]
    public void A_full_disk_is_a_clear_error_and_what_was_stored_stays()
    {
        using (BarStore store = BarStore.Open(Database))
            store.Save(BarStoreTests.Bars("AAPL", 900), DateTimeOffset.UnixEpoch);
        using (SqliteConnection connection = StoreConnection.Open(Database))
        {
            Sqlite.Execute(connection, "PRAGMA max_page_count = 12"); // what SQLite sees of a full disk
            MarketDataException e = Assert.Throws<MarketDataException>(() =>
                StoreConnection.Translate(
                    Database,
                    () =>
                        StoreWriter.Save(
                            connection,
                            BarStoreTests.Bars("MSFT", 1100),
                            DateTimeOffset.UnixEpoch,
                            null,
                            strict: false
                        )
                )
            );
            Assert.Contains("the disk is full", e.Message, StringComparison.Ordinal);
        }

        using BarStore again = BarStore.Open(Database);
        Assert.Equal(["AAPL"], again.List().Select(t => t.Ticker));
        Assert.Equal(900, again.Read("AAPL").Count);
        Assert.Equal("ok", Integrity(Database));
    }

    private static string Integrity(string database)
    {
        using SqliteConnection connection = StoreConnection.Open(database);
        using SqliteCommand command = StoreReader.Command(connection, "PRAGMA integrity_check");
        return (string)command.ExecuteScalar()!;
    }

    private static Process Start(string database, Uri yahoo)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Ploutos.MarketData.Tests.dll"),
                "-explicit",
                "only",
                "-method",
                "*Worker_that_fetches_30_tickers",
                "-noLogo",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[DatabaseVariable] = database;
        start.Environment[AddressVariable] = yahoo.ToString();
        Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private int Whole() => _world.Bars("T01", First, Last).Count();
}
