using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Ploutos.Backtesting.Statistics;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Trials;

/// <summary>
/// <c>data/ledger.db</c>: every trial of a search, every backtest and every evaluated configuration
/// of a workspace, counted as it happens and never taken back. The more was tried, the better the
/// best looks by luck alone; the deflated Sharpe ratio (Bailey and Lopez de Prado 2014) is only as
/// honest as this count. Any number of processes may record at once.
///
/// Trials count together where their bars are of one origin (observed or simulated) and share a
/// ticker, whatever their days: another start or end is another try on the same market. A
/// configuration that was run again counts once, however often it was run.</summary>
internal sealed class TrialLedger(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Records trials, all or none.</summary>
    /// <exception cref="PloutosException">The ledger can't be written.</exception>
    public void Record(params IReadOnlyCollection<LedgerEntry> entries)
    {
        if (entries.Count == 0)
            return;
        LedgerDatabase.Use(
            workspace.LedgerPath,
            connection =>
            {
                using SqliteTransaction whole = connection.BeginTransaction(deferred: false);
                foreach (LedgerEntry entry in entries)
                    Insert(connection, entry);
                whole.Commit();
                return entries.Count;
            }
        );
    }

    /// <summary>Trials on bars of this origin that share a ticker with these.</summary>
    public TrialCount Count(string origin, IReadOnlyCollection<string> tickers)
    {
        if (!File.Exists(workspace.LedgerPath))
            return new(0, 0, 0, 0, []);
        var wanted = tickers.ToHashSet(StringComparer.Ordinal);
        return LedgerDatabase.Use(
            workspace.LedgerPath,
            connection =>
            {
                var distinct = new Dictionary<string, (TrialKind Kind, double? Sharpe)>(StringComparer.Ordinal);
                int records = 0;
                using SqliteCommand command = LedgerDatabase.Command(
                    connection,
                    "SELECT configuration, kind, sharpe, tickers, returns FROM trials WHERE origin = $origin ORDER BY"
                        + " id",
                    ("$origin", origin)
                );
                using SqliteDataReader rows = command.ExecuteReader();
                while (rows.Read())
                {
                    if (!rows.GetString(3).Split(',').Any(wanted.Contains))
                        continue;
                    records++;
                    distinct[rows.GetString(0)] = (
                        Enum.Parse<TrialKind>(rows.GetString(1), ignoreCase: true),
                        rows.IsDBNull(2) || !Moves(rows, 4) ? null : rows.GetDouble(2)
                    );
                }

                int Of(TrialKind kind) => distinct.Values.Count(t => t.Kind == kind);
                return new TrialCount(
                    Of(TrialKind.Tune),
                    Of(TrialKind.Backtest),
                    Of(TrialKind.Evaluation),
                    records,
                    [
                        .. distinct
                            .Values.Where(t => t.Kind == TrialKind.Backtest && t.Sharpe is not null)
                            .Select(t => t.Sharpe!.Value),
                    ]
                );
            }
        );
    }

    /// <summary>Daily returns of every distinct backtest over exactly these days, on bars of this
    /// origin, that has any dispersion.</summary>
    public IReadOnlyList<double[]> Returns(string origin, IReadOnlyList<DateOnly> days)
    {
        if (!File.Exists(workspace.LedgerPath))
            return [];
        return LedgerDatabase.Use(
            workspace.LedgerPath,
            connection =>
            {
                var distinct = new Dictionary<string, double[]>(StringComparer.Ordinal);
                using SqliteCommand command = LedgerDatabase.Command(
                    connection,
                    "SELECT configuration, returns FROM trials WHERE origin = $origin AND days = $days AND returns IS"
                        + " NOT NULL ORDER BY id",
                    ("$origin", origin),
                    ("$days", DaysKey(days))
                );
                using SqliteDataReader rows = command.ExecuteReader();
                while (rows.Read())
                    distinct[rows.GetString(0)] = Column(rows, 1);
                return distinct.Values.Where(r => r.Length == days.Count && Dispersion.Of(r) > 0).ToArray();
            }
        );
    }

    /// <summary>Hash by which configurations are told apart.</summary>
    public static string Fingerprint(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a row's ratio is one: earlier versions recorded ratios of accounts whose
    /// returns differ by rounding alone. A row without returns is taken at its word.</summary>
    private static bool Moves(SqliteDataReader rows, int returns) =>
        rows.IsDBNull(returns) || Dispersion.Of(Column(rows, returns)) > 0;

    private static double[] Column(SqliteDataReader rows, int column) =>
        MemoryMarshal.Cast<byte, double>(rows.GetFieldValue<byte[]>(column)).ToArray();

    private void Insert(SqliteConnection connection, LedgerEntry entry)
    {
        if (entry.Days.Count != entry.Returns.Count)
            throw new ArgumentException(
                $"There must be one return a day, but got {entry.Returns.Count} for {entry.Days.Count} days."
            );
        using SqliteCommand command = LedgerDatabase.Command(
            connection,
            """
            INSERT INTO trials (recorded_at, kind, event, configuration, description, data, origin, tickers, sharpe, days, returns)
            VALUES ($at, $kind, $event, $configuration, $description, $data, $origin, $tickers, $sharpe, $days, $returns)
            ON CONFLICT (event) DO NOTHING
            """,
            ("$at", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ("$kind", entry.Kind.ToString().ToLowerInvariant()),
            ("$event", entry.Event),
            ("$configuration", Fingerprint(entry.Configuration)),
            ("$description", entry.Configuration),
            ("$data", entry.Data),
            ("$origin", entry.Origin),
            ("$tickers", string.Join(',', entry.Tickers)),
            ("$sharpe", entry.Sharpe is { } s && double.IsFinite(s) ? s : null),
            ("$days", entry.Days.Count > 0 ? DaysKey(entry.Days) : null),
            (
                "$returns",
                entry.Returns.Count > 0 ? MemoryMarshal.AsBytes<double>(entry.Returns.ToArray()).ToArray() : null
            )
        );
        command.ExecuteNonQuery();
    }

    private static string DaysKey(IReadOnlyList<DateOnly> days) =>
        Fingerprint(string.Join(',', days.Select(d => d.DayNumber.ToString(CultureInfo.InvariantCulture))));
}
