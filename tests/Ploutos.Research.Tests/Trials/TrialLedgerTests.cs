using Microsoft.Data.Sqlite;
using Ploutos.MarketData;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Research.Trials;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Trials;

public sealed class TrialLedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TrialLedger Ledger => new(new WorkspaceFolder(_folder.Path), TimeProvider.System);

    [Fact]
    public void An_empty_workspace_has_tried_nothing_and_asking_makes_no_file()
    {
        Assert.Equal(0, Ledger.Count(DataOrigin.Observed, ["A"]).Trials);
        Assert.Empty(Ledger.Returns(DataOrigin.Observed, [new(2014, 1, 2)]));
        Assert.False(File.Exists(_folder.File("data", "ledger.db")));
    }

    [Fact]
    public void Distinct_configurations_count_where_their_bars_share_a_ticker_and_an_origin()
    {
        Ledger.Record(
            Entry("a", tickers: ["A", "B"]),
            Entry("b", tickers: ["B"]),
            Entry("c", tickers: ["C"]),
            Entry("d", origin: DataOrigin.Simulated),
            Entry("e", TrialKind.Tune),
            Entry("f", TrialKind.Evaluation)
        );
        Ledger.Record(Entry("a", tickers: ["A", "B"], sharpe: 0.03));

        TrialCount ofA = Ledger.Count(DataOrigin.Observed, ["A"]),
            ofB = Ledger.Count(DataOrigin.Observed, ["B", "X"]);
        Assert.Equal((3, 1, 1, 1, 4), (ofA.Trials, ofA.Tunes, ofA.Backtests, ofA.Evaluations, ofA.Records));
        Assert.Equal([0.03], ofA.Sharpes);
        Assert.Equal((2, 3), (ofB.Trials, ofB.Records));
        Assert.Equal(1, Ledger.Count(DataOrigin.Simulated, ["A"]).Trials);
        Assert.Equal(0, Ledger.Count(DataOrigin.Observed, ["AB"]).Trials);
    }

    [Fact]
    public void The_same_event_recorded_again_is_one_record()
    {
        TrialEntry trial = Entry("a", TrialKind.Tune) with { Event = "tune v7_momentum 0" };
        Ledger.Record(trial);
        Ledger.Record(trial, trial with { Event = "tune v7_momentum 1" });
        Assert.Equal(
            (1, 2),
            (Ledger.Count(DataOrigin.Observed, ["A"]).Trials, Ledger.Count(DataOrigin.Observed, ["A"]).Records)
        );
    }

    [Fact]
    public void Nothing_that_was_counted_can_be_changed_or_taken_back()
    {
        Ledger.Record(Entry("a"));
        foreach (string sql in new[] { "DELETE FROM trials", "UPDATE trials SET sharpe = 9" })
        {
            using SqliteFile file = SqliteFile.Open(_folder.File("data", "ledger.db"), TrialTables.Schema);
            var refused = Assert.Throws<StorageException>(() => file.Execute(sql));
            Assert.Contains("only ever added to", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, Ledger.Count(DataOrigin.Observed, ["A"]).Trials);
    }

    [Fact]
    public async Task Several_at_once_lose_no_record()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(writer =>
                    Task.Run(
                        () =>
                        {
                            for (int i = 0; i < 15; i++)
                                Ledger.Record(Entry($"{writer} {i}"));
                        },
                        TestContext.Current.CancellationToken
                    )
                )
        );
        Assert.Equal(
            (60, 60),
            (Ledger.Count(DataOrigin.Observed, ["A"]).Trials, Ledger.Count(DataOrigin.Observed, ["A"]).Records)
        );
    }

    [Fact]
    public void A_record_that_fails_half_way_leaves_none_of_it()
    {
        TrialEntry broken = Entry("b") with { Days = [new(2014, 1, 2)], Returns = [] };
        Assert.Throws<ArgumentException>(() => Ledger.Record(Entry("a"), broken));
        Assert.Equal(0, Ledger.Count(DataOrigin.Observed, ["A"]).Records);
    }

    [Fact]
    public void Returns_come_back_bit_for_bit_of_each_configuration_over_exactly_these_days()
    {
        DateOnly[] days = [new(2014, 1, 2), new(2014, 1, 3)],
            others = [new(2014, 1, 2), new(2014, 1, 6)];
        Ledger.Record(
            Entry("a") with
            {
                Days = days,
                Returns = [0.1, -1.0 / 3],
            },
            Entry("b") with
            {
                Days = days,
                Returns = [0, -0.0],
            },
            Entry("d") with
            {
                Days = days,
                Returns = [0.01, 0.02],
            },
            Entry("c") with
            {
                Days = others,
                Returns = [1, 1],
            },
            Entry("a") with
            {
                Days = days,
                Returns = [0.2, -1.0 / 3],
            }
        );
        IReadOnlyList<double[]> returns = Ledger.Returns(DataOrigin.Observed, days);
        Assert.Equal(
            [
                [0.2, -1.0 / 3],
                [0.01, 0.02],
            ],
            returns
        );
    }

    /// <summary>What earlier versions wrote of an account of cash alone: returns that are one constant
    /// but for rounding, and a ratio.</summary>
    [Theory]
    [InlineData(0.03 / 252, 1.31)]
    [InlineData(-0.004 / 252, -0.97)]
    [InlineData(0, 0.4)]
    public void A_ratio_of_rounding_residue_that_an_earlier_version_recorded_is_ignored(double constant, double sharpe)
    {
        var random = new Random(3);
        double[] residue = [.. Enumerable.Range(0, 200).Select(_ => constant + 2.2e-16 * random.Next(-2, 3))];
        DateOnly[] days = [.. Enumerable.Range(0, 200).Select(new DateOnly(2014, 1, 2).AddDays)];
        Ledger.Record(
            Entry("cash", sharpe: sharpe) with
            {
                Days = days,
                Returns = residue,
            },
            Entry("moves", sharpe: 0.05) with
            {
                Days = days,
                Returns = [.. residue.Select((r, i) => i % 2 == 0 ? 0.01 : r)],
            },
            Entry("bare", sharpe: 0.07)
        );
        TrialCount count = Ledger.Count(DataOrigin.Observed, ["A"]);
        Assert.Equal((3, 3), (count.Trials, count.Records));
        Assert.Equal([0.05, 0.07], count.Sharpes);
        Assert.Equal(0.01, Assert.Single(Ledger.Returns(DataOrigin.Observed, days))[0]);
    }

    [Fact]
    public void A_damaged_ledger_is_reported_and_not_counted_as_empty()
    {
        Directory.CreateDirectory(_folder.File("data"));
        File.WriteAllText(_folder.File("data", "ledger.db"), new string('x', 5000));
        var error = Assert.Throws<PloutosException>(() => Ledger.Count(DataOrigin.Observed, ["A"]));
        Assert.Contains("The ledger of trials", error.Message, StringComparison.Ordinal);
        Assert.Contains("is damaged or is no SQLite database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_of_an_earlier_program_without_a_mark_opens_counts_and_takes_records()
    {
        Directory.CreateDirectory(_folder.File("data"));
        string path = _folder.File("data", "ledger.db");
        using (SqliteConnection earlier = Sqlite.Open(path, SqliteOpenMode.ReadWriteCreate))
            Sqlite.Execute(
                earlier,
                """
                PRAGMA journal_mode = WAL;
                CREATE TABLE trials (id INTEGER PRIMARY KEY AUTOINCREMENT, recorded_at TEXT NOT NULL,
                    kind TEXT NOT NULL, event TEXT UNIQUE, configuration TEXT NOT NULL, description TEXT NOT NULL,
                    data TEXT NOT NULL, origin TEXT NOT NULL, tickers TEXT NOT NULL, sharpe REAL, days TEXT,
                    returns BLOB);
                INSERT INTO trials VALUES (7, '2026-01-02T03:04:05.678Z', 'backtest', NULL, 'cafe', 'sma 20', 'hash',
                    'observed', 'KO,PEP', 0.0625, NULL, NULL);
                PRAGMA user_version = 1;
                """
            );

        TrialCount before = Ledger.Count(DataOrigin.Observed, ["PEP"]);
        Ledger.Record(Entry("another", tickers: ["PEP"]));

        Assert.Equal([0.0625], before.Sharpes);
        Assert.Equal(2, Ledger.Count(DataOrigin.Observed, ["PEP"]).Trials);
        Assert.True(File.Exists(path + ".v1.bak"));
    }

    [Fact]
    public void An_evaluation_counts_its_networks_and_ablations_and_no_baselines()
    {
        IReadOnlyList<TrialEntry> entries = TrialEntries.Of(EvaluationSample.Result(_folder.Path));
        Assert.Equal(["evaluation e1 v7.1", "evaluation e1 v7"], entries.Select(e => e.Configuration));
        Assert.All(entries, e => Assert.Equal(TrialKind.Evaluation, e.Kind));
    }

    public void Dispose() => _folder.Dispose();

    private static TrialEntry Entry(
        string configuration,
        TrialKind kind = TrialKind.Backtest,
        string[]? tickers = null,
        DataOrigin origin = DataOrigin.Observed,
        double? sharpe = null
    ) =>
        new()
        {
            Kind = kind,
            Configuration = configuration,
            Data = "hash",
            Origin = origin,
            Tickers = tickers ?? ["A"],
            Sharpe = sharpe,
        };
}
