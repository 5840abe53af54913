using System.Data;
using System.Data.Common;

namespace Ploutos.Tuning.Storage;

/// <summary>One connection, used by one thread at a time: a worker writes a few rows a trial, so a
/// second connection would only wait for the first. Statements are prepared once. A server that
/// went away is waited for and reconnected to.</summary>
internal sealed class Database(Dialect dialect, StorageOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DbCommand> _commands = [];
    private DbConnection? _connection;
    private bool _met;
    private bool _disposed;

    public Dialect Dialect { get; } = dialect;

    /// <summary>Runs statements that belong together, without other threads between them.</summary>
    /// <exception cref="StudyStorageException">The database cannot do it, in words a user can act
    /// on.</exception>
    public T Run<T>(Func<T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            long start = options.Time.GetTimestamp();
            for (int attempt = 0; ; attempt++)
            {
                try
                {
                    if (_connection is { State: not ConnectionState.Open })
                        Disconnect();
                    _connection ??= Dialect.Open();
                    _met = true;
                    return work();
                }
                catch (DbException e)
                {
                    Disconnect();
                    TimeSpan patience =
                        _met || options.Patience < options.FirstContact ? options.Patience : options.FirstContact;
                    if (!Dialect.IsTransient(e) || options.Time.GetElapsedTime(start) > patience)
                        throw Dialect.Explain(e);
                    TimeSpan pause = TimeSpan.FromMilliseconds(Math.Min(50 << Math.Min(attempt, 6), 2000));
                    Task.Delay(pause, options.Time).GetAwaiter().GetResult();
                }
            }
        }
    }

    /// <summary>Runs statements of which all take effect, or none.</summary>
    public T InTransaction<T>(Func<T> work) =>
        Run(() =>
        {
            Execute(Dialect.Begin);
            try
            {
                T result = work();
                Execute("COMMIT");
                return result;
            }
            catch (Exception e) when (e is not DbException)
            {
                Execute("ROLLBACK");
                throw;
            }
            // After an error of the database itself the connection is closed, which rolls back.
        });

    /// <summary>Runs a statement and gives the number of rows it touched. Inside <see cref="Run"/>
    /// only.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        Use(sql, arguments, c => c.ExecuteNonQuery());

    /// <summary>The first column of the first row, as a whole number; 0 where there is none. Inside
    /// <see cref="Run"/> only.</summary>
    public long Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        Use(sql, arguments, c => c.ExecuteScalar()) is { } value and not DBNull
            ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    /// <summary>All rows of a query. Inside <see cref="Run"/> only.</summary>
    /// <exception cref="InvalidDataException">A value is missing, or of another kind than the schema
    /// says.</exception>
    public List<T> Query<T>(
        string sql,
        Func<DbDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> arguments
    ) =>
        Use(
            sql,
            arguments,
            command =>
            {
                using DbDataReader reader = command.ExecuteReader();
                List<T> rows = [];
                try
                {
                    while (reader.Read())
                        rows.Add(read(reader));
                }
                catch (Exception e) when (e is InvalidOperationException or InvalidCastException or FormatException)
                {
                    throw new InvalidDataException(
                        $"The studies hold a value that their schema rules out: {e.Message} Use another storage.",
                        e
                    );
                }

                return rows;
            }
        );

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Disconnect();
        }
    }

    private T Use<T>(string sql, ReadOnlySpan<(string Name, object? Value)> arguments, Func<DbCommand, T> use)
    {
        // A list of ids in the text makes a statement of its own each time; only fixed texts are
        // worth keeping.
        bool keep = !sql.Contains(" IN (", StringComparison.Ordinal);
        if (!_commands.TryGetValue(sql, out DbCommand? command))
        {
            command = _connection!.CreateCommand();
            command.CommandText = sql;
            if (keep)
                _commands.Add(sql, command);
        }
        Bind(command, arguments);
        try
        {
            return use(command);
        }
        finally
        {
            if (!keep)
                command.Dispose();
        }
    }

    private static void Bind(DbCommand command, ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        // One text has one list of names, so a kept command keeps its parameters and gets new values.
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i == command.Parameters.Count)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = arguments[i].Name;
                command.Parameters.Add(parameter);
            }
            command.Parameters[i].Value = arguments[i].Value ?? DBNull.Value;
        }
    }

    private void Disconnect()
    {
        foreach (DbCommand command in _commands.Values)
            command.Dispose();
        _commands.Clear();
        _connection?.Dispose();
        _connection = null;
    }
}
