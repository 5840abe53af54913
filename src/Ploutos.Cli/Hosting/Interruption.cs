using System.Runtime.InteropServices;

namespace Ploutos.Cli.Hosting;

/// <summary>The first Ctrl-C (or SIGTERM) asks the work to stop cleanly; the second ends the
/// process at once.</summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>Progress hides the cursor, and an end at once leaves no time to undo that
    /// elsewhere.</summary>
    private const string ShowCursor = "\u001b[?25h";

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        if (!signal.Cancel && !Console.IsErrorRedirected)
            Console.Error.Write(ShowCursor);
        _source.Cancel();
    }
}
