using System.Data.Common;
using Npgsql;

namespace Ploutos.Tuning.Storage;

/// <summary>A server that the workers of many machines share.</summary>
internal sealed class PostgresDialect(string connectionString) : Dialect
{
    /// <summary>Any fixed number: workers that make the tables at once take turns on it.</summary>
    private const string SchemaLock = "SELECT pg_advisory_xact_lock(5049112)";

    private readonly NpgsqlConnectionStringBuilder _settings = new(connectionString);

    public override string Name => $"{_settings.Host}:{_settings.Port}/{_settings.Database}";

    public override string Begin => "BEGIN";

    public override string ForUpdate => " FOR UPDATE";

    public override string Now => "LOCALTIMESTAMP";

    public override IReadOnlyList<string> BeforeTables =>
        [
            SchemaLock,
            MakeType("studydirection", "'NOT_SET', 'MINIMIZE', 'MAXIMIZE'"),
            MakeType("trialstate", "'RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'"),
            MakeType("trialvaluetype", "'FINITE', 'INF_POS', 'INF_NEG'"),
            MakeType("trialintermediatevaluetype", "'FINITE', 'INF_POS', 'INF_NEG', 'NAN'"),
        ];

    public override string TableExists =>
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @name";

    public override string SecondsSince(string column) => $"EXTRACT(EPOCH FROM (LOCALTIMESTAMP - {column}))";

    public override string SchemaType(string placeholder) =>
        placeholder switch
        {
            "ID" => "SERIAL NOT NULL",
            "TIME" => "TIMESTAMP WITHOUT TIME ZONE",
            "DIRECTION" => "studydirection",
            "STATE" => "trialstate",
            "VALUE_TYPE" => "trialvaluetype",
            _ => "trialintermediatevaluetype",
        };

    public override DbConnection Open()
    {
        NpgsqlConnection connection = new(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override object ToTimestamp(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Unspecified);

    public override DateTime ReadTimestamp(DbDataReader reader, int column) => reader.GetDateTime(column);

    public override bool IsTransient(DbException e) =>
        e.IsTransient
        || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        || e is NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException };

    public override StudyStorageException Explain(DbException e)
    {
        string text = (e as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL {Name} refuses the user '{_settings.Username}': {e.Message}. Check user and password in"
                    + $" the URL.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"PostgreSQL at {_settings.Host}:{_settings.Port} has no database '{_settings.Database}'. Create it"
                    + $" with: createdb {_settings.Database}",
            PostgresErrorCodes.DiskFull =>
                $"The disk of PostgreSQL {Name} is full. Free some space and start again; finished trials are kept.",
            PostgresErrorCodes.TooManyConnections =>
                $"PostgreSQL {Name} has no connection left. Each worker process takes one; raise max_connections or"
                    + $" run fewer workers.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"PostgreSQL {Name} does not let '{_settings.Username}' do this: {e.Message}. Grant it the rights to"
                    + $" create and write tables.",
            null => $"PostgreSQL {Name} could not be reached: {e.InnerException?.Message ?? e.Message}. Check host and"
                + $" port, and that the server runs.",
            _ => $"PostgreSQL {Name} refuses: {e.Message}",
        };
        return new StudyStorageException(text, e);
    }

    private static string MakeType(string name, string values) =>
        $"DO $$ BEGIN CREATE TYPE {name} AS ENUM ({values}); EXCEPTION WHEN duplicate_object THEN NULL; END $$";
}
