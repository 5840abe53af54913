using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Vote;

public sealed class SignalGateTests
{
    private static readonly string[] s_directional = ["momentum", "reversion"];
    private readonly IReadOnlyList<BarSeries> _bars = Markets.Bars();

    [Theory]
    [InlineData(Signal.StrongBuy, false, false, Signal.Buy)]
    [InlineData(Signal.StrongSell, false, false, Signal.Sell)]
    [InlineData(Signal.StrongBuy, true, false, Signal.StrongBuy)]
    [InlineData(Signal.StrongSell, false, true, Signal.StrongSell)]
    [InlineData(Signal.Buy, false, false, Signal.Buy)]
    [InlineData(Signal.Hold, false, false, Signal.Hold)]
    [InlineData(Signal.StrongHold, false, false, Signal.StrongHold)]
    public void STRONG_needs_a_proven_directional_expert(Signal raw, bool momentum, bool reversion, Signal shown)
    {
        GatedSignal gated = SignalGate.Apply(raw, s_directional, momentum || reversion);

        Assert.Equal((shown, raw), (gated.Signal, gated.Raw));
        Assert.Equal(shown != raw, gated.Reason is not null);
    }

    [Theory]
    [InlineData("mine", "and not even mine is proven")]
    [InlineData("momentum reversion", "and neither momentum nor reversion is proven")]
    [InlineData("momentum reversion mine", "and none of momentum, reversion, mine is proven")]
    public void The_reason_names_the_experts_of_which_none_is_proven(string directional, string reason) =>
        Assert.Equal(
            $"STRONG needs a proven directional expert, {reason}",
            SignalGate.Apply(Signal.StrongBuy, directional.Split(' '), false).Reason
        );

    [Fact]
    public void In_sample_nothing_is_proven_and_no_signal_is_STRONG()
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Momentum, _bars, window: 1) with
        {
            Evidence = Evidence(0.1, 0.1),
        };
        DateOnly first = expert.Card.Choices!.OutOfSampleFrom!.Value;

        Assert.True(SignalGate.Standing(expert, simulatedBars: true, first).Proven);
        Assert.False(SignalGate.Standing(expert, simulatedBars: true, first.AddDays(-1)).Proven);
        Assert.False(SignalGate.Standing(expert with { ThresholdsTo = first }, true, first).Proven);
        Assert.False(SignalGate.Standing(expert with { ThresholdsTo = new(2014, 1, 2) }, true).Proven);
        Assert.Equal(Signal.Sell, SignalGate.Apply(Signal.StrongSell, s_directional, true, outOfSample: false).Signal);
    }

    [Fact]
    public void A_card_that_does_not_name_the_days_of_its_choices_proves_nothing()
    {
        TrainedExpert made = Markets.Untrained(ExpertDefinition.Momentum, _bars, window: 1) with
        {
            Evidence = Evidence(0.1, 0.1),
        };
        TrainedExpert old = made with { Card = made.Card with { Choices = null } },
            silent =
                made with
                {
                    Card = made.Card with
                    {
                        Choices = made.Card.Choices! with { Search = SearchKnowledge.NotKnown, OutOfSampleFrom = null },
                    },
                };

        Assert.Contains("earlier version", SignalGate.Standing(old, true).Reason, StringComparison.Ordinal);
        Assert.Contains("what days it saw", SignalGate.Standing(silent, true).Reason, StringComparison.Ordinal);
        Assert.False(old.IsOutOfSample(new(2026, 1, 2))); // the day of the training
        Assert.True(old.IsOutOfSample(new(2026, 1, 3)));
    }

    [Theory]
    [InlineData(0.01, 0.001, true, null)]
    [InlineData(-0.01, 0.001, false, "AUC against logistic")]
    [InlineData(0.01, -0.001, false, "log-loss against base_rate")]
    [InlineData(0.0, 0.001, false, "AUC against logistic")]
    [InlineData(double.NaN, 0.001, false, "AUC against logistic")]
    public void An_expert_is_proven_where_both_gains_over_the_best_baselines_lie_above_zero(
        double aucLow,
        double lossLow,
        bool proven,
        string? missing
    )
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Momentum, _bars, window: 1) with
        {
            Evidence = Evidence(aucLow, lossLow),
        };

        (bool stands, string? reason) = SignalGate.Standing(expert, simulatedBars: true);

        Assert.Equal(proven, stands);
        Assert.Equal(missing is null, reason is null);
        Assert.Contains(missing ?? "", reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_from_a_simulated_market_proves_nothing_of_real_bars()
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Momentum, _bars, window: 1) with
        {
            Evidence = Evidence(0.1, 0.1),
        };

        Assert.True(SignalGate.Standing(expert, simulatedBars: true).Proven);
        Assert.Contains(
            "simulated",
            SignalGate.Standing(expert, simulatedBars: false).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Evidence_is_kept_with_the_model_and_only_counts_for_the_version_it_names()
    {
        using var folder = new TemporaryFolder();
        var registry = new ModelRegistry(folder.Path);
        TrainedExpert saved = registry.Save(
            Markets.Untrained(ExpertDefinition.Momentum, _bars, window: 1) with
            {
                Evidence = Evidence(0.1, 0.1),
            }
        );
        string file = Path.Combine(registry.FolderOf(ExpertDefinition.Momentum), "evidence.json"),
            text = File.ReadAllText(file);

        ModelEvidence read = registry.Load(ExpertDefinition.Momentum).Evidence!;
        Assert.Equal(saved.Card.Version, read.Version);
        Assert.True(read.Proven);
        Assert.Equal(saved.Evidence!.Baselines, read.Baselines);

        File.WriteAllText(file, text.Replace(saved.Card.Version, "another", StringComparison.Ordinal));
        Assert.Null(registry.Load(ExpertDefinition.Momentum).Evidence);
        File.WriteAllText(file, text[..40]);
        Assert.Null(registry.Load(ExpertDefinition.Momentum).Evidence);
        File.Delete(file);
        Assert.Contains(
            "train again",
            SignalGate.Standing(registry.Load(ExpertDefinition.Momentum), true).Reason,
            StringComparison.Ordinal
        );
    }

    /// <summary>Logistic is the best baseline by AUC, the base rate by log-loss; the gains over
    /// the other one are high and must not count.</summary>
    private static ModelEvidence Evidence(double aucLow, double lossLow) =>
        new()
        {
            Format = ModelEvidence.CurrentFormat,
            Version = "",
            Kind = ModelEvidence.Holdout,
            From = new(2014, 1, 2),
            To = new(2017, 12, 29),
            Days = 1000,
            Rows = 30_000,
            Level = 0.95,
            Resamples = 1000,
            BlockDays = 21,
            Auc = new(0.55, 0.53, 0.57),
            LogLoss = new(0.68, 0.67, 0.69),
            Baselines =
            [
                new(
                    "base_rate",
                    "",
                    new(0.5, 0.5, 0.5),
                    new(0.688, 0.68, 0.69),
                    new(0.05, 0.03, 0.07),
                    new(0.01, lossLow, 0.02)
                ),
                new(
                    "logistic",
                    "",
                    new(0.52, 0.51, 0.53),
                    new(0.69, 0.68, 0.7),
                    new(0.03, aucLow, 0.05),
                    new(0.02, 0.01, 0.03)
                ),
            ],
        };
}
