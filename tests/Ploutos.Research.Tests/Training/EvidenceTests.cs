using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tests.Training;

/// <summary>Evidence from a real training, and what a prediction makes of it.</summary>
public sealed class EvidenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private IPloutosWorkflows Workflows =>
        WorkflowFactory.Create(new WorkspaceFolder(_folder.Path), TimeProvider.System);

    [Fact]
    public void A_training_holds_the_expert_against_every_baseline_and_a_prediction_tells_it()
    {
        IPloutosWorkflows workflows = Workflows;
        workflows.Import(
            new ImportRequest("simulated:4", ["SIM01", "SIM02"]),
            null,
            TestContext.Current.CancellationToken
        );
        IReadOnlyList<TrainedSummary> trained = workflows.Train(
            new TrainRequest { Window = 1 },
            null,
            TestContext.Current.CancellationToken
        );

        ExpertEvidence volatility = trained.Single(t => t.Expert == "volatility").Evidence!,
            momentum = trained.Single(t => t.Expert == "momentum").Evidence!;
        Assert.Equal(["base_rate", "logistic", "har", "ewma", "deviation20"], volatility.Baselines.Select(b => b.Name));
        Assert.Equal(["base_rate", "logistic", "momentum_12_1", "reversal_5"], momentum.Baselines.Select(b => b.Name));
        foreach (ExpertEvidence evidence in new[] { volatility, momentum })
        {
            BaselineComparison coin = evidence.Baselines[0];
            Assert.Equal(0.5, coin.Auc.Value, 1e-9);
            Assert.Equal(evidence.Auc!.Value - 0.5, coin.AucGain.Value, 1e-9);
            Assert.Equal(coin.LogLoss.Value - evidence.LogLoss!.Value, coin.LogLossGain.Value, 1e-9);
            Assert.All(evidence.Baselines, b => Assert.InRange(b.AucGain.Value, b.AucGain.Low, b.AucGain.High));
            Assert.Equal(
                evidence.Baselines.Max(b => b.Auc.Value),
                evidence.Baselines.Single(b => b.BestByAuc).Auc.Value
            );
            bool rule =
                evidence.Baselines.Single(b => b.BestByAuc).AucGain.Low > 0
                && evidence.Baselines.Single(b => b.BestByLogLoss).LogLossGain.Low > 0;
            Assert.Equal(rule, evidence.Proven);
        }

        Assert.Equal(
            trained.Select(t => (t.Expert, t.Evidence!.Proven)),
            workflows.Evidence().Select(e => (e.Expert, e.Proven))
        );
        Prediction prediction = workflows.Predict(
            new PredictRequest { Ticker = "SIM01", Log = false },
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(momentum.Auc!.Value, prediction.Experts[0].Proof!.Auc!.Value);
        Assert.Contains("out of sample", prediction.Experts[0].Evidence, StringComparison.Ordinal);

        Without_its_evidence_a_model_predicts_but_is_unproven_and_a_STRONG_signal_is_plain();
    }

    /// <summary>The models of an earlier version, in the same workspace: training again would only
    /// cost time.</summary>
    private void Without_its_evidence_a_model_predicts_but_is_unproven_and_a_STRONG_signal_is_plain()
    {
        foreach (ExpertDefinition expert in ExpertDefinition.All)
            File.Delete(Path.Combine(_folder.Path, "models", expert.ModelFolder, "evidence.json"));

        Prediction gated = Workflows.Predict(
            new PredictRequest
            {
                Ticker = "SIM01",
                Weak = 0,
                Strong = 0,
                Log = false,
            },
            null,
            TestContext.Current.CancellationToken
        );
        Prediction raw = Workflows.Predict(
            new PredictRequest
            {
                Ticker = "SIM01",
                Weak = 0,
                Strong = 0,
                Log = false,
                Ungated = true,
            },
            null,
            TestContext.Current.CancellationToken
        );

        Assert.All(gated.Experts, e => Assert.False(e.Proven));
        Assert.Contains("train again", gated.Experts[0].Evidence, StringComparison.Ordinal);
        Assert.IsType<TrainAgain>(Assert.Single(gated.Experts[0].Proof!.Remedies));
        Assert.StartsWith("STRONG ", gated.RawSignal, StringComparison.Ordinal);
        Assert.Equal(gated.RawSignal!["STRONG ".Length..], gated.Signal);
        Assert.Contains("neither momentum nor reversion is proven", gated.GateReason, StringComparison.Ordinal);
        Assert.Equal(gated.RawSignal, raw.Signal);
        Assert.Equal(gated.GateReason, raw.GateReason);
    }

    public void Dispose() => _folder.Dispose();
}
