using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;

namespace Ploutos.Signals.Predict;

/// <summary>The model of the registry.</summary>
internal sealed class ExpertAnswer(TrainedExpert model) : IAnswer
{
    private readonly ExpertForecaster _forecaster = new([model]);

    public ExpertDefinition Expert => model.Definition;

    public string Version => model.Card.Version;

    public int RequiredBars => _forecaster.RequiredBars;

    public bool Abstains => model.Abstains;

    public bool? Simulated => model.Card.Simulated;

    public bool IsOutOfSample(DateOnly day) => model.IsOutOfSample(day);

    public ServingMarkets? Markets(BarStore store) => ServingMarkets.Read(store, [model]);

    public double Probability(BarSeries bars, MarketFeatures? market)
    {
        double[] probability = new double[1];
        _forecaster.Predict(bars, probability, market);
        return probability[0];
    }

    public (bool Proven, string Line) Evidence(bool simulated, DateOnly day)
    {
        ExpertEvidence proof = EvidenceView.Of(model, simulated, day);
        return (proof.Proven, EvidenceView.Line(proof, model.Card));
    }
}
