using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Observers;

/// <summary>Writes what the daily run tells into <c>logs/live.log</c>, a line each, and keeps the
/// logs small.</summary>
internal sealed class LogObserver(WorkspaceFolder workspace) : ILiveObserver
{
    private string Log => Path.Combine(workspace.LogFolder, "live.log");

    public string Name => "log";

    public Task OnSignalsAsync(LiveSignals signals, CancellationToken cancellation)
    {
        foreach (StoredSignal s in signals.Signals)
            Write(
                s.Record.MadeAt,
                $"{s.Record.Ticker} {s.Record.AsOf:yyyy-MM-dd}: {s.Record.Signal ?? "no signal: " + s.Record.Reason}"
            );
        return Task.CompletedTask;
    }

    public Task OnEventAsync(LiveEvent happened, CancellationToken cancellation)
    {
        Write(happened.At, $"{happened.GetType().Name}: {happened.Text}");
        if (happened is RunEnded)
            LogRotation.Run(workspace.LogFolder);
        return Task.CompletedTask;
    }

    private void Write(DateTimeOffset at, string text)
    {
        Directory.CreateDirectory(workspace.LogFolder);
        File.AppendAllText(Log, $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z {text.ReplaceLineEndings(" ")}\n");
    }
}
