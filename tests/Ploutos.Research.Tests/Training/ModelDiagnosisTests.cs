using System.Globalization;
using Ploutos.Research.Models;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.Training;

/// <summary>Looking into a version of a model.</summary>
public sealed class ModelDiagnosisTests : IDisposable
{
    private readonly EvaluationWorkspace _home = new(tickers: 4, bars: 800);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public void An_expert_that_looks_at_all_tickers_of_a_day_is_looked_into_among_all_that_it_was_trained_among()
    {
        // Without an input on all days, and all the same the fifth ticker, without which there is no market.
        Import(small: true);
        Write(
            "ranked",
            """ "defaults": { "hidden": [8], "epochs": 1 },""",
            "CSRank($close/Ref($close,1)-1)",
            "Log($close-10)"
        );
        TrainedSummary trained = Train("ranked");
        ModelDiagnosis diagnosis = _home.Workflows.DiagnoseModels("ranked", [trained.Version]);
        Assert.True(diagnosis.Rows > 100);
        Assert.Equal(2, _home.Workflows.ModelImportance("ranked", trained.Version, Stop).Count);
    }

    [Fact]
    public void Importance_of_an_expert_whose_model_is_no_network_is_refused_with_what_it_is()
    {
        Import(small: false);
        Write("line", """ "model": "linear",""", "$close/Ref($close,1)-1");
        TrainedSummary trained = Train("line");
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            _home.Workflows.ModelImportance("line", trained.Version, Stop)
        );
        Assert.Equal(Fault.WrongUsage, refused.Fault);
        Assert.Contains("the model of line is logistic regression", refused.Message, StringComparison.Ordinal);
    }

    private TrainedSummary Train(string expert) =>
        Assert.Single(
            _home.Workflows.Train(
                new()
                {
                    Experts = [expert],
                    Fixed = true,
                    Window = 1,
                },
                null,
                Stop
            )
        );

    /// <summary>Imports four tickers, and a fifth whose prices are below 10.</summary>
    private void Import(bool small)
    {
        string folder = _home.Request.Source!["csv:".Length..];
        if (small)
        {
            string[] lines = File.ReadAllLines(Directory.GetFiles(folder)[0]);
            File.WriteAllLines(Path.Combine(folder, "SMALL.csv"), [lines[0], .. lines.Skip(1).Select(Smaller)]);
        }

        _home.Workflows.Import(new ImportRequest(_home.Request.Source!), null, Stop);

        static string Smaller(string line)
        {
            string[] cells = line.Split(',');
            for (int i = 1; i <= 4; i++)
                cells[i] = (double.Parse(cells[i], CultureInfo.InvariantCulture) / 500).ToString(
                    "F6",
                    CultureInfo.InvariantCulture
                );
            return string.Join(',', cells);
        }
    }

    private void Write(string name, string more, params string[] inputs)
    {
        string expressions = string.Join(", ", inputs.Select((input, i) => $"\"input{i}\": \"{input}\""));
        Directory.CreateDirectory(_home.Workspace.ExpertFolder);
        File.WriteAllText(
            Path.Combine(_home.Workspace.ExpertFolder, $"{name}.json"),
            $$"""
            {
              {{more}}
              "inputs": { "expressions": { {{expressions}} } },
              "label": { "kind": "up", "horizon": 1 },
              "baselines": ["base_rate"]
            }
            """
        );
    }
}
