using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Research.Models;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Training;

namespace Ploutos.Research.Tests.Training;

/// <summary>The risk model of a candidate: it comes and goes with the expert that it was trained with.</summary>
public sealed class CandidateRiskTests : IDisposable
{
    private readonly BacktestBench _bench = new(tickers: 6, bars: 900);

    private ModelRegistry Registry => new(_bench.Workspace.ModelsFolder);

    private RiskRegistry Risk => new(_bench.Workspace.ModelsFolder);

    [Fact]
    public void A_candidate_with_the_fixed_settings_brings_its_risk_model_along_too()
    {
        Train(
            new TrainRequest
            {
                Experts = ["volatility"],
                Window = 1,
                Fixed = true,
            }
        );
        string first = Risk.Current!;
        Assert.Equal(first, Registry.Load(ExpertDefinition.Volatility).Card.RiskVersion);
        Train(
            new TrainRequest
            {
                Experts = ["volatility"],
                TestFrom = _bench.Day(800),
                Window = 1,
                Fixed = true,
                Candidate = true,
            }
        );
        Assert.Equal(first, Risk.Current);

        var models = new ModelsWorkflow(_bench.Workspace, TimeProvider.System);
        models.Promote("volatility", null);
        Assert.NotEqual(first, Risk.Current);
        Assert.Equal(Registry.Load(ExpertDefinition.Volatility).Card.RiskVersion, Risk.Current);
        models.Rollback("volatility");
        Assert.Equal(first, Risk.Current);
    }

    [Fact]
    public void A_candidate_brings_its_risk_model_along_and_goes_back_with_it()
    {
        Train(
            new TrainRequest
            {
                Experts = ["volatility"],
                Window = 1,
                VolatilityModel = VolatilityModel.Risk,
            }
        );
        string first = Risk.Current!;
        TrainedSummary candidate = Train(
            new TrainRequest
            {
                Experts = ["volatility"],
                TestFrom = _bench.Day(800),
                Window = 1,
                Candidate = true,
                VolatilityModel = VolatilityModel.Risk,
            }
        );
        Assert.True(candidate.Candidate);
        Assert.Equal(first, Risk.Current);
        Assert.Equal(2, Risk.Versions().Count);

        var models = new ModelsWorkflow(_bench.Workspace, TimeProvider.System);
        models.Promote("volatility", null);
        TrainedExpert promoted = Registry.Load(ExpertDefinition.Volatility);
        Assert.NotEqual(first, Risk.Current);
        Assert.Equal(promoted.Simple!.RiskVersion, Risk.Current);

        models.Rollback("volatility");
        Assert.Equal(first, Risk.Current);
        Assert.Equal(first, Registry.Load(ExpertDefinition.Volatility).Simple!.RiskVersion);
    }

    private TrainedSummary Train(TrainRequest request) =>
        _bench.Workflows.Train(request, null, TestContext.Current.CancellationToken)[^1];

    public void Dispose() => _bench.Dispose();
}
