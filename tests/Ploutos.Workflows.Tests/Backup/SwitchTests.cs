using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workflows.Backup;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows.Tests.Backup;

/// <summary>A restore that stops after any of its file operations, and so does whoever finishes it.
/// A process that dies leaves what the steps before have done.</summary>
public sealed class SwitchTests : IDisposable
{
    private const string Stage = ".restore-1-1",
        Aside = "before-restore-20261126-120000";

    private static readonly string[] s_old =
    [
        "data/ploutos.db old",
        "data/signals.txt old",
        "logs/a.log old",
        "paper.json old",
        "thesis.txt old",
    ];

    private static readonly string[] s_new =
    [
        "alerts.json new",
        "data/ploutos.db new",
        "models/x/model.json new",
        "paper.json new",
    ];

    private readonly TemporaryFolder _folder = new();

    private WorkspaceFolder Workspace => new(_folder.Path);

    private IPloutosWorkflows Workflows => WorkflowFactory.Create(Workspace, TimeProvider.System);

    private static SwitchPlan Plan =>
        new(
            "the backup 'b.tar.gz'",
            DateTimeOffset.UnixEpoch,
            Stage,
            Aside,
            ["data", "logs", "paper.json", "thesis.txt"],
            ["alerts.json", "data", "models", "paper.json"]
        );

    [Fact]
    public void After_every_file_operation_the_next_command_finds_one_state_whole()
    {
        int operations = Count(Begun);
        Assert.True(operations > 10, $"only {operations} operations were seen");
        for (int done = 0; done <= operations; done++)
        {
            Prepare();
            Run(Begun().Take(done));
            Workflows.Backtests();
            AssertState(switched: done > 0);
        }
    }

    [Fact]
    public void Whoever_completes_it_may_die_at_any_operation_too()
    {
        int operations = Count(Begun);
        for (int done = 1; done < operations; done++)
        {
            for (int again = 0; again <= operations; again++)
            {
                Prepare();
                Run(Begun().Take(done));
                Run(new SwitchSteps(Workspace, Plan).Complete().Take(again));
                Workflows.Backtests();
                AssertState(switched: true);
            }
        }
    }

    [Fact]
    public void What_can_no_longer_be_completed_is_undone_whoever_dies_while_he_undoes_it()
    {
        int operations = Count(Begun);
        for (int done = 1; done < operations; done++)
        {
            for (int again = 0; again < operations; again++)
            {
                Prepare();
                Run(Begun().Take(done));
                if (!Directory.Exists(_folder.File(Stage, "models")))
                    continue;
                Directory.Delete(_folder.File(Stage, "models"), recursive: true);
                Run(new SwitchSteps(Workspace, Plan).Undo().Take(again));
                Workflows.Backtests();
                AssertState(switched: false);
            }
        }
    }

    [Fact]
    public void What_somebody_wrote_between_the_two_states_is_kept()
    {
        Prepare();
        Run(Begun().TakeWhile(step => !step.Contains("the new", StringComparison.Ordinal)));
        Directory.CreateDirectory(_folder.File("models"));
        File.WriteAllText(_folder.File("models", "mine"), "mine");
        Workflows.Backtests();
        Assert.Equal(s_new, State(n => n != Aside));
        Assert.Equal("mine", File.ReadAllText(_folder.File(Aside, "models", "mine")));
    }

    [Fact]
    public void A_switch_that_can_not_move_an_entry_is_undone_by_itself()
    {
        Prepare();
        File.WriteAllText(_folder.File(Aside), "in the way");
        bool journalled = false;
        var error = Assert.Throws<PloutosException>(() =>
            WorkspaceUse.Switch(Workspace, Plan, () => journalled = File.Exists(_folder.File(SwitchPlan.Journal)))
        );
        Assert.True(journalled);
        Assert.Contains("Everything is as it was", error.Message, StringComparison.Ordinal);
        File.Delete(_folder.File(Aside));
        AssertState(switched: false);
    }

