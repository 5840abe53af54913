using System.Globalization;
using System.Text.RegularExpressions;

namespace Ploutos.Tuning.Storage;

/// <summary>Optuna's tables, schema version 12 (Optuna 3.0 and later), as its own models make
/// them.</summary>
internal static partial class Schema
{
    private const int Version = 12;
    private const string LibraryVersion = "5.0.0.dev";

    /// <summary>The migration state that Optuna writes with these tables; the second one lacks an
    /// index and nothing else.</summary>
    private const string Revision = "v3.2.0.a",
        EarlierRevision = "v3.0.0.d";

    /// <summary>Tables with a row for each fact about a trial.</summary>
    public static readonly string[] TablesOfTrials =
    [
        "trial_params",
        "trial_values",
        "trial_intermediate_values",
        "trial_user_attributes",
        "trial_system_attributes",
        "trial_heartbeats",
    ];

    /// <summary>Tables with rows for a study, those that point to others first.</summary>
    public static readonly string[] TablesOfStudies =
    [
        "trials",
        "study_user_attributes",
        "study_system_attributes",
        "study_directions",
        "studies",
    ];

    private static readonly string[] Tables =
    [
        "CREATE TABLE IF NOT EXISTS studies (study_id {ID}, study_name VARCHAR(512) NOT NULL, PRIMARY KEY (study_id))",
        "CREATE UNIQUE INDEX IF NOT EXISTS ix_studies_study_name ON studies (study_name)",
        "CREATE TABLE IF NOT EXISTS version_info (version_info_id INTEGER NOT NULL, schema_version INTEGER,"
            + " library_version VARCHAR(256), PRIMARY KEY (version_info_id), CHECK (version_info_id=1))",
        "CREATE TABLE IF NOT EXISTS study_directions (study_direction_id {ID}, direction {DIRECTION} NOT NULL,"
            + " study_id INTEGER NOT NULL, objective INTEGER NOT NULL, PRIMARY KEY (study_direction_id), UNIQUE"
            + " (study_id, objective), FOREIGN KEY(study_id) REFERENCES studies (study_id))",
        "CREATE TABLE IF NOT EXISTS study_user_attributes (study_user_attribute_id {ID}, study_id INTEGER, \"key\""
            + " VARCHAR(512), value_json TEXT, PRIMARY KEY (study_user_attribute_id), UNIQUE (study_id, \"key\"),"
            + " FOREIGN KEY(study_id) REFERENCES studies (study_id))",
        "CREATE TABLE IF NOT EXISTS study_system_attributes (study_system_attribute_id {ID}, study_id INTEGER, \"key\""
            + " VARCHAR(512), value_json TEXT, PRIMARY KEY (study_system_attribute_id), UNIQUE (study_id, \"key\"),"
            + " FOREIGN KEY(study_id) REFERENCES studies (study_id))",
        "CREATE TABLE IF NOT EXISTS trials (trial_id {ID}, number INTEGER, study_id INTEGER, state {STATE} NOT NULL,"
            + " datetime_start {TIME}, datetime_complete {TIME}, PRIMARY KEY (trial_id), FOREIGN KEY(study_id)"
            + " REFERENCES studies (study_id))",
        "CREATE INDEX IF NOT EXISTS ix_trials_study_id ON trials (study_id)",
        "CREATE TABLE IF NOT EXISTS trial_user_attributes (trial_user_attribute_id {ID}, trial_id INTEGER, \"key\""
            + " VARCHAR(512), value_json TEXT, PRIMARY KEY (trial_user_attribute_id), UNIQUE (trial_id, \"key\"),"
            + " FOREIGN KEY(trial_id) REFERENCES trials (trial_id))",
        "CREATE TABLE IF NOT EXISTS trial_system_attributes (trial_system_attribute_id {ID}, trial_id INTEGER, \"key\""
            + " VARCHAR(512), value_json TEXT, PRIMARY KEY (trial_system_attribute_id), UNIQUE (trial_id, \"key\"),"
            + " FOREIGN KEY(trial_id) REFERENCES trials (trial_id))",
        "CREATE TABLE IF NOT EXISTS trial_params (param_id {ID}, trial_id INTEGER, param_name VARCHAR(512),"
            + " param_value FLOAT, distribution_json TEXT, PRIMARY KEY (param_id), UNIQUE (trial_id, param_name),"
            + " FOREIGN KEY(trial_id) REFERENCES trials (trial_id))",
        "CREATE TABLE IF NOT EXISTS trial_values (trial_value_id {ID}, trial_id INTEGER NOT NULL, objective INTEGER"
            + " NOT NULL, value FLOAT, value_type {VALUE_TYPE} NOT NULL, PRIMARY KEY (trial_value_id), UNIQUE"
            + " (trial_id, objective), FOREIGN KEY(trial_id) REFERENCES trials (trial_id))",
        "CREATE TABLE IF NOT EXISTS trial_intermediate_values (trial_intermediate_value_id {ID}, trial_id INTEGER NOT"
            + " NULL, step INTEGER NOT NULL, intermediate_value FLOAT, intermediate_value_type {INTERMEDIATE_TYPE} NOT"
            + " NULL, PRIMARY KEY (trial_intermediate_value_id), UNIQUE (trial_id, step), FOREIGN KEY(trial_id)"
            + " REFERENCES trials (trial_id))",
        "CREATE TABLE IF NOT EXISTS trial_heartbeats (trial_heartbeat_id {ID}, trial_id INTEGER NOT NULL, heartbeat"
            + " {TIME} NOT NULL, PRIMARY KEY (trial_heartbeat_id), UNIQUE (trial_id), FOREIGN KEY(trial_id) REFERENCES"
            + " trials (trial_id))",
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc"
            + " PRIMARY KEY (version_num))",
    ];

