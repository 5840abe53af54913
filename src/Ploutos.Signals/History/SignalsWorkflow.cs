using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.History;

/// <summary>Reads the one record of signals.</summary>
public sealed class SignalsWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Signals by day and ticker, the daily run's with what became of them. Predictions that
    /// an earlier version logged are taken into the record first.</summary>
    /// <exception cref="StorageException">The record, or the log of an earlier version, can't be
    /// used.</exception>
    /// <exception cref="PloutosException">The range ends before it begins, or a name can be no
    /// ticker.</exception>
    public IReadOnlyList<StoredSignal> List(SignalQuery query)
    {
        if (query.From > query.To)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The first day must not be after the last one, but got {query.From:yyyy-MM-dd} and"
                    + $" {query.To:yyyy-MM-dd}. Exchange them."
            );
        query = query with { Tickers = query.Tickers is { } names ? [.. names.Select(TickerNames.Parse)] : null };
        if (!File.Exists(SignalStore.PathOf(workspace)) && !File.Exists(workspace.PredictionLog))
            return [];
        using SignalStore signals = SignalStore.Open(workspace);
        PredictionLogIntake.Run(workspace, signals, time.GetUtcNow());
        return signals.Find(query);
    }

    /// <summary>Writes signals to a file; the write is atomic.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="PloutosException">The file's format is not known, or there is no such
    /// signal.</exception>
    /// <exception cref="StorageException">The file must not be replaced, or the record can't be
    /// used.</exception>
    public int Export(SignalExportRequest request)
    {
        string path = UserFile.Check(request.File, request.Replace);
        SignalExportFormat format = request.Format ?? FormatOf(path);
        SignalRow[] rows = [.. List(request.Query).Select(SignalRow.Of)];
        if (rows.Length == 0)
            throw new PloutosException(
                Fault.NoData,
                "The record of signals has none that was asked for, so no file was written. Ask for other tickers or"
                    + " days, or make signals first."
            );
        UserFile.Write(
            path,
            format == SignalExportFormat.Csv ? SignalExport.Csv(rows) : SignalExport.Json(rows),
            request.Replace
        );
        return rows.Length;
    }

    private static SignalExportFormat FormatOf(string path) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => SignalExportFormat.Csv,
            ".JSON" => SignalExportFormat.Json,
            var other => throw new PloutosException(
                Fault.WrongUsage,
                $"The format must be csv or json, but the ending '{other}' of '{path}' says neither. Name the format,"
                    + " or end the file's name with .csv or .json."
            ),
        };
}
