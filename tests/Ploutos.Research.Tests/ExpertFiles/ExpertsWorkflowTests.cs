using Ploutos.MarketData;
using Ploutos.Research.ExpertFiles;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Training;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.ExpertFiles;

public sealed class ExpertsWorkflowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private IPloutosWorkflows Workflows =>
        WorkflowFactory.Create(new WorkspaceFolder(_folder.Path), TimeProvider.System);

    private string FileOf(string name) => _folder.File("experts", $"{name}.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_expert_is_a_commented_file_with_the_schema_beside_it_and_replaces_nothing_unasked()
    {
        ExpertView made = Workflows.NewExpert("mine", replace: false);
        Assert.Equal(FileOf("mine"), made.File);
        Assert.Contains("// An expert of your own", File.ReadAllText(FileOf("mine")), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("experts", "expert.schema.json")));
        File.AppendAllText(FileOf("mine"), "\n");
        string before = File.ReadAllText(FileOf("mine"));
        Assert.Throws<PloutosException>(() => Workflows.NewExpert("mine", replace: false));
        Assert.Equal(before, File.ReadAllText(FileOf("mine")));
        Workflows.NewExpert("mine", replace: true);
        Assert.NotEqual(before, File.ReadAllText(FileOf("mine")));
        Assert.Equal(Fault.WrongUsage, Assert.Throws<PloutosException>(() => Workflows.NewExpert("All", false)).Fault);
    }

    [Fact]
    public void The_list_holds_built_in_experts_and_files_and_says_which_file_is_broken()
    {
        Assert.Equal(["momentum", "reversion", "volatility", "risk"], Workflows.Experts().Select(e => e.Name));
        Workflows.NewExpert("mine", replace: false);
        File.WriteAllText(FileOf("bad"), "{ \"inputs\": { \"features\": [\"momentun\"] } }");
        File.WriteAllText(FileOf("Not A Name"), "{}");
        IReadOnlyList<ExpertView> all = Workflows.Experts();
        Assert.Equal(
            ["momentum", "reversion", "volatility", "risk", "Not A Name", "bad", "mine"],
            all.Select(e => e.Name)
        );
        Assert.Equal([true, true, true, true, false, false, false], all.Select(e => e.BuiltIn));
        Assert.Contains("'Not A Name'", all[4].Problem, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'momentum'?", all[5].Problem, StringComparison.Ordinal);
        Assert.Null(all[6].Problem);
        // A broken file stops nobody else.
        Assert.Equal("mine", Workflows.Expert("Mine").Name);
        Assert.Equal(Fault.Settings, Assert.Throws<PloutosException>(() => Workflows.Expert("bad")).Fault);
    }

    [Fact]
    public void An_unknown_expert_is_wrong_usage_with_the_known_ones()
    {
        Workflows.NewExpert("mine", replace: false);
        PloutosException error = Assert.Throws<PloutosException>(() =>
            Workflows.Train(new TrainRequest { Experts = ["momentun"] }, null, TestContext.Current.CancellationToken)
        );
        Assert.Equal(Fault.WrongUsage, error.Fault);
        Assert.Contains(
            "expert must be one of momentum, reversion, volatility, mine or all, but got 'momentun'.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_check_says_how_many_rows_there_are_and_what_is_missing()
    {
        using var bench = new BacktestBench(tickers: 2, bars: 300);
        bench.Workflows.NewExpert("mine", replace: false);
        ExpertCheck check = bench.Workflows.CheckExpert("mine");
        Assert.Equal((2, 600), (check.Tickers, check.Bars));
        Assert.Equal(2 * (300 - 59 - 5), check.Rows);
        Assert.InRange(check.ClassOne!.Value, 0.3, 0.7);
        Assert.Empty(check.Notes);

        File.WriteAllText(
            Path.Combine(bench.Workspace.ExpertFolder, "long.json"),
            """
            {
              "inputs": { "expressions": { "far": "$close/Ref($close,400)", "never": "Log(0-$close)" } },
              "label": { "kind": "up", "horizon": 5 }
            }
            """
        );
        ExpertCheck none = bench.Workflows.CheckExpert("long");
        Assert.Equal(0, none.Rows);
        Assert.Null(none.ClassOne);
        Assert.Contains(
            none.Notes,
            n => n.Contains("2 of 2 tickers have fewer than the 401 bars", StringComparison.Ordinal)
        );
        Assert.Contains(none.Notes, n => n.Contains("nothing can be learned", StringComparison.Ordinal));
    }

    [Fact]
    public void That_a_feature_in_code_hides_a_set_is_said_of_the_expert_that_names_it_alone()
    {
        using var bench = new BacktestBench(tickers: 2, bars: 300);
        WorkspaceFolder workspace = new(bench.Workspace.Root)
        {
            OwnFeatures = [new("market", bars => Array.ConvertAll(bars.Close.ToArray(), Math.Log))],
        };
        Directory.CreateDirectory(workspace.ExpertFolder);
        foreach ((string name, string feature) in new[] { ("names", "market"), ("other", "reversion.z_score_60") })
            File.WriteAllText(
                Path.Combine(workspace.ExpertFolder, $"{name}.json"),
                $$"""{ "inputs": { "features": ["{{feature}}"] }, "label": { "kind": "up", "horizon": 1 } }"""
            );
        var experts = new ExpertsWorkflow(workspace, TimeProvider.System);
        bool Says(string expert) =>
            experts
                .Check(expert)
                .Notes.Any(n => n.StartsWith("'market' among the features is your", StringComparison.Ordinal));
        Assert.True(Says("names"));
        Assert.False(Says("other"));
    }
}
