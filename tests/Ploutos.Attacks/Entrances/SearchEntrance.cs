using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.Experts.Definitions;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Attacks.Entrances;

/// <summary>The result of a search, given to its readers directly: the commands that read it take
/// long.</summary>
internal sealed class SearchEntrance : IEntrance
{
    private readonly TemporaryFolder _folder;
    private readonly WorkspaceFolder _workspace;
    private readonly string _file;
    private readonly byte[] _valid;

    /// <summary>Attacks the momentum expert's result.</summary>
    public SearchEntrance(TemporaryFolder workspace)
    {
        (_folder, _workspace) = (workspace, new(workspace.Path));
        _file = _workspace.OptimizationResult(ExpertDefinition.Momentum.Name);
        _valid = File.ReadAllBytes(_file);
    }

    public string Name => "search";

    public void Attack(Dice dice)
    {
        dice.Bytes = dice.OnceIn(4) ? ByteMutation.Spoil(_valid, dice) : JsonMutation.Spoil(_valid, dice);
        File.WriteAllBytes(_file, dice.Bytes);
        SearchResult.TryRead(_file);
        try
        {
            HyperparameterFile.Find(_workspace, ExpertDefinition.Momentum);
        }
        catch (PloutosException)
        {
            return;
        }
    }

    public void Dispose() => _folder.Dispose();
}
