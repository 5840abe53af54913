using System.Globalization;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Hosting;

/// <summary>Turns what went wrong into one message and an exit code. A stack trace goes to a file,
/// never to the terminal.</summary>
internal static class Failure
{
    /// <summary>Runs a verb and catches whatever it throws.</summary>
    public static ExitCode Guard(Shell shell, string verb, string logFolder, Func<ExitCode> run)
    {
        try
        {
            return run();
        }
        catch (PloutosException e)
        {
            string hint = e.Fault == Fault.SeriousFindings ? $" {AcceptSerious.Name} uses the bars as they are." : "";
            shell.Error.Line($"error: {e.MessageFor(RemedyText.Option)}{hint}");
            foreach (string line in RemedyText.Lines(e.Remedies))
                shell.Error.Line(line);
            return ExitCodes.Of(e.Fault);
        }
        catch (Exception e) when (IsCancellation(e) && shell.Cancellation.IsCancellationRequested)
        {
            shell.Error.Line("interrupted; what was finished is kept, and the same command goes on from there");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            string log = Log(shell, verb, logFolder, e);
            shell.Error.Line(
                $"error: {FirstLine(e.Message)} ({e.GetType().Name}). This should not happen: please report it with"
                    + $" {log}"
            );
            return ExitCode.Failed;
        }
    }

    private static bool IsCancellation(Exception e) =>
        e is OperationCanceledException
        || (
            e is AggregateException all
            && all.Flatten().InnerExceptions.All(inner => inner is OperationCanceledException)
        );

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();

    /// <summary>Writes the trace to the log folder, or to the temporary folder where that can't be,
    /// and returns the file's path.</summary>
    private static string Log(Shell shell, string verb, string logFolder, Exception e)
    {
        DateTimeOffset now = shell.Time.GetUtcNow();
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"error-{now:yyyyMMdd-HHmmss}-{Environment.ProcessId}.log"
        );
        string text = $"{now:u} ploutos {verb}, {Environment.OSVersion}, .NET {Environment.Version}\n{e}\n";
        foreach (string folder in new[] { logFolder, Path.GetTempPath() })
        {
            try
            {
                Directory.CreateDirectory(folder);
                string path = Path.Combine(folder, name);
                File.WriteAllText(path, text);
                return path;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
        return "its command line (no folder could be written for a log)";
    }
}
