using System.ComponentModel;
using System.Diagnostics;
using Ploutos.MarketData;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Programs;

/// <summary>Runs a program on bars: writes them into a folder of their own, starts the line in the
/// system's shell, waits within the limits, and reads what it wrote.</summary>
internal sealed class ProgramRun(ProgramProofRequest request, TimeProvider time)
{
    private const string Stem = "ploutos-program-";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <summary>How often it ran.</summary>
    public int Runs { get; private set; }

    /// <param name="bars">What the program is given; a ticker without bars gets no file.</param>
    /// <param name="name">How messages call these bars.</param>
    /// <param name="cancellation">Kills the program.</param>
    /// <exception cref="PloutosException">It can't be started, fails, takes too long, or writes nothing,
    /// too much, or something else than asked for.</exception>
    public ProgramTable Of(IReadOnlyList<BarSeries> bars, string name, CancellationToken cancellation)
    {
        string temporary = Path.GetTempPath();
        Leftovers.Remove(temporary, Stem, "");
        string folder = Path.Combine(temporary, Leftovers.Unique(Stem, ""));
        string input = Path.Combine(folder, "bars"),
            output = Path.Combine(folder, "out.csv");
        Directory.CreateDirectory(input);
        try
        {
            foreach (BarSeries series in bars.Where(b => b.Count > 0))
                CsvBarWriter.Write(series, Path.Combine(input, $"{series.Ticker}.csv"));
            Run(Line(input, output), output, name, cancellation);
            Runs++;
            return ProgramTable.Read(output, name, bars.Select(b => b.Ticker).ToHashSet(StringComparer.Ordinal));
        }
        finally
        {
            Leftovers.Discard(folder);
        }
    }

    private void Run(string line, string output, string name, CancellationToken cancellation)
    {
        using Process process = Start(line);
        OutputTail error = new(process);
        long started = time.GetTimestamp();
        try
        {
            while (!process.WaitForExit(s_look))
            {
                cancellation.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(started) > request.TimeLimit)
                    throw Failed(
                        $"The program did not end within {request.TimeLimit.TotalSeconds:0} s on {name}, and was"
                            + " stopped",
                        error
                    );
                RequireSize(output, name, error);
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit(s_look * 20);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        error.Finish();
        if (process.ExitCode != 0)
            throw Failed($"The program ended with code {process.ExitCode} on {name}; it must end with 0", error);
        if (!File.Exists(output))
            throw Failed($"The program wrote nothing to {{out}} on {name}; it must write a CSV file there", error);
        RequireSize(output, name, error);
    }

    private void RequireSize(string output, string name, OutputTail error)
    {
        var file = new FileInfo(output);
        if (file.Exists && file.Length > request.SizeLimit)
            throw Failed(
                $"The program wrote more than {request.SizeLimit >> 20} MB on {name}, and was stopped; give it fewer"
                    + " tickers",
                error
            );
    }

    private static PloutosException Failed(string rule, OutputTail error)
    {
        string said = error.Text;
        return new(Fault.Failed, said.Length == 0 ? $"{rule}." : $"{rule}. Its standard error ends with:\n{said}");
    }

    private string Line(string input, string output) =>
        request
            .Command.Replace("{bars}", Quoted(input), StringComparison.Ordinal)
            .Replace("{out}", Quoted(output), StringComparison.Ordinal);

    // Left as it is where it can be, so that a place inside of quotes works, too.
    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/\\._-:".Contains(c, StringComparison.Ordinal)) ? path
        : OperatingSystem.IsWindows() ? $"\"{path}\""
        : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static Process Start(string line)
    {
        var start = new ProcessStartInfo
        {
            FileName = OperatingSystem.IsWindows() ? "cmd.exe" : "/bin/sh",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
            start.Arguments = $"/d /s /c \"{line}\"";
        else
            foreach (string argument in (string[])["-c", line])
                start.ArgumentList.Add(argument);
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new PloutosException(Fault.Failed, $"The program can't be started: {e.Message}", e);
        }
    }
}
