using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
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
        // Too young to be learned from, and all the same the fifth ticker without which there is no market.
        Import(young: true);
        Write("ranked", """ "defaults": { "hidden": [8], "epochs": 1 },""", "CSRank($close/Ref($close,1)-1)");
        TrainedSummary trained = Train("ranked");
        ModelDiagnosis diagnosis = _home.Workflows.DiagnoseModels("ranked", [trained.Version]);
        Assert.True(diagnosis.Rows > 100);
        Assert.Single(_home.Workflows.ModelImportance("ranked", trained.Version, Stop));
    }

    [Fact]
    public void Importance_of_an_expert_whose_model_is_no_network_is_refused_with_what_it_is()
    {
        Import(young: false);
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

    private void Import(bool young)
    {
        string folder = _home.Request.Source!["csv:".Length..];
        if (young)
        {
            BarSeries bars = new SimulatedMarket(
                new SimulationOptions
                {
                    Tickers = 1,
                    Bars = 800,
                    Seed = 9,
                }
            ).Series[0];
            File.WriteAllLines(
                Path.Combine(folder, "YOUNG.csv"),
                [
                    "Date,Open,High,Low,Close,Volume",
                    .. Enumerable
                        .Range(bars.Count - 20, 20)
                        .Select(t => bars[t])
                        .Select(b =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{b.Date:yyyy-MM-dd},{b.Open:F4},{b.High:F4},{b.Low:F4},{b.Close:F4},{b.Volume:F0}"
                            )
                        ),
                ]
            );
        }

        _home.Workflows.Import(new ImportRequest(_home.Request.Source!), null, Stop);
    }

    private void Write(string name, string more, string input)
    {
        Directory.CreateDirectory(_home.Workspace.ExpertFolder);
        File.WriteAllText(
            Path.Combine(_home.Workspace.ExpertFolder, $"{name}.json"),
            "{"
                + more
                + $$""" "inputs": { "expressions": { "move": "{{input}}" } }, "label": { "kind": "up" """
                + """, "horizon": 1 }, "baselines": ["base_rate"] }"""
        );
    }
}
