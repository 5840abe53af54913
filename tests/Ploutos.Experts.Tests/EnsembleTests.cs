using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests;

public sealed class EnsembleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelRegistry _registry;
    private readonly IReadOnlyList<BarSeries> _bars = Markets.Bars();
    private readonly TrainedExpert[] _models;

    public EnsembleTests()
    {
        _registry = new(_folder.Path);
        _models = [.. ExpertDefinition.All.Select(e => _registry.Save(Markets.Untrained(e, _bars, window: 4)))];
    }

    [Fact]
    public void It_decides_from_the_forecasts_of_its_models_and_its_own_thresholds()
    {
        Ensemble ensemble = Load(0.01, 0.02);
        double[] p = new double[3];
        new ExpertForecaster(_models).Predict(_bars[0], p);
        SignalDecision decision = ensemble.Decide(_bars[0]);

        Assert.Equal(p, Enumerable.Range(0, 3).Select(i => decision.Probabilities[i]));
        Assert.Equal(SignalDecision.Of(new(p[0], p[1], p[2]), new(0.01, 0.02)).Score, decision.Score);
        Assert.Equal((0.01, 0.02), (decision.Thresholds.Weak, decision.Thresholds.Strong));
        Assert.Equal(_models.Select(m => m.Card.Version), ExpertDefinition.All.Select(e => ensemble.Versions[e.Name]));
        Assert.True(ensemble.IsFitted && ensemble.IsSimulated);
    }

    [Fact]
    public void Nobody_is_proven_here_so_that_no_threshold_makes_a_signal_STRONG()
    {
        SignalDecision decision = Load(0.01, 0.02).Decide(_bars[0], new VoteThresholds(0, 0));
        Assert.Contains(decision.Raw, new[] { Signal.StrongBuy, Signal.StrongSell });
        Assert.Contains(decision.Signal, new[] { Signal.Buy, Signal.Sell });
        Assert.NotNull(decision.Reason);
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        Ensemble ensemble = Load(0.01, 0.02);
        double[] alone = [.. _bars.Select(b => ensemble.Decide(b).Score)];
        double[] together = new double[64];
        Parallel.For(0, together.Length, i => together[i] = ensemble.Decide(_bars[i % _bars.Count]).Score);
        Assert.Equal(Enumerable.Range(0, together.Length).Select(i => alone[i % alone.Length]), together);
    }

    [Fact]
    public void Named_versions_come_back_and_other_thresholds_are_not_called_fitted()
    {
        Ensemble first = Load(0.01, 0.02);
        _registry.Save(Markets.Untrained(ExpertDefinition.Momentum, _bars, window: 4, seed: 9));
        Ensemble again = Ensemble.Load(_registry, versions: first.Versions);

        Assert.Equal(first.Decide(_bars[0]).Score, again.Decide(_bars[0]).Score);
        Assert.NotEqual(first.Decide(_bars[0]).Score, Ensemble.Load(_registry).Decide(_bars[0]).Score);
        Ensemble other = again.With(new VoteThresholds(0.3, 0.4));
        Assert.Equal((0.3, false), (other.Thresholds.Weak, other.IsFitted));
    }

    [Fact]
    public void Another_ensemble_of_the_same_models_has_a_vote_and_thresholds_of_its_own()
    {
        Ensemble published = Load(0.01, 0.02);
        var alone = new EnsembleDefinition(
            "alone",
            [ExpertDefinition.Reversion],
            new([new("reversion", 1, VoteRole.Direction)], VoteRule.Weighted)
        );
        Assert.Contains(
            "ensemble 'alone'",
            Assert.Throws<NoModelException>(() => Ensemble.Load(_registry, alone)).Message,
            StringComparison.Ordinal
        );
        _registry.SaveThresholds(new(0.3, 0.4), [_models[1]], 100, new(2015, 6, 1), alone);
        Ensemble other = Ensemble.Load(_registry, alone);
        SignalDecision decision = other.Decide(_bars[0]);

        Assert.Equal((0.3, 0.4), (other.Thresholds.Weak, other.Thresholds.Strong));
        Assert.Equal((0.01, 0.02), (published.Thresholds.Weak, published.Thresholds.Strong));
        Assert.Equal(new(2015, 6, 1), other.Models.Single().ThresholdsTo);
        Assert.Equal(2 * decision.Probabilities[0] - 1, decision.Score, 1e-15);
        Assert.Equal(published.Decide(_bars[0]).Score, Ensemble.Load(_registry).Decide(_bars[0]).Score);
    }

    [Fact]
    public void Without_thresholds_there_is_no_ensemble() =>
        Assert.Contains(
            "no thresholds",
            Assert.Throws<NoModelException>(() => Ensemble.Load(_registry)).Message,
            StringComparison.Ordinal
        );

    public void Dispose() => _folder.Dispose();

    private Ensemble Load(double weak, double strong)
    {
        _registry.SaveThresholds(new VoteThresholds(weak, strong), _models, 100);
        return Ensemble.Load(_registry);
    }
}
