using System.Diagnostics;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.Research.Programs;

/// <summary>The last lines of a process's standard error; its standard output is read and
/// forgotten, so that it never waits for a reader.</summary>
internal sealed class OutputTail
{
    private const int Lines = 12;

    private readonly Process _process;
    private readonly Queue<string> _lines = [];

    public OutputTail(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The lines, indented, without control characters.</summary>
    public string Text
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines.Select(line => $"  {line}"));
        }
    }

    /// <summary>Waits for what a process that ended still had to say; not for a child of it that holds
    /// the pipe open.</summary>
    public void Finish()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            _process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // A child holds the pipe; what was read so far is what is shown.
        }
    }

    private void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_lines)
        {
            _lines.Enqueue(Quoted.Name(line));
            if (_lines.Count > Lines)
                _lines.Dequeue();
        }
    }
}
