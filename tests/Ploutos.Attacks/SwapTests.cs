using Microsoft.Data.Sqlite;
using Ploutos.Attacks.Entrances;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Attacks;

/// <summary>Ledgers that were removed or cut and models that were swapped, each whole and valid by
/// itself: <c>verify</c> finds them.</summary>
public sealed class SwapTests(AttackedWorkspace workspace) : IDisposable
{
    private const string Momentum = "v7_multiticker",
        Reversion = "v7_mean_reversion";

    private readonly TemporaryFolder _copy = workspace.Copy();

    private IReadOnlyList<string> Broken =>
        WorkflowFactory
            .Create(new WorkspaceFolder(_copy.Path), TimeProvider.System)
            .Verify(TestContext.Current.CancellationToken)
            .Broken;

    [Fact]
    public void A_workspace_that_nobody_touched_holds() => Assert.Empty(Broken);

    [Fact]
    public void A_removed_record_of_signals_is_found()
    {
        File.Delete(_copy.File("data", "signals.db"));
        Assert.Contains(Broken, b => b.Contains("data/signals.db is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_of_signals_removed_with_the_ledger_that_keeps_its_head_is_found_by_the_models()
    {
        File.Delete(_copy.File("data", "signals.db"));
        File.Delete(_copy.File("data", "ledger.db"));
        File.Delete(_copy.File("logs", "heads.json"));
        Assert.Contains(Broken, b => b.Contains("the reversion model", StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_removed_with_all_of_data_is_found_where_the_models_were_trained_before_its_first_signal()
    {
        Directory.Delete(_copy.File("data"), recursive: true);
        Directory.Delete(_copy.File("models"), recursive: true); // whose cards keep heads
        Assert.Contains(
            Broken,
            b =>
                b.Contains("data/signals.db is missing", StringComparison.Ordinal)
                && b.Contains("logs/heads.json", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_damaged_file_of_heads_is_found_and_renewed_by_nobody()
    {
        File.WriteAllText(_copy.File("logs", "heads.json"), "[null]");
        Assert.Contains(Broken, b => b.Contains("heads.json", StringComparison.Ordinal));
        Do("predict", "--ticker", "SIM01", "--offline");
        Assert.Equal("[null]", File.ReadAllText(_copy.File("logs", "heads.json")));
    }

    [Fact]
    public void A_removed_ledger_of_trials_is_found()
    {
        File.Delete(_copy.File("data", "ledger.db"));
        Assert.Contains(Broken, b => b.Contains("ledger of trials", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_end_is_found_by_the_ledger_of_trials_and_by_the_models()
    {
        Do("predict", "--ticker", "SIM01", "--offline");
        Sql(
            "signals.db",
            "DROP TRIGGER signals_no_DELETE; DELETE FROM signals WHERE seq = (SELECT MAX(seq) FROM signals);"
        );
        Assert.NotEmpty(Broken);
    }

    [Fact]
    public void A_chain_cut_together_with_its_head_is_found_by_the_models()
    {
        Sql("ledger.db", "DELETE FROM heads;");
        File.Delete(_copy.File("logs", "heads.json"));
        foreach (string trigger in Ask("signals.db", "SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
            Sql("signals.db", $"DROP TRIGGER {trigger};");
        Sql("signals.db", "DELETE FROM signals; DELETE FROM events;");
        Assert.Contains(
            Broken,
            b =>
                b.Contains("the end of the chain was cut off", StringComparison.Ordinal)
                && b.Contains("the reversion model", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_swapped_file_of_a_model_is_found()
    {
        string other = Assert.Single(
            Directory.GetDirectories(_copy.File("models", "versions", Reversion)),
            folder => Path.GetFileName(folder) != Current(Reversion)
        );
        File.Copy(
            Path.Combine(other, "weights.safetensors"),
            _copy.File("models", Reversion, "weights.safetensors"),
            overwrite: true
        );
        Assert.Contains(Broken, b => b.Contains("must have the hash", StringComparison.Ordinal));
    }

    [Fact]
    public void A_swapped_valid_model_is_found()
    {
        string other = Assert.Single(
            Directory.GetDirectories(_copy.File("models", "versions", Reversion)),
            folder => Path.GetFileName(folder) != Current(Reversion)
        );
        foreach (string file in Directory.GetFiles(other))
            File.Copy(file, _copy.File("models", Reversion, Path.GetFileName(file)), overwrite: true);
        Assert.Contains(Broken, b => b.Contains("its files were swapped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_switch_of_models_that_was_killed_before_it_was_written_down_is_no_swap()
    {
        string current = _copy.File("models", Reversion),
            other = Assert.Single(
                Directory.GetDirectories(_copy.File("models", "versions", Reversion)),
                folder => Path.GetFileName(folder) != Current(Reversion)
            );
        Directory.Move(current, current + ".old");
        Directory.CreateDirectory(current);
        foreach (string file in Directory.GetFiles(other))
            File.Copy(file, Path.Combine(current, Path.GetFileName(file)));
        Assert.Empty(Broken);
        Assert.False(Directory.Exists(current + ".old"));
        Do("models", "rollback", "--expert", "reversion");
    }

    [Fact]
    public void A_swapped_folder_of_all_models_is_found_by_the_signals()
    {
        Do("train", "--expert", "momentum", "--tickers", "SIM01", "--window", "1", "--test-from", "2016-01-04");
        Do("predict", "--ticker", "SIM01", "--offline");
        Assert.Empty(Broken);
        Directory.Delete(_copy.File("models"), recursive: true);
        using (TemporaryFolder before = workspace.Copy())
            Directory.Move(before.File("models"), _copy.File("models"));
        Assert.Contains(Broken, b => b.Contains("the folder of the models was swapped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_backup_brings_models_and_chains_back_that_fit()
    {
        Do("predict", "--ticker", "SIM01", "--offline");
        Do("backup", _copy.File("whole.tar.gz"));
        using TemporaryFolder restored = new();
        Assert.Equal(
            ExitCode.Done,
            InProcess.Run(["--workspace", restored.Path, "restore", _copy.File("whole.tar.gz")])
        );
        Assert.Equal(ExitCode.Done, InProcess.Run(["--workspace", restored.Path, "verify"]));
    }

    public void Dispose() => _copy.Dispose();

    private string Current(string folder)
    {
        string card = File.ReadAllText(_copy.File("models", folder, "model.json"));
        const string Key = "\"version\": \"";
        int at = card.IndexOf(Key, StringComparison.Ordinal) + Key.Length;
        return card[at..card.IndexOf('"', at)];
    }

    private void Do(params string[] args) =>
        Assert.Equal(ExitCode.Done, InProcess.Run(["--workspace", _copy.Path, .. args]));

    private void Sql(string database, string sql)
    {
        using SqliteConnection connection = Open(database);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string> Ask(string database, string sql)
    {
        using SqliteConnection connection = Open(database);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private SqliteConnection Open(string database)
    {
        SQLitePCL.Batteries_V2.Init();
        SqliteConnection connection = new($"Data Source={_copy.File("data", database)};Pooling=False");
        connection.Open();
        return connection;
    }
}
