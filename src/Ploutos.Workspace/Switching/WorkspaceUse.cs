using Ploutos.Storage;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Switching;

/// <summary>Every use of a workspace goes through here: users work side by side, a switch of the
/// whole workspace excludes them, and a switch that was cut off is completed or undone before
/// anybody goes on.</summary>
public static class WorkspaceUse
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Joins those who use a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="time">The clock.</param>
    /// <param name="writes">Whether it may be written to; a reader makes no file.</param>
    /// <returns>What to dispose of afterwards; null where nobody could be kept out.</returns>
    /// <exception cref="PloutosException">The workspace is between two states, and can't be brought
    /// into one of them here.</exception>
    public static IDisposable? Enter(WorkspaceFolder workspace, TimeProvider time, bool writes)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        while (true)
        {
            IDisposable? use = Share(workspace, writes);
            if (!File.Exists(SwitchPlan.PathOf(workspace)))
                return use;
            use?.Dispose();
            using ProcessLock alone = TakeSwitch(workspace, time, s_patience);
            Recover(workspace);
        }
    }

    /// <summary>Whether a switch of the workspace was begun and not finished.</summary>
    public static bool IsBetween(WorkspaceFolder workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return File.Exists(SwitchPlan.PathOf(workspace));
    }

    /// <summary>Takes the lock of switches, and finishes one that was cut off.</summary>
    /// <exception cref="PloutosException">Another process is at it.</exception>
    public static ProcessLock BeginSwitch(WorkspaceFolder workspace, TimeProvider time)
    {
        ProcessLock alone = TakeSwitch(workspace, time, wait: null);
        try
        {
            Recover(workspace);
            return alone;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>Keeps everybody out; null where the workspace has no data, so that nobody works
    /// there.</summary>
    /// <exception cref="PloutosException">Others use the workspace.</exception>
    public static IDisposable? Alone(WorkspaceFolder workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (!HasData(workspace))
            return null;
        IDisposable alone = Alone(workspace, workspace.UseLock);
        try
        {
            // Users of an earlier version. They hold a file that is about to move, so that it is looked at
            // and let go; the journal keeps out those who come later.
            if (File.Exists(FormerLock(workspace)))
                Alone(workspace, FormerLock(workspace)).Dispose();
            return alone;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>Switches a workspace to what was made ready in a folder of it. The caller holds the
    /// lock of switches, and keeps everybody out.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="plan">What goes and what comes.</param>
    /// <param name="journalled">Called when the journal is written: the place to let go of locks that
    /// lie in what moves.</param>
    /// <exception cref="PloutosException">An entry could not be moved. Everything is as it was,
    /// unless the message says that it could not be put back either.</exception>
    public static void Switch(WorkspaceFolder workspace, SwitchPlan plan, Action journalled)
    {
        ArgumentNullException.ThrowIfNull(journalled);
        SwitchSteps steps = new(workspace, plan);
        Do(steps.Begin());
        journalled();
        try
        {
            Do(steps.Complete());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!File.Exists(SwitchPlan.PathOf(workspace)))
                return; // all is in place; what could not be removed is removed by the next restore
            try
            {
                Do(steps.Undo());
            }
            catch (Exception again) when (again is IOException or UnauthorizedAccessException)
            {
                throw Between(workspace, plan, again);
            }

            throw new PloutosException(
                Fault.Failed,
                $"'{workspace.Root}' could not be switched to {plan.What}: {e.Message} Everything is as it was.",
                e
            );
        }
    }

    private static IDisposable Alone(WorkspaceFolder workspace, string file) =>
        UseLock.Alone(file, TimeSpan.FromSeconds(2))
        ?? throw new PloutosException(
            Fault.Busy,
            $"The workspace '{workspace.Root}' is in use by {UsersOf(file)}. Nothing was changed."
        )
        {
            Remedies = [new StopOtherProcess(), new ChooseWorkspace()],
        };

    private static bool HasData(WorkspaceFolder workspace) =>
        Directory.Exists(Path.GetDirectoryName(workspace.StorePath));

    /// <summary>The lock of earlier versions.</summary>
    private static string FormerLock(WorkspaceFolder workspace) =>
        Path.Combine(Path.GetDirectoryName(workspace.StorePath)!, "use.lock");

    private static void Recover(WorkspaceFolder workspace)
    {
        SwitchPlan? plan;
        try
        {
            plan = SwitchPlan.Read(workspace);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new PloutosException(
                Fault.Damaged,
                $"The workspace '{workspace.Root}' is between two states: a restore was cut off, and its journal"
                    + $" can't be used. {e.Message} What was there lies in the newest before-restore folder, what was"
                    + " to come in the .restore folder: move the entries of one of them into the workspace, and"
                    + $" delete '{SwitchPlan.PathOf(workspace)}'.",
                e
            );
        }

        if (plan is null)
            return;
        SwitchSteps steps = new(workspace, plan);
        try
        {
            Do(steps.CanComplete ? steps.Complete() : steps.Undo());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(SwitchPlan.PathOf(workspace)))
                throw Between(workspace, plan, e);
        }
    }

    private static IDisposable? Share(WorkspaceFolder workspace, bool writes)
    {
        try
        {
            return UseLock.Share(workspace.UseLock, writes && HasData(workspace), s_patience);
        }
        catch (StorageException e)
        {
            throw new PloutosException(
                Fault.Busy,
                $"A restore of the workspace '{workspace.Root}' is under way, by {UsersOf(workspace.UseLock)}.",
                e
            )
            {
                Remedies = [new StopOtherProcess(), new ChooseWorkspace()],
            };
        }
    }

    private static ProcessLock TakeSwitch(WorkspaceFolder workspace, TimeProvider time, TimeSpan? wait)
    {
        try
        {
            return ProcessLock.Take(
                Path.Combine(workspace.Root, ".restore.lock"),
                Path.Combine(workspace.Root, ".restore.txt"),
                time,
                (other, e) =>
                    new PloutosException(
                        Fault.Busy,
                        $"A restore of the workspace '{workspace.Root}' is under way: {other}.",
                        e
                    )
                    {
                        Remedies = [new StopOtherProcess(), new ChooseWorkspace()],
                    },
                wait
            );
        }
        catch (Exception e)
            when (e is (IOException or UnauthorizedAccessException) && File.Exists(SwitchPlan.PathOf(workspace)))
        {
            throw Between(workspace, SwitchPlan.Read(workspace), e);
        }
    }

    private static PloutosException Between(WorkspaceFolder workspace, SwitchPlan? plan, Exception e) =>
        new(
            Fault.Damaged,
            $"The workspace '{workspace.Root}' is between two states: the restore of {plan?.What ?? "a backup"} was cut"
                + $" off, and it can't be completed here ({e.Message}). Nothing is lost. Make the folder writable for"
                + " this user; the next command then completes the restore.",
            e
        )
        {
            Remedies = [new ChooseWorkspace()],
        };

    private static string UsersOf(string file) =>
        UseLock.Users(file) is { Count: > 0 } users ? string.Join(", ", users) : "another process";

    private static void Do(IEnumerable<string> steps)
    {
        foreach (string _ in steps)
        {
            // The operation is done when its name is told.
        }
    }
}
