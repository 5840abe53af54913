using System.Collections.Concurrent;
using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData.Columns;
using Ploutos.Storage;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.ExpertFiles;

/// <summary>The experts of a workspace: the three that are built in, and those of its files,
/// <c>experts/NAME.json</c>. A file is read when its expert is asked for, so that a broken one stops
/// nobody else.</summary>
public sealed class ExpertCatalog(WorkspaceFolder workspace)
{
    /// <summary>Stands for every expert.</summary>
    public const string All = "all";

    private const int MostBytes = 1 << 20;

    /// <summary>Where the file of an expert lies, whether it is there or not.</summary>
    /// <exception cref="PloutosException">The name breaks its rule.</exception>
    public string PathOf(string name) =>
        ExpertNameRule.Problem(name) is { } problem
            ? throw new PloutosException(Fault.WrongUsage, problem)
            : Path.Combine(workspace.ExpertFolder, $"{name}.json");

    /// <summary>Names of the files and of the experts in code, in order; those that no expert can have among
    /// them.</summary>
    public IReadOnlyList<string> FileNames() =>
        [
            .. (Directory.Exists(workspace.ExpertFolder) ? Directory.GetFiles(workspace.ExpertFolder, "*.json") : [])
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Where(n => !n.EndsWith(".schema", StringComparison.Ordinal))
                .Union(workspace.OwnExperts.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The experts of these names: built-in ones in the order they vote, then the others in
    /// the order given. Without a name the built-in ones; <see cref="All"/> names these and every
    /// file.</summary>
    /// <exception cref="PloutosException">A name is unknown.</exception>
    /// <exception cref="StorageException">A file breaks a rule.</exception>
    public IReadOnlyList<ExpertDefinition> Choose(IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 })
            return ExpertDefinition.All;
        IEnumerable<string> wanted = names
            .SelectMany(n =>
                n.Equals(All, StringComparison.OrdinalIgnoreCase)
                    ? [.. ExpertDefinition.All.Select(e => e.Name), .. FileNames()]
                    : new[] { n }
            )
            .Distinct(StringComparer.OrdinalIgnoreCase);
        ExpertDefinition[] chosen = [.. wanted.Select(Get)];
        return [.. ExpertDefinition.All.Where(chosen.Contains), .. chosen.Where(e => !e.IsBuiltIn)];
    }

    /// <summary>The expert of a name, in any case.</summary>
    /// <exception cref="PloutosException">There is none.</exception>
    /// <exception cref="StorageException">Its file breaks a rule.</exception>
    public ExpertDefinition Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string small = name.ToLowerInvariant();
        if (ExpertDefinition.All.FirstOrDefault(e => e.Name == small) is { } known)
            return known;
        if (small == RiskDefinition.Name)
            throw new PloutosException(
                Fault.WrongUsage,
                $"'{name}' is the risk model, which is trained by that name and forecasts in units; here an expert that"
                    + " votes is asked for."
            )
            {
                Remedies = [new ChangeOption("expert", Known())],
            };
        bool isInCode = workspace.OwnExperts.TryGetValue(small, out string? inCode);
        if (ExpertNameRule.Problem(small) is not null || !(isInCode || File.Exists(PathOf(small))))
            throw new PloutosException(
                Fault.WrongUsage,
                $"expert must be {Known()}, but got '{name}'. A file of {workspace.ExpertFolder} makes another one."
            )
            {
                Remedies = [new ChangeOption("expert", Known())],
            };
        string path = PathOf(small);
        if (!isInCode && new FileInfo(path).Length > MostBytes)
            throw new PloutosException(
                Fault.Settings,
                $"{path} must have at most {MostBytes} bytes, but has {new FileInfo(path).Length}. Make it shorter."
            );
        byte[] content = isInCode ? Encoding.UTF8.GetBytes(inCode!) : File.ReadAllBytes(path);
        ExpertDefinition expert = Read(content, path, small);
        return expert.ModelFolder == ExpertNameRule.FolderOf(small)
            ? expert
            : throw new PloutosException(
                Fault.Settings,
                $"{path}: 'folder' must be {ExpertNameRule.FolderOf(small)}, but is '{expert.ModelFolder}'. Leave it"
                    + " out."
            );
    }

    /// <summary>An expert as it was when a version of its model was trained; null for a built-in one, and
    /// where it was not kept.</summary>
    /// <param name="name">The expert's name.</param>
    /// <param name="version">A version of its model.</param>
    /// <exception cref="StorageException">What was kept can't be read.</exception>
    public ExpertDefinition? AsTrained(string name, string version) =>
        TrainedDefinition.Find(workspace.ModelsFolder, name, version, (content, path) => Read(content, path, name));

    /// <summary>The expert with other files of columns behind its inputs; itself where it has none.</summary>
    /// <param name="expert">The expert.</param>
    /// <param name="change">From a file as it lies there to the one that is read in its place.</param>
    public ExpertDefinition WithFiles(ExpertDefinition expert, Func<ColumnFile, ColumnFile> change)
    {
        ArgumentNullException.ThrowIfNull(expert);
        ArgumentNullException.ThrowIfNull(change);
        if (expert.Columns.IsEmpty)
            return expert;
        var changed = new ConcurrentDictionary<string, Lazy<ColumnFile>>(StringComparer.Ordinal);
        return ExpertFile.Read(
            Encoding.UTF8.GetBytes(expert.Text),
            PathOf(expert.Name),
            expert.Name,
            workspace.ExpertFolder,
            workspace.OwnFeatures,
            workspace.OwnLabels,
            path => changed.GetOrAdd(path, p => new(() => change(ColumnFile.Read(p)))).Value,
            workspace.ForeignModels,
            workspace.Boosting
        );
    }

    private ExpertDefinition Read(byte[] content, string path, string name) =>
        ExpertFile.Read(
            content,
            path,
            name,
            workspace.ExpertFolder,
            workspace.OwnFeatures,
            workspace.OwnLabels,
            foreign: workspace.ForeignModels,
            boosting: workspace.Boosting
        );

    private string Known() =>
        $"one of {string.Join(", ", ExpertDefinition.All.Select(e => e.Name).Concat(FileNames()))} or {All}";
}
