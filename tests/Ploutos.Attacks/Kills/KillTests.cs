using System.Diagnostics;
using System.Globalization;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Attacks.Kills;

/// <summary>Kills the real command while it writes: before its N-th file operation or at a random
/// time. The next command then works, the killed one works when it is given again, nothing that was
/// stored is lost. Some kills in the suite, <c>attack.sh --kills K</c> for more.</summary>
public sealed class KillTests(AttackedWorkspace filled)
{
    private static readonly int s_kills = AttackBudget.Number("PLOUTOS_ATTACK_KILLS", 4);

    [Fact]
    public void Whenever_a_verb_that_writes_is_killed_nothing_is_lost_and_the_next_command_works()
    {
        using KilledWorkspaces workspaces = new(filled);
        Dictionary<KilledVerb, Usual> known = [];
        List<string> finds = [];
        string report = "";
        (int atOperations, int atTimes, int missed) = (0, 0, 0);
        long started = Stopwatch.GetTimestamp();
        Dice dice = new(AttackBudget.OfThisRun.Seed);
        int offset = dice.Below(KilledVerb.All.Count);
        for (int n = 0; n < s_kills; n++)
        {
            KilledVerb verb = KilledVerb.All[(offset + n) % KilledVerb.All.Count];
            bool traced = CommandProcess.CanTrace && !dice.OnceIn(3);
            if (!known.TryGetValue(verb, out Usual? usual))
            {
                known[verb] = usual = Usual.Of(workspaces, verb);
                if (usual.Code != (int)verb.Ends)
                    finds.Add($"{verb.Again} ended with {usual.Code} where nobody killed it: {usual.Error}");
            }

            (string story, KillMoment? killed, IReadOnlyList<string> wrong) = Kill(
                workspaces,
                verb,
                traced,
                usual,
                dice
            );
            (atOperations, atTimes, missed) = killed switch
            {
                KillMoment.Operation => (atOperations + 1, atTimes, missed),
                KillMoment.Time => (atOperations, atTimes + 1, missed),
                _ => (atOperations, atTimes, missed + 1),
            };
            finds.AddRange(wrong.Select(w => $"{story}: {w}"));
            Report(n + 1);
        }

        Assert.True(atOperations + atTimes > 0, $"nothing was killed: {report}");
        Assert.True(finds.Count == 0, report);

        // After each kill, so that a run that is cut off still says what it did.
        void Report(int done)
        {
            report = string.Create(
                CultureInfo.InvariantCulture,
                $"kills: {atOperations} before a file operation, {atTimes} at a random time, {missed} ended before"
                    + $" ({done} of {s_kills}), of {KilledVerb.All.Count} command lines; {finds.Count} finds, seed"
                    + $" {AttackBudget.OfThisRun.Seed}, {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s"
            );
            report = string.Join("\n  ", finds.Prepend(report));
            if (Environment.GetEnvironmentVariable("PLOUTOS_ATTACK_REPORT") is { Length: > 0 } file)
                File.WriteAllText(file, $"{report}\n");
        }
    }

    private static (string Story, KillMoment? Killed, IReadOnlyList<string> Wrong) Kill(
        KilledWorkspaces workspaces,
        KilledVerb verb,
        bool traced,
        Usual usual,
        Dice dice
    )
    {
        using TemporaryFolder copy = workspaces.Copy(verb);
        string[] line = KilledVerb.Words(verb.Line, copy.Path);
        StoredFacts before = StoredFacts.Of(copy.Path);
        // One that loops does its work and waits afterwards; both are times to be killed at.
        TimeSpan within = usual.Took * (verb.Loops ? 2 : 1),
            after = within * (dice.Below(1000) / 1000.0);
        int at = 1 + dice.Below(usual.Operations);
        string story = string.Create(
            CultureInfo.InvariantCulture,
            $"{verb.Line}, killed {(traced ? $"before operation {at}" : $"after {after.TotalMilliseconds:N0} ms")}"
        );
        KillMoment? killed = traced
            ? CommandProcess.KillAt(at, verb.Loops ? within : Timeout.InfiniteTimeSpan, workspaces.Yahoo, line)
            : CommandProcess.KillAfter(after, workspaces.Yahoo, line);
        List<string> wrong = [];
        try
        {
            Check(copy, verb, workspaces, before, wrong);
        }
        catch (Exception e)
        {
            wrong.Add($"{e.GetType().Name}: {e.Message.Split('\n')[0]}");
        }

        return (story, killed, wrong);
    }

    private static void Check(
        TemporaryFolder copy,
        KilledVerb verb,
        KilledWorkspaces workspaces,
        StoredFacts before,
        List<string> wrong
    )
    {
        IPloutosWorkflows next = WorkflowFactory.Create(new WorkspaceFolder(copy.Path), TimeProvider.System);
        wrong.AddRange(next.Verify(CancellationToken.None).Broken.Select(b => $"verify says: {b}"));
        StoredFacts after = StoredFacts.Of(copy.Path);
        string[] aside = Directory.GetDirectories(copy.Path, "before-restore-*");
        if (verb.Restores && aside is [var kept])
        {
            // All of the new state is in place, all of the old aside; the archive stays where it was.
            wrong.AddRange(
                StoredFacts
                    .Of(kept)
                    .LostSince(before)
                    .Where(l => !l.StartsWith("backup.tar.gz", StringComparison.Ordinal))
                    .Select(l => $"aside: {l}")
            );
            if (!File.Exists(copy.File("backup.tar.gz")))
                wrong.Add("the archive is gone");
            Assert.Equal(4, next.List().Count(s => s.Ticker.StartsWith("SIM", StringComparison.Ordinal)) + 2);
        }
        else
        {
            wrong.AddRange(after.LostSince(before));
        }

        string[] line = KilledVerb.Words(verb.Again, copy.Path);
        (int code, string said) = CommandProcess.Run(workspaces.Yahoo, line);
        if (code != (int)verb.Ends && !verb.WasDone(said))
            wrong.Add($"given again it ended with {code}: {Usual.ErrorOf(said)}");
        wrong.AddRange(next.Verify(CancellationToken.None).Broken.Select(b => $"given again, verify says: {b}"));
        if (!verb.Restores)
            wrong.AddRange(StoredFacts.Of(copy.Path).LostSince(before).Select(l => $"given again: {l}"));
        wrong.AddRange(StoredFacts.Unfinished(copy.Path).Select(l => $"given again, {l} was left over"));
    }
}
