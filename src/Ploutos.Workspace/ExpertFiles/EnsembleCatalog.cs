using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Storage;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.ExpertFiles;

/// <summary>The ensembles of a workspace: the one that makes its signals, <c>ensemble.json</c>, where there
/// is no such file the published one; and those of <c>ensembles/NAME.json</c>, which stand beside it to be
/// compared.</summary>
public sealed class EnsembleCatalog(WorkspaceFolder workspace)
{
    /// <summary>The name of the one that <c>ensemble.json</c> holds.</summary>
    public const string Own = "ensemble";

    private const int MostBytes = 1 << 20;
    private readonly ExpertCatalog _experts = new(workspace);

    /// <summary>Where the file of an ensemble lies, whether it is there or not.</summary>
    /// <exception cref="PloutosException">The name breaks its rule.</exception>
    public string PathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == Own)
            return workspace.EnsembleFile;
        return name == EnsembleDefinition.PublishedName || ExpertNameRule.Problem(name) is not null
            ? throw new PloutosException(
                Fault.WrongUsage,
                $"The name of an ensemble must be 1 to 32 small letters, digits, '_' and '-', beginning with a letter,"
                    + $" and none of Ploutos itself, but is '{name}'. Choose another one; '{Own}' stands for"
                    + $" {workspace.EnsembleFile}."
            )
            : Path.Combine(workspace.EnsembleFolder, $"{name}.json");
    }

    /// <summary>Names of all ensembles: the published one, that of <c>ensemble.json</c> where it is there,
    /// and the files beside it in order.</summary>
    public IReadOnlyList<string> Names() =>
        [
            EnsembleDefinition.PublishedName,
            .. File.Exists(workspace.EnsembleFile) ? (string[])[Own] : [],
            .. (
                Directory.Exists(workspace.EnsembleFolder) ? Directory.GetFiles(workspace.EnsembleFolder, "*.json") : []
            )
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Where(n => !n.EndsWith(".schema", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The one that makes the signals.</summary>
    /// <exception cref="PloutosException">Its file breaks a rule, or names an unknown expert.</exception>
    public EnsembleDefinition Current() =>
        File.Exists(workspace.EnsembleFile) ? Get(Own) : EnsembleDefinition.Published;

    /// <summary>The ensemble of a name; without one the one that makes the signals.</summary>
    /// <exception cref="PloutosException">There is none, its file breaks a rule, or it names an unknown
    /// expert.</exception>
    public EnsembleDefinition Get(string? name)
    {
        if (name is null)
            return Current();
        string small = name.ToLowerInvariant();
        if (small == EnsembleDefinition.PublishedName)
            return EnsembleDefinition.Published;
        bool isPossible = small == Own || ExpertNameRule.Problem(small) is null;
        if (!isPossible || !File.Exists(PathOf(small)))
        {
            string known = $"one of {string.Join(", ", Names())}";
            throw new PloutosException(
                Fault.WrongUsage,
                $"ensemble must be {known}, but got '{name}'. A file of {workspace.EnsembleFolder} makes another one."
            )
            {
                Remedies = [new ChangeOption("ensemble", known)],
            };
        }

        string path = PathOf(small);
        if (new FileInfo(path).Length > MostBytes)
            throw new PloutosException(
                Fault.Settings,
                $"{path} must have at most {MostBytes} bytes, but has {new FileInfo(path).Length}. Make it shorter."
            );
        try
        {
            return EnsembleFile.Read(File.ReadAllBytes(path), path, small, _experts.Get);
        }
        catch (StorageException e) when (e.Fault == StorageFault.Settings)
        {
            throw new PloutosException(Fault.Settings, e.Message, e);
        }
        catch (PloutosException e) when (e.Fault == Fault.WrongUsage)
        {
            throw new PloutosException(Fault.Settings, $"{path}: {e.Message}", e);
        }
    }

    /// <summary>The ensembles whose file can be read, the published one first; of the others the reason is
    /// told.</summary>
    /// <param name="broken">Is told name and reason of each that can't be read.</param>
    public IReadOnlyList<EnsembleDefinition> Sound(Action<string, string>? broken = null)
    {
        var sound = new List<EnsembleDefinition>();
        foreach (string name in Names())
        {
            try
            {
                sound.Add(Get(name));
            }
            catch (PloutosException e)
            {
                broken?.Invoke(name, e.Message);
            }
        }

        return sound;
    }

    /// <summary>The built-in experts, and the others that vote for the workspace's signals; these are left
    /// out where the file can't be read.</summary>
    public IReadOnlyList<ExpertDefinition> Experts()
    {
        try
        {
            return [.. ExpertDefinition.All, .. Current().Experts.Where(e => !e.IsBuiltIn)];
        }
        catch (PloutosException)
        {
            return ExpertDefinition.All;
        }
    }

    /// <summary>The models that predict now, under the vote of an ensemble.</summary>
    /// <param name="name">Its name; null for the one that makes the signals.</param>
    /// <exception cref="PloutosException">There is no such ensemble, or its file breaks a rule.</exception>
    /// <exception cref="FileNotFoundException">A model is missing, or the thresholds are.</exception>
    /// <exception cref="InvalidDataException">A model is broken.</exception>
    public Ensemble Load(string? name = null) => Ensemble.Load(new ModelRegistry(workspace.ModelsFolder), Get(name));
}
