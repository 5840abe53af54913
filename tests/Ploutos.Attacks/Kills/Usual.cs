using System.Diagnostics;
using Ploutos.Tests;

namespace Ploutos.Attacks.Kills;

/// <summary>What a verb does where nobody kills it.</summary>
/// <param name="Operations">Calls of its most frequent file operation in one thread.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Code">Its exit code.</param>
/// <param name="Error">Its first error; null where there is none.</param>
internal sealed record Usual(int Operations, TimeSpan Took, int Code, string? Error)
{
    /// <summary>Runs it once in a copy of its own.</summary>
    public static Usual Of(KilledWorkspaces workspaces, KilledVerb verb)
    {
        using TemporaryFolder copy = workspaces.Copy(verb);
        string[] line = KilledVerb.Words(verb.Again, copy.Path);
        long started = Stopwatch.GetTimestamp();
        if (!CommandProcess.CanTrace)
        {
            (int code, string said) = CommandProcess.Run(workspaces.Yahoo, line);
            return new(1, Stopwatch.GetElapsedTime(started), code, ErrorOf(said));
        }

        (int operations, int traced, string text) = CommandProcess.Count(workspaces.Yahoo, line);
        return new(operations, Stopwatch.GetElapsedTime(started), traced, ErrorOf(text));
    }

    /// <summary>The first error in what a command said.</summary>
    public static string? ErrorOf(string said) =>
        said.Split('\n').FirstOrDefault(line => line.StartsWith("error", StringComparison.Ordinal));
}
