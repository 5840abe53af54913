using System.Data.Common;

namespace Ploutos.Tuning.Storage;

/// <summary>Where SQLite and PostgreSQL differ. Everything else is one SQL for both.</summary>
internal abstract class Dialect
{
    /// <summary>What the storage is called in messages; without a password.</summary>
    public abstract string Name { get; }

    /// <summary>Starts a transaction that will write, waiting for others that do.</summary>
    public abstract string Begin { get; }

    /// <summary>Appended to a SELECT: holds the rows against other workers until the transaction
    /// ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The database's clock, in the form that Optuna keeps heartbeats in.</summary>
    public abstract string Now { get; }

    /// <summary>Seconds between a timestamp column and the database's clock.</summary>
    public abstract string SecondsSince(string column);

    /// <summary>A placeholder of the schema's text.</summary>
    public abstract string SchemaType(string placeholder);

    /// <summary>Statements before the tables: types, or a lock against other workers that make the
    /// same tables.</summary>
    public abstract IReadOnlyList<string> BeforeTables { get; }

    public abstract string TableExists { get; }

    public abstract DbConnection Open();

    public abstract object ToTimestamp(DateTime time);

    public abstract DateTime ReadTimestamp(DbDataReader reader, int column);

    /// <summary>Whether to try again: the other side is busy or was away for a moment.</summary>
    public abstract bool IsTransient(DbException e);

    /// <summary>The error in words a user can act on.</summary>
    public abstract StudyStorageException Explain(DbException e);
}
