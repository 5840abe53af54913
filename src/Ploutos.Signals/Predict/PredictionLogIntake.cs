using System.Text.Json;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Signals.Predict;

/// <summary>Takes the predictions of <c>logs/predictions.jsonl</c>, which earlier versions wrote,
/// into the ledger. The file stays as it is. Each line is taken in once, however often this runs; the
/// daily run's own lines are in the ledger already and are passed over.</summary>
internal static class PredictionLogIntake
{
    /// <summary>What <see cref="SignalRecord.Code"/> says of a record whose version nobody kept.</summary>
    public const string Origin = "predictions.jsonl";

    /// <summary>Takes in what is new in the file, all or none. Costs a look at the file's length
    /// where nothing is.</summary>
    /// <returns>How many predictions were taken in.</returns>
    /// <exception cref="StorageException">The file's chain is broken, or the file can't be read. Nothing
    /// of it was taken in.</exception>
    public static int Run(WorkspaceFolder workspace, SignalStore store, DateTimeOffset now)
    {
        var file = new FileInfo(workspace.PredictionLog);
        if (!file.Exists || file.Length == BytesSeen(store))
            return 0;
        List<PredictionLine> lines = Read(file.FullName);
        return store.File.Transact(() =>
        {
            HashSet<string> known = [.. Texts(store, "SELECT log_hash FROM signals WHERE log_hash IS NOT NULL")];
            HashSet<(string, DateOnly, DateTimeOffset)> daily =
            [
                .. store.History().Select(s => (s.Record.Ticker, s.Record.AsOf, s.Record.MadeAt)),
            ];
            SignalRecord[] fresh =
            [
                .. lines
                    .Where(l => !known.Contains(l.Hash))
                    .Select(Record)
                    .OfType<SignalRecord>()
                    .Where(r => !daily.Contains((r.Ticker, r.AsOf, r.MadeAt))),
            ];
            store.AppendHere(fresh);
            store.File.Execute(
                "INSERT INTO intakes (file, bytes, lines, taken, at) VALUES ($file, $bytes, $lines, $taken, $at)",
                ("$file", Origin),
                ("$bytes", file.Length),
                ("$lines", lines.Count),
                ("$taken", fresh.Length),
                ("$at", now.ToUnixTimeMilliseconds())
            );
            return fresh.Length;
        });
    }

    private static long? BytesSeen(SignalStore store) =>
        store
            .File.Query<long?>(
                "SELECT bytes FROM intakes WHERE file = $file ORDER BY seq DESC LIMIT 1",
                row => row.GetInt64(0),
                ("$file", Origin)
            )
            .SingleOrDefault();

    private static List<PredictionLine> Read(string path)
    {
        try
        {
            var lines = new List<PredictionLine>();
            foreach (PredictionLine line in PredictionLogFile.Read(path))
            {
                if (line.Wrong is { } wrong)
                    throw new StorageException(
                        StorageFault.Damaged,
                        $"{path}: line {line.Number} {wrong}. Each line must have the hash of its text and name the"
                            + " hash of the line before it. Nothing of the file was taken into the record of signals,"
                            + " and the file was not changed. Restore it from a backup, or move it away to go on"
                            + " without its predictions."
                    );
                if (line.State != PredictionLineState.CutOff)
                    lines.Add(line);
            }

            return lines;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                StorageFault.Failed,
                $"{path} can't be read ({e.Message}). Its predictions are taken into the record of signals once."
                    + " Make the file readable, or move it away.",
                e
            );
        }
    }

    private static List<string> Texts(SignalStore store, string sql) => store.File.Query(sql, row => row.GetString(0));

    /// <summary>A line as a record; null where it is no prediction.</summary>
    private static SignalRecord? Record(PredictionLine line)
    {
        Prediction p;
        try
        {
            p = JsonSerializer.Deserialize(line.Json, PredictionJson.Default.Prediction)!;
        }
        catch (JsonException)
        {
            return null;
        }

        return PredictionRecord.Of(p) with
        {
            Experts = [.. p.Experts.Select(e => new SignalOpinion(e.Expert, e.Probability, 0, e.Version))],
            Code = Origin,
            LogHash = line.Hash,
        };
    }
}
