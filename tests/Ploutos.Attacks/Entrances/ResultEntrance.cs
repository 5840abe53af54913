using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Attacks.Entrances;

/// <summary>Files of finished evaluations and backtests, and the studies, given to what the page, the API and the
/// commands read them with.</summary>
internal sealed class ResultEntrance : IEntrance
{
    private readonly TemporaryFolder _folder;
    private readonly IPloutosWorkflows _workflows;
    private readonly IWorkspaceViews _views;
    private readonly (string File, byte[] Valid)[] _files;

    /// <summary>Attacks the results of a workspace.</summary>
    public ResultEntrance(TemporaryFolder workspace)
    {
        WorkspaceFolder folder = new((_folder = workspace).Path);
        (_workflows, _views) = (
            WorkflowFactory.Create(folder, TimeProvider.System),
            WorkflowFactory.CreateViews(folder, TimeProvider.System)
        );
        _files =
        [
            .. Directory
                .EnumerateFiles(folder.ReportFolder, "*.json", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is "evaluation.json" or "backtest.json")
                .Append(folder.StudyPath)
                .Order(StringComparer.Ordinal)
                .Select(file => (file, File.ReadAllBytes(file))),
        ];
    }

    public string Name => "results";

    public void Attack(Dice dice)
    {
        (string file, byte[] valid) = dice.Pick(_files);
        bool json = file.EndsWith(".json", StringComparison.Ordinal);
        dice.Bytes = !json || dice.OnceIn(4) ? ByteMutation.Spoil(valid, dice) : JsonMutation.Spoil(valid, dice);
        dice.Story = Path.GetFileName(file);
        File.WriteAllBytes(file, dice.Bytes);
        string id = Path.GetFileName(Path.GetDirectoryName(file)!);
        try
        {
            Read(() => _workflows.Backtests());
            Read(() => _workflows.Backtest(id));
            Read(() => _workflows.Evidence());
            Read(() => _views.Evaluations());
            Read(() => _views.Evaluation(id));
            if (json)
                return;
            Read(() => _views.Studies());
            Read(() => _views.Study("v7_momentum"));
        }
        finally
        {
            File.WriteAllBytes(file, valid);
        }
    }

    public void Dispose()
    {
        _views.Dispose();
        _folder.Dispose();
    }

    private static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            return; // refused by a documented error
        }
    }
}