    [Fact]
    public void Every_verb_and_every_view_names_a_state_between_that_it_can_not_finish()
    {
        Prepare();
        using IWorkspaceViews views = WorkflowFactory.CreateViews(Workspace, TimeProvider.System);
        Run(Begun().Take(1));
        File.WriteAllText(_folder.File(Aside), "in the way");
        CancellationToken stop = TestContext.Current.CancellationToken;
        foreach (
            Action verb in new Action[]
            {
                () => Workflows.List(),
                () => Workflows.Import(new("simulated"), null, stop),
                () => Workflows.Train(new(), null, stop),
                () => Workflows.Predict(new() { Ticker = "NVDA" }, null, stop),
                () => Workflows.Signals(new SignalQuery()),
                () => Workflows.Status(),
                () => Workflows.Verify(stop),
                () => Workflows.Models(null),
                () => Workflows.RollbackModel(null),
                () => Workflows.Alerts(),
                () => Workflows.PaperRun(stop),
                () => Workflows.Backup(new(), null, stop),
                () => Workflows.Restore(new(_folder.File("paper.json"), Force: true), null, stop),
                () => Workflows.LiveOnce(new(), null, stop),
                () => _ = Workflows.LiveAsync(new(), null, stop),
                () => WorkflowFactory.CreateViews(Workspace, TimeProvider.System),
            }
        )
        {
            var error = Assert.Throws<PloutosException>(verb);
            Assert.Equal(Fault.Damaged, error.Fault);
            Assert.Contains("between two states", error.Message, StringComparison.Ordinal);
            Assert.Contains("the next command then completes the restore", error.Message, StringComparison.Ordinal);
        }

        Assert.Contains(
            Workflows.Doctor(),
            c => c.Status == HealthState.Error && c.Detail.Contains("between two states", StringComparison.Ordinal)
        );
        Assert.Contains(
            "between two states",
            Assert.Throws<ViewException>(() => views.Studies()).Message,
            StringComparison.Ordinal
        );

        File.Delete(_folder.File(Aside));
        Workflows.Backtests();
        AssertState(switched: true);
    }

    [Fact]
    public void A_workspace_that_somebody_looks_at_is_not_replaced_below_him()
    {
        Prepare();
        using IWorkspaceViews views = WorkflowFactory.CreateViews(Workspace, TimeProvider.System);
        views.Studies();
        var error = Assert.Throws<PloutosException>(() => WorkspaceUse.Alone(Workspace));
        Assert.Equal(Fault.Busy, error.Fault);
        Assert.Contains("in use", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".use.lock")]
    [InlineData("data/use.lock")] // an earlier version's
    public void A_process_that_uses_the_workspace_keeps_a_restore_out(string file)
    {
        Prepare();
        File.WriteAllBytes(_folder.File(file), []);
        using (UseLock.Share(_folder.File(file), create: false, TimeSpan.Zero))
            Assert.Equal(Fault.Busy, Assert.Throws<PloutosException>(() => WorkspaceUse.Alone(Workspace)).Fault);
        using IDisposable? alone = WorkspaceUse.Alone(Workspace);
        Assert.NotNull(alone);
    }

    [Fact]
    public void Whoever_enters_after_a_switch_holds_the_same_lock_as_whoever_entered_before_it()
    {
        Prepare();
        using IDisposable? before = WorkspaceUse.Enter(Workspace, TimeProvider.System, writes: true);
        Run(Begun());
        Assert.NotNull(before);
        Assert.Throws<PloutosException>(() => WorkspaceUse.Alone(Workspace));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"what":"x","since":"2026-11-26T00:00:00Z","stage":"..","aside":"a","leaving":[],"coming":[]}""")]
    [InlineData(
        """{"what":"x","since":"2026-11-26T00:00:00Z","stage":"s","aside":"a","leaving":["/etc"],"coming":[]}"""
    )]
    public void A_journal_that_can_not_be_used_is_named_with_the_way_out(string journal)
    {
        File.WriteAllText(_folder.File(SwitchPlan.Journal), journal);
        var error = Assert.Throws<PloutosException>(() => Workflows.Backtests());
        Assert.Contains("between two states", error.Message, StringComparison.Ordinal);
        Assert.Contains(SwitchPlan.Journal, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Begun()
    {
        SwitchSteps steps = new(Workspace, Plan);
        return steps.Begin().Concat(steps.Complete());
    }

    private int Count(Func<IEnumerable<string>> steps)
    {
        Prepare();
        return Run(steps());
    }

    private static int Run(IEnumerable<string> steps) => steps.Count();

    private void Prepare()
    {
        foreach (string entry in Directory.GetFileSystemEntries(_folder.Path))
        {
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }

        Write(_folder.Path, s_old);
        Write(_folder.File(Stage), s_new);
    }

    private static void Write(string root, string[] files)
    {
        foreach (string[] file in files.Select(f => f.Split(' ')))
        {
            string path = Path.Combine(root, file[0]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file[1]);
        }
    }

    private void AssertState(bool switched)
    {
        Assert.Equal(switched ? s_new : s_old, State(n => n is not (Stage or Aside)));
        if (switched)
            Assert.Equal(s_old, Files(_folder.File(Aside)));
        else
            Assert.False(Directory.Exists(_folder.File(Aside)));
        Assert.False(File.Exists(_folder.File(SwitchPlan.Journal)));
    }

    private string[] State(Func<string, bool> counts) => [.. Files(_folder.Path).Where(f => counts(f.Split('/')[0]))];

    private static string[] Files(string root) =>
        [
            .. Directory
                .GetFiles(root, "*", SearchOption.AllDirectories)
                .Select(f => (Name: Path.GetRelativePath(root, f), Path: f))
                .Where(f => !f.Name.EndsWith(".lock", StringComparison.Ordinal))
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => $"{f.Name} {File.ReadAllText(f.Path)}"),
        ];
}
