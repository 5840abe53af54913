using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ploutos.Attacks.Kills;

/// <summary>The real command as a process, which is killed before its N-th file operation, after a
/// time, or not at all.</summary>
internal static partial class CommandProcess
{
    // What changes files. Opening is left out: the runtime opens hundreds of its own, and a file
    // that was made and not written yet is seen at its first write or rename.
    private const string Operations =
        "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync,pwrite64,ftruncate";

    private const int KilledCode = 128 + 9; // SIGKILL, as strace and the shell tell it

    private static readonly string s_command = Path.Combine(AppContext.BaseDirectory, "ploutos.dll");

    /// <summary>Whether this machine lets one process trace another.</summary>
    public static bool CanTrace { get; } = TryTrace();

    /// <summary>Runs it to its end.</summary>
    public static (int Code, string Said) Run(string yahoo, IReadOnlyList<string> args) => Wait(Start([], yahoo, args));

    /// <summary>Runs it to its end, and counts the calls of its most frequent file operation in one
    /// thread.</summary>
    public static (int Operations, int Code, string Said) Count(string yahoo, IReadOnlyList<string> args)
    {
        string trace = Path.GetTempFileName();
        try
        {
            string[] tracer = ["strace", "-f", "-qq", "-o", trace, "-e", $"trace={Operations}"];
            (int code, string said) = Wait(Start(tracer, yahoo, args));
            int most = File.ReadLines(trace)
                .Select(line => Call().Match(line))
                .Where(call => call.Success)
                .GroupBy(call => call.Value)
                .Select(calls => calls.Count())
                .Append(1)
                .Max();
            return (most, code, said);
        }
        finally
        {
            File.Delete(trace);
        }
    }

    /// <summary>Kills it as it begins the N-th call of one kind of file operation in a
    /// thread.</summary>
    /// <param name="operation">N, from 1.</param>
    /// <param name="limit">After which it is killed all the same; infinite for a verb that ends by
    /// itself.</param>
    /// <param name="yahoo">Where the source answers.</param>
    /// <param name="args">Its words.</param>
    /// <returns>When it was killed; null where it had ended before.</returns>
    public static KillMoment? KillAt(int operation, TimeSpan limit, string yahoo, IReadOnlyList<string> args)
    {
        string when = operation.ToString(CultureInfo.InvariantCulture);
        string[] tracer =
        [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            $"trace={Operations}",
            "-e",
            $"inject={Operations}:signal=KILL:when={when}",
        ];
        using Process process = Start(tracer, yahoo, args);
        if (!EndsWithin(limit, process))
            return KillMoment.Time;
        return process.ExitCode == KilledCode ? KillMoment.Operation : null;
    }

    /// <summary>Kills it after a time.</summary>
    /// <returns>When it was killed; null where it had ended before.</returns>
    public static KillMoment? KillAfter(TimeSpan time, string yahoo, IReadOnlyList<string> args)
    {
        using Process process = Start([], yahoo, args);
        return EndsWithin(time, process) ? null : KillMoment.Time;
    }

    /// <summary>Whether a process ends by itself within a time, after which it is killed.</summary>
    private static bool EndsWithin(TimeSpan time, Process process)
    {
        Task drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        bool ended = process.WaitForExit(time);
        if (!ended)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        drained.GetAwaiter().GetResult();
        return ended;
    }

    private static bool TryTrace()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using Process process = Process.Start("strace", ["-f", "-qq", "-o", "/dev/null", "true"]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(IReadOnlyList<string> before, string yahoo, IReadOnlyList<string> args)
    {
        string[] words = [.. before, "dotnet", s_command, .. args];
        ProcessStartInfo start = new(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("PLOUTOS_HOME");
        start.Environment["PLOUTOS_YAHOO_URL"] = yahoo;
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // its pipes are no files of ours
        return Process.Start(start)!;
    }

    private static (int Code, string Said) Wait(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(),
                error = process.StandardError.ReadToEndAsync();
            process.WaitForExit();
            return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
        }
    }

    // "23699 rename(": the thread and the call, which strace counts apart.
    [GeneratedRegex(@"^\d+ +[a-z0-9]+\(", RegexOptions.CultureInvariant)]
    private static partial Regex Call();
}
