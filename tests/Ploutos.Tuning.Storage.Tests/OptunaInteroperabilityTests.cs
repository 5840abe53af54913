using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ploutos.Tests;
using Ploutos.Tuning.Tests;

namespace Ploutos.Tuning.Storage.Tests;

/// <summary>Studies that Optuna and Ploutos read from each other.</summary>
public sealed class OptunaInteroperabilityTests(PostgresServer server)
{
    private const string Python = "/usr/bin/python3";

    private const string Quiet = "import optuna, json, math, sys; optuna.logging.set_verbosity(optuna.logging.ERROR)\n";

    [Fact]
    public void A_study_that_Optuna_5_wrote_is_read_with_every_trial()
    {
        using TemporaryFolder folder = new();
        string reference = Path.Combine(TestPaths.Repository, "tests", "Ploutos.Tuning.Tests", "Reference");
        File.Copy(Path.Combine(reference, "optuna-study.db"), folder.File("study.db"));
        using StudyStorage storage = StudyDatabase.Open(StudyDatabase.SqliteUrl(folder.File("study.db")));
        Study study = Study.Open(new StudyOptions { Name = "v7_volatility", Storage = storage });

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(reference, "tuner.json")));
        JsonElement[] expected =
        [
            .. json
                .RootElement.GetProperty("studies")
                .EnumerateArray()
                .Single(s =>
                    s.GetProperty("objective").GetString() == "volatility" && s.GetProperty("seed").GetInt32() == 42
                )
                .GetProperty("trials")
                .EnumerateArray()
                .Take(20),
        ];
        Assert.Equal(
            expected.Select(t => t.GetProperty("value").GetDouble()),
            study.Trials.Select(t => t.Value!.Value)
        );
        Assert.Equal(
            expected.Select(t => t.GetProperty("params").GetProperty("learning_rate").GetDouble()),
            study.Trials.Select(t => (double)t.Parameters["learning_rate"]!)
        );
        Assert.Equal(
            expected.Select(t => t.GetProperty("params").GetProperty("batch_size").GetInt64()),
            study.Trials.Select(t => (long)t.Parameters["batch_size"]!)
        );
        Assert.Equal(
            expected.Select(t => t.GetProperty("steps").GetInt32()),
            study.Trials.Select(t => t.IntermediateValues.Count)
        );
        Assert.Equal(
            expected.Select(t => t.GetProperty("state").GetString()),
            study.Trials.Select(t => t.State.ToName())
        );
    }

    [Fact]
    public void A_study_that_Optuna_5_began_goes_on_as_Optuna_would_store_it()
    {
        using TemporaryFolder folder = new();
        File.Copy(
            Path.Combine(TestPaths.Repository, "tests", "Ploutos.Tuning.Tests", "Reference", "optuna-study.db"),
            folder.File("study.db")
        );
        using (StudyStorage storage = StudyDatabase.Open(StudyDatabase.SqliteUrl(folder.File("study.db"))))
        {
            Study study = Study.Open(
                new StudyOptions
                {
                    Name = "v7_volatility",
                    Storage = storage,
                    Sampler = new TpeSampler(new TpeOptions { Seed = 1 }),
                }
            );
            study.Optimize(
                t => ReferenceObjectives.Evaluate("volatility", t),
                new OptimizeOptions { Trials = 5 },
                TestContext.Current.CancellationToken
            );
        }
        using SqliteConnection connection = new($"Data Source={folder.File("study.db")};Pooling=false");
        connection.Open();
        // The text of a distribution, and of what the sampler notes, is Optuna's to the letter.
        Assert.Equal(7, Rows(connection, "SELECT DISTINCT param_name, distribution_json FROM trial_params").Count);
        string[] notes =
        [
            .. Rows(
                    connection,
                    "SELECT value_json FROM trial_system_attributes WHERE \"key\" = 'tpe:relative_params:0' ORDER BY"
                        + " trial_id"
                )
                .Select(r => r[0]),
        ];
        Assert.Equal(15, notes.Length);
        Assert.All(
            notes,
            n => Assert.Matches("""^"\{\\"batch_size\\": \d+, \\"dropout\\": [\d.]+, \\"epochs\\": \d+, .*\}"$""", n)
        );
    }

    [Fact]
    public void Optuna_3_opens_a_study_that_Ploutos_wrote_and_reads_the_same_best_trial()
    {
        SkipWithoutOptuna();
        using TemporaryFolder folder = new();
        FrozenTrial best;
        using (StudyStorage storage = StudyDatabase.Open(StudyDatabase.SqliteUrl(folder.File("ours.db"))))
        {
            Study study = Study.Create(
                new StudyOptions
                {
                    Name = "ours",
                    Storage = storage,
                    Sampler = new TpeSampler(new TpeOptions { Seed = 3 }),
                    Pruner = new MedianPruner(5, 2),
                }
            );
            study.Optimize(
                t => ReferenceObjectives.Evaluate("momentum", t),
                new OptimizeOptions { Trials = 25 },
                TestContext.Current.CancellationToken
            );
            best = study.BestTrial!;
        }
        // The tables are alike; only the migration's name is newer than Debian's Optuna knows.
        File.Copy(folder.File("ours.db"), folder.File("copy.db"));
        Execute(folder.File("copy.db"), "UPDATE alembic_version SET version_num = 'v3.0.0.d'");
        string output = Command.Run(
            Python,
            "-c",
            Quiet
                + """
                s = optuna.load_study(study_name="ours", storage="sqlite:///" + sys.argv[1])
                b = s.best_trial
                print(json.dumps({"number": b.number, "value": b.value, "params": b.params,
                    "steps": len(b.intermediate_values), "states": [t.state.name for t in s.trials],
                    "finished": all(t.datetime_complete >= t.datetime_start for t in s.trials)}))
                s.optimize(lambda t: t.suggest_float("learning_rate", 1e-5, 1e-3, log=True), n_trials=1)
                """,
            folder.File("copy.db")
        );
        using JsonDocument read = JsonDocument.Parse(output);
        Assert.Equal(best.Number, read.RootElement.GetProperty("number").GetInt32());
        Assert.Equal(best.Value, read.RootElement.GetProperty("value").GetDouble());
        Assert.Equal(10, read.RootElement.GetProperty("steps").GetInt32());
        Assert.Equal(25, read.RootElement.GetProperty("states").GetArrayLength());
        Assert.Contains("PRUNED", output, StringComparison.Ordinal);
        Assert.True(read.RootElement.GetProperty("finished").GetBoolean());
        foreach ((string name, object? value) in best.Parameters)
            Assert.Equal(
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
                read.RootElement.GetProperty("params").GetProperty(name).GetDouble()
            );
    }

    [Fact]
    public void Optuna_3_and_Ploutos_work_on_one_study_in_PostgreSQL()
    {
        SkipWithoutOptuna();
        Assert.SkipUnless(
            Directory.Exists("/usr/lib/python3/dist-packages/psycopg2"),
            "needs Debian's python3-psycopg2 (apt-get install python3-psycopg2), which is not on this machine"
        );
        using TestDatabase database = new(Kind.Postgres, server);
        using StudyStorage storage = StudyDatabase.Open(database.Url);
        Study study = Study.Create(
            new StudyOptions
            {
                Name = "shared",
                Storage = storage,
                Sampler = new TpeSampler(new TpeOptions { Seed = 3 }),
            }
        );
        study.Optimize(
            ReferenceObjectives.Sphere,
            new OptimizeOptions { Trials = 15 },
            TestContext.Current.CancellationToken
        );
        database.Execute("UPDATE alembic_version SET version_num = 'v3.0.0.d'");

        string[] read = Command
            .Run(
                Python,
                "-c",
                Quiet
                    + """
                    s = optuna.load_study(study_name="shared", storage=sys.argv[1])
                    print(s.best_trial.number, repr(s.best_value))
                    def bowl(t):
                        return (t.suggest_float("x", -10, 10) - 2) ** 2 + (t.suggest_float("y", -5, 5) + 1) ** 2
                    s.optimize(bowl, n_trials=5)
                    """,
                database.Url.Replace("@localhost/", "@/", StringComparison.Ordinal)
            )
            .Split();
        Assert.Equal(study.Trials.Take(15).MinBy(t => t.Value)!.Number.ToString(CultureInfo.InvariantCulture), read[0]);
        Assert.Equal(study.Trials.Take(15).Min(t => t.Value), double.Parse(read[1], CultureInfo.InvariantCulture));
        study.Optimize(
            ReferenceObjectives.Sphere,
            new OptimizeOptions { Trials = 5 },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Enumerable.Range(0, 25), study.Trials.Select(t => t.Number));
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Fact]
    public void A_study_that_Optuna_3_wrote_is_read_and_gone_on_with()
    {
        SkipWithoutOptuna();
        using TemporaryFolder folder = new();
        string[] written = Command
            .Run(
                Python,
                "-c",
                Quiet
                    + """
                    def f(t):
                        if t.number == 3: raise ValueError("no")
                        t.report(math.nan, 0); t.report(math.inf, 1); t.set_user_attr("note", {"a": [1, None]})
                        if t.number == 4: raise optuna.TrialPruned()
                        x, n = t.suggest_float("x", -1, 1), t.suggest_int("n", 1, 100, log=True)
                        return x + n + {"a": 1, "b": 2, None: 3}[t.suggest_categorical("c", ["a", "b", None])]
                    place = "sqlite:///" + sys.argv[1]
                    s = optuna.create_study(study_name="theirs", storage=place, direction="maximize")
                    s.optimize(f, n_trials=12, catch=(ValueError,))
                    s.enqueue_trial({"x": 0.25, "c": None})
                    print(s.best_trial.number, repr(s.best_value))
                    """,
                folder.File("theirs.db")
            )
            .Split();
        using StudyStorage storage = StudyDatabase.Open(StudyDatabase.SqliteUrl(folder.File("theirs.db")));
        Study study = Study.Open(new StudyOptions { Name = "theirs", Storage = storage });
        Assert.Equal(StudyDirection.Maximize, study.Direction);
        Assert.Equal(written[0], study.BestTrial!.Number.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(double.Parse(written[1], CultureInfo.InvariantCulture), study.BestTrial.Value);
        Assert.Equal(
            (TrialState.Fail, TrialState.Pruned, TrialState.Waiting),
            (study.Trials[3].State, study.Trials[4].State, study.Trials[12].State)
        );
        Assert.True(double.IsNaN(study.Trials[0].IntermediateValues[0]));

        study.Optimize(
            t =>
                t.SuggestFloat("x", -1, 1)
                + t.SuggestInt("n", 1, 100, log: true)
                + (t.SuggestCategorical("c", "a", "b", null) is null ? 3 : 1),
            new OptimizeOptions { Trials = 3 },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0.25, study.Trials[12].Parameters["x"]);
        Assert.Null(study.Trials[12].Parameters["c"]);
        Assert.Equal(15, study.Trials.Count);
    }

    private static void SkipWithoutOptuna() =>
        Assert.SkipUnless(
            Directory.Exists("/usr/lib/python3/dist-packages/optuna"),
            "needs Debian's python3-optuna (apt-get install python3-optuna), which is not on this machine"
        );

    private static void Execute(string file, string sql)
    {
        using SqliteConnection connection = new($"Data Source={file};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string[]> Rows(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string[]> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
}
