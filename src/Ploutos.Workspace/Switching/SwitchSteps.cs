using System.Globalization;
using Ploutos.Storage;

namespace Ploutos.Workspace.Switching;

/// <summary>The operations of a switch, one file operation a step. A workspace may be a mount point,
/// so that its own folder can't be renamed: its entries are, one by one. Where each entry lies says
/// which steps are done, so that another process can go on after any of them.</summary>
internal sealed class SwitchSteps(WorkspaceFolder workspace, SwitchPlan plan)
{
    private string Stage => Path.Combine(workspace.Root, plan.Stage);

    private string Aside => Path.Combine(workspace.Root, plan.Aside);

    /// <summary>Writes the journal; from then on the switch is completed or undone.</summary>
    public IEnumerable<string> Begin()
    {
        plan.Write(workspace);
        yield return $"write {SwitchPlan.Journal}";
    }

    /// <summary>Whether all that is to come is still there.</summary>
    public bool CanComplete => plan.Coming.All(name => IsThere(Staged(name)) || IsThere(Placed(name)) && HasLeft(name));

    /// <summary>Puts the new entries into the place of the old ones.</summary>
    public IEnumerable<string> Complete()
    {
        foreach (string name in plan.Leaving.Where(MustLeave).ToArray())
        {
            if (!Directory.Exists(Aside))
            {
                Directory.CreateDirectory(Aside);
                yield return $"make {plan.Aside}";
            }

            Directory.Move(Placed(name), Kept(name));
            yield return $"move {name} to {plan.Aside}";
        }

        Synchronise();
        foreach (string name in plan.Coming.Where(name => IsThere(Staged(name))).ToArray())
        {
            if (IsThere(Placed(name))) // somebody wrote it meanwhile
            {
                Directory.CreateDirectory(Aside);
                Directory.Move(Placed(name), Kept(FreeName(name)));
                yield return $"move another {name} to {plan.Aside}";
            }

            Directory.Move(Staged(name), Placed(name));
            yield return $"move the new {name}";
        }

        Synchronise();
        foreach (string step in End())
            yield return step;
    }

    /// <summary>Puts the old entries back.</summary>
    public IEnumerable<string> Undo()
    {
        foreach (
            string name in plan.Coming.Where(n => !IsThere(Staged(n)) && IsThere(Placed(n)) && HasLeft(n)).ToArray()
        )
        {
            Directory.CreateDirectory(Stage);
            Directory.Move(Placed(name), Staged(name));
            yield return $"move the new {name} back";
        }

        foreach (string name in plan.Leaving.Where(n => IsThere(Kept(n)) && !IsThere(Placed(n))).ToArray())
        {
            Directory.Move(Kept(name), Placed(name));
            yield return $"move {name} back";
        }

        Synchronise();
        if (Directory.Exists(Aside) && !Directory.EnumerateFileSystemEntries(Aside).Any())
        {
            Directory.Delete(Aside);
            yield return $"remove {plan.Aside}";
        }

        foreach (string step in End())
            yield return step;
    }

    private IEnumerable<string> End()
    {
        File.Delete(SwitchPlan.PathOf(workspace));
        AtomicFile.SynchroniseFolder(workspace.Root);
        yield return $"remove {SwitchPlan.Journal}";
        if (Directory.Exists(Stage))
        {
            Directory.Delete(Stage, recursive: true);
            yield return $"remove {plan.Stage}";
        }
    }

    /// <summary>An old entry that lies in its place: it was not moved yet, nor has its successor
    /// come.</summary>
    private bool MustLeave(string name) =>
        IsThere(Placed(name)) && !IsThere(Kept(name)) && (!plan.Coming.Contains(name) || IsThere(Staged(name)));

    private bool HasLeft(string name) => !plan.Leaving.Contains(name) || IsThere(Kept(name));

    private string Placed(string name) => Path.Combine(workspace.Root, name);

    private string Staged(string name) => Path.Combine(Stage, name);

    private string Kept(string name) => Path.Combine(Aside, name);

    private string FreeName(string name)
    {
        string free = name;
        for (int n = 2; IsThere(Kept(free)); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
        return free;
    }

    private void Synchronise()
    {
        foreach (string folder in new[] { Stage, Aside, workspace.Root })
        {
            if (Directory.Exists(folder))
                AtomicFile.SynchroniseFolder(folder);
        }
    }

    /// <summary>Also a link that leads nowhere.</summary>
    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
