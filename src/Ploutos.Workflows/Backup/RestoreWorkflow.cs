using System.Globalization;
using Ploutos.Signals.Daily;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows.Backup;

/// <summary>Brings a backup back. Everything is unpacked into a folder of its own and checked there;
/// only then is the workspace switched to it, which is completed or undone whatever
/// happens.</summary>
internal sealed class RestoreWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const string StagePrefix = ".restore-";

    public RestoreResult Restore(
        RestoreRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        string archive = Path.GetFullPath(request.File);
        if (!File.Exists(archive))
            throw new PloutosException(Fault.NoData, $"There is no backup '{archive}'.");
        workspace.EnsureWritable();
        using ProcessLock switching = WorkspaceUse.BeginSwitch(workspace, time);
        Leftovers.Remove(workspace.Root, StagePrefix, "");
        RequireForce(request, archive);
        // A workspace without data has nobody working on it, and a lock would put data there.
        ProcessLock? alone = Directory.Exists(Path.GetDirectoryName(workspace.StorePath))
            ? DailyRunLock.Take(workspace, time)
            : null;
        string stage = Path.Combine(workspace.Root, Leftovers.Unique(StagePrefix, ""));
        try
        {
            WorkspaceUse.Alone(workspace)?.Dispose(); // before long work
            BackupManifest manifest = BackupArchive.Unpack(archive, stage, progress, cancellation);
            StageCheck.Run(archive, manifest, stage);
            using IDisposable? nobody = WorkspaceUse.Alone(workspace);
            RequireForce(request, archive);
            string[] coming = [.. Names(Directory.EnumerateFileSystemEntries(stage))];
            SwitchPlan plan = new(
                $"the backup '{archive}'",
                time.GetUtcNow(),
                Path.GetFileName(stage),
                AsideName(),
                [.. Names(Occupied(archive)).Union(Names(Occupied(null)).Intersect(coming))],
                coming
            );
            WorkspaceUse.Switch(
                workspace,
                plan,
                () =>
                {
                    // From here on the journal keeps everybody out, and this lock moves with the data.
                    alone?.Dispose();
                    alone = null;
                }
            );
            string aside = Path.Combine(workspace.Root, plan.Aside);
            return new(archive, manifest.Files.Count, manifest.MadeAt, Directory.Exists(aside) ? aside : null);
        }
        finally
        {
            alone?.Dispose();
            // What a switch has left unfinished needs its folder.
            if (!WorkspaceUse.IsBetween(workspace))
                Leftovers.Discard(stage);
        }
    }

    private void RequireForce(RestoreRequest request, string archive)
    {
        string[] there = [.. Occupied(archive)];
        if (there.Length > 0 && !request.Force)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The workspace '{workspace.Root}' is not empty"
                    + $" ({string.Join(", ", there.Select(Path.GetFileName).Take(5))}). "
                    + "Restore into an empty folder, or force it: what is there is then kept aside."
            )
            {
                Remedies = [new ChooseWorkspace(), new ChangeOption("force", "to keep aside what is there")],
            };
    }

    private static IEnumerable<string> Names(IEnumerable<string> entries) => entries.Select(e => Path.GetFileName(e)!);

    /// <summary>What a restore would replace. The archive stays where it is: whoever was interrupted gives
    /// the same command again.</summary>
    private IEnumerable<string> Occupied(string? archive) =>
        !Directory.Exists(workspace.Root)
            ? []
            : Directory
                .EnumerateFileSystemEntries(workspace.Root)
                .Where(entry => SwitchPlan.Concerns(Path.GetFileName(entry)))
                .Where(entry => Path.GetFullPath(entry) != archive);

    private string AsideName()
    {
        string stem = string.Create(
                CultureInfo.InvariantCulture,
                $"before-restore-{time.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}"
            ),
            aside = stem;
        for (int n = 2; Path.Exists(Path.Combine(workspace.Root, aside)); n++)
            aside = string.Create(CultureInfo.InvariantCulture, $"{stem}-{n}");
        return aside;
    }
}