    /// <summary>Makes the tables where there are none, and refuses those of another version.</summary>
    public static void Ensure(Database database)
    {
        if (!database.Run(() => Exists(database)))
            database.InTransaction(() => Create(database));
        database.Run(() => Check(database));
    }

    private static bool Exists(Database database) =>
        database.Scalar(database.Dialect.TableExists, ("@name", "version_info")) > 0;

    private static int Create(Database database)
    {
        Dialect dialect = database.Dialect;
        foreach (string statement in dialect.BeforeTables)
            database.Execute(statement);
        // Another worker may have made them while this one waited for its turn.
        if (Exists(database))
            return 0;
        foreach (string statement in Tables)
            database.Execute(Placeholder().Replace(statement, m => dialect.SchemaType(m.Groups[1].Value)));
        database.Execute(
            "INSERT INTO version_info (version_info_id, schema_version, library_version) VALUES (1, @schema, @library)",
            ("@schema", Version),
            ("@library", LibraryVersion)
        );
        return database.Execute(
            "INSERT INTO alembic_version (version_num) VALUES (@revision)",
            ("@revision", Revision)
        );
    }

    private static int Check(Database database)
    {
        (int? Version, string? Library) found;
        List<string> revisions;
        try
        {
            found = database
                .Query(
                    "SELECT schema_version, library_version FROM version_info",
                    r => (r.IsDBNull(0) ? (int?)null : r.GetInt32(0), r.IsDBNull(1) ? null : r.GetString(1))
                )
                .FirstOrDefault();
            revisions = database.Query("SELECT version_num FROM alembic_version", r => r.GetString(0));
        }
        catch (InvalidDataException e)
        {
            throw new StudyStorageException($"{database.Dialect.Name} is damaged: {e.Message}", e);
        }

        if (found.Version == Version && revisions.Count == 1 && revisions[0] is Revision or EarlierRevision)
            return 0;
        string state =
            $"{found.Version?.ToString(CultureInfo.InvariantCulture) ?? "none"} ({string.Join(", ", revisions)},"
            + $" written by Optuna {found.Library ?? "unknown"})";
        throw new StudyStorageException(
            $"A storage's schema version must be {Version} ({EarlierRevision} or {Revision}), but"
                + $" {database.Dialect.Name} has {state}. Upgrade it with Optuna's own \"storage upgrade\", or"
                + $" use another storage."
        );
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
