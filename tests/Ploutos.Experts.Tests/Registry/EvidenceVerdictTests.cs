using Ploutos.Experts.Registry;
using Ploutos.MarketData.Figures;

namespace Ploutos.Experts.Tests.Registry;

public sealed class EvidenceVerdictTests
{
    private static readonly Estimate s_clear = new(0.02, 0.01, 0.03),
        s_open = new(0.005, -0.01, 0.02),
        s_loss = new(-0.02, -0.03, -0.01),
        s_unknown = new(double.NaN, double.NaN, double.NaN);

    [Fact]
    public void A_gain_in_both_that_survives_the_correction_is_proven()
    {
        Assert.Equal(EvidenceVerdict.Proven, Of(s_clear, s_clear, 0.04, 0.03));
        Assert.Equal(EvidenceVerdict.Unproven, Of(s_clear, s_clear, 0.06, 0.03));
        Assert.Equal(EvidenceVerdict.Unproven, Of(s_clear, s_open, 0.01, 0.01));
    }

    [Fact]
    public void Evidence_of_an_earlier_version_without_p_values_keeps_its_rule()
    {
        Assert.Equal(EvidenceVerdict.Proven, Of(s_clear, s_clear, null, null));
        Assert.Equal(EvidenceVerdict.Unproven, Of(s_open, s_clear, null, null));
    }

    [Fact]
    public void An_interval_below_0_in_either_is_worse()
    {
        Assert.Equal(EvidenceVerdict.Worse, Of(s_loss, s_clear, 0.01, 0.01));
        Assert.Equal(EvidenceVerdict.Worse, Of(s_open, s_loss, null, null));
    }

    [Fact]
    public void Without_baselines_or_with_figures_that_are_not_defined_it_is_not_known()
    {
        Assert.Equal(EvidenceVerdict.NotKnown, Of(s_unknown, s_clear, null, null));
        Assert.Equal(EvidenceVerdict.NotKnown, Evidence([]).Verdict);
    }

    private static EvidenceVerdict Of(Estimate auc, Estimate loss, double? aucP, double? lossP)
    {
        ModelEvidence evidence = Evidence([
            new("har", "", new(0.6, 0.5, 0.7), new(0.6, 0.5, 0.7), auc, loss)
            {
                AucPValue = aucP,
                LogLossPValue = lossP,
            },
            new("base_rate", "", new(0.5, 0.5, 0.5), new(0.69, 0.6, 0.7), s_clear, s_clear)
            {
                AucPValue = 0.9,
                LogLossPValue = 0.9,
            },
        ]);
        Assert.Equal(evidence.Verdict == EvidenceVerdict.Proven, evidence.Proven);
        return evidence.Verdict;
    }

    private static ModelEvidence Evidence(IReadOnlyList<BaselineEvidence> baselines) =>
        new()
        {
            Format = ModelEvidence.CurrentFormat,
            Version = "",
            Kind = ModelEvidence.Holdout,
            From = new(2020, 1, 1),
            To = new(2020, 2, 1),
            Days = 20,
            Rows = 100,
            Level = 0.95,
            Resamples = 100,
            BlockDays = 21,
            Auc = s_clear,
            LogLoss = s_clear,
            Baselines = baselines,
        };
}
