using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;
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
    public void Record(params IReadOnlyCollection<TrialEntry> entries)
    {
        if (entries.Count == 0)
            return;
        Use(file =>
        {
            file.Transact(() =>
            {
                foreach (TrialEntry entry in entries)
                    Insert(file, entry);
            });
            return entries.Count;
        });
    }

    /// <summary>Trials on bars of this origin that share a ticker with these.</summary>
    public TrialCount Count(DataOrigin origin, IReadOnlyCollection<string> tickers)
    {
        if (!File.Exists(workspace.TrialLedgerPath))
            return new(0, 0, 0, 0, []);
        var wanted = tickers.ToHashSet(StringComparer.Ordinal);
        var distinct = new Dictionary<string, (TrialKind Kind, double? Sharpe)>(StringComparer.Ordinal);
        int records = 0;
        foreach (
            (string configuration, TrialKind kind, double? sharpe, string shared) in Use(file =>
                file.Query(
                    "SELECT configuration, kind, sharpe, tickers, returns FROM trials WHERE origin = $origin ORDER BY"
                        + " id",
                    static row =>
                        (
                            row.GetString(0),
                            Enum.Parse<TrialKind>(row.GetString(1), ignoreCase: true),
                            row.IsDBNull(2) || !Moves(row, 4) ? (double?)null : row.GetDouble(2),
                            row.GetString(3)
                        ),
                    ("$origin", StateName.Of(origin))
                )
            )
        )
        {
            if (!shared.Split(',').Any(wanted.Contains))
                continue;
            records++;
            distinct[configuration] = (kind, sharpe);
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

    /// <summary>Daily returns of every distinct backtest over exactly these days, on bars of this
    /// origin, that has any dispersion.</summary>
    public IReadOnlyList<double[]> Returns(DataOrigin origin, IReadOnlyList<DateOnly> days)
    {
        if (!File.Exists(workspace.TrialLedgerPath))
            return [];
        var distinct = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (
            (string configuration, double[] returns) in Use(file =>
                file.Query(
                    "SELECT configuration, returns FROM trials WHERE origin = $origin AND days = $days AND returns IS"
                        + " NOT NULL ORDER BY id",
                    static row => (row.GetString(0), Column(row, 1)),
                    ("$origin", StateName.Of(origin)),
                    ("$days", DaysKey(days))
                )
            )
        )
            distinct[configuration] = returns;
        return distinct.Values.Where(r => r.Length == days.Count && Dispersion.Of(r) > 0).ToArray();
    }

    /// <summary>The hash that identifies a configuration.</summary>
    public static string Fingerprint(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a row's ratio is one: earlier versions recorded ratios of accounts whose
    /// returns differ by rounding alone. A row without returns is taken at its word.</summary>
    private static bool Moves(SqliteDataReader rows, int returns) =>
        rows.IsDBNull(returns) || Dispersion.Of(Column(rows, returns)) > 0;

    private static double[] Column(SqliteDataReader rows, int column) =>
        MemoryMarshal.Cast<byte, double>(rows.GetFieldValue<byte[]>(column)).ToArray();

    private void Insert(SqliteFile file, TrialEntry entry)
    {
        if (entry.Days.Count != entry.Returns.Count)
            throw new ArgumentException(
                $"There must be one return a day, but got {entry.Returns.Count} for {entry.Days.Count} days."
            );
        file.Execute(
            """
            INSERT INTO trials (recorded_at, kind, event, configuration, description,
                data, origin, tickers, sharpe, days, returns)
            VALUES ($at, $kind, $event, $configuration, $description,
                $data, $origin, $tickers, $sharpe, $days, $returns)
            ON CONFLICT (event) DO NOTHING
            """,
            ("$at", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ("$kind", entry.Kind.ToString().ToLowerInvariant()),
            ("$event", entry.Event),
            ("$configuration", Fingerprint(entry.Configuration)),
            ("$description", entry.Configuration),
            ("$data", entry.Data),
            ("$origin", StateName.Of(entry.Origin)),
            ("$tickers", string.Join(',', entry.Tickers)),
            ("$sharpe", entry.Sharpe is { } s && double.IsFinite(s) ? s : null),
            ("$days", entry.Days.Count > 0 ? DaysKey(entry.Days) : null),
            (
                "$returns",
                entry.Returns.Count > 0 ? MemoryMarshal.AsBytes<double>(entry.Returns.ToArray()).ToArray() : null
            )
        );
    }

    /// <summary>Runs work on the open file.</summary>
    private T Use<T>(Func<SqliteFile, T> work)
    {
        try
        {
            using SqliteFile file = SqliteFile.Open(workspace.TrialLedgerPath, TrialTables.Schema);
            return work(file);
        }
        catch (StorageException e)
        {
            throw new PloutosException(
                Fault.Failed,
                $"The ledger of trials can't be used. {e.Message} Without it the deflated Sharpe ratio would count too"
                    + " few trials.",
                e
            );
        }
    }

    private static string DaysKey(IReadOnlyList<DateOnly> days) =>
        Fingerprint(string.Join(',', days.Select(d => d.DayNumber.ToString(CultureInfo.InvariantCulture))));
}
