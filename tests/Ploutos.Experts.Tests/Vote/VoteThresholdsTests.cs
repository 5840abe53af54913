using Ploutos.Experts.Vote;

namespace Ploutos.Experts.Tests.Vote;

public sealed class VoteThresholdsTests
{
    /// <summary>numpy.percentile([0.1, 0.2, 0.3, 0.7], [50, 80]) is [0.25, 0.46].</summary>
    [Fact]
    public void Thresholds_are_percentiles_of_the_scores_size_interpolated_linearly()
    {
        VoteThresholds fit = VoteThresholds.Fit([-0.7, 0.1, -0.2, 0.3]);
        Assert.Equal(0.25, fit.Weak, 1e-12);
        Assert.Equal(0.46, fit.Strong, 1e-12);
    }

    [Fact]
    public void A_fifth_of_the_validation_scores_is_strong_and_half_of_them_a_signal()
    {
        double[] scores = [.. Enumerable.Range(1, 1000).Select(i => (i % 2 == 0 ? 1 : -1) * i / 1000.0)];
        VoteThresholds fit = VoteThresholds.Fit(scores);
        Assert.Equal(
            (500, 200),
            (scores.Count(s => Math.Abs(s) > fit.Weak), scores.Count(s => Math.Abs(s) > fit.Strong))
        );
    }

    [Fact]
    public void One_score_is_both_thresholds() =>
        Assert.Equal(new VoteThresholds(0.3, 0.3), VoteThresholds.Fit([-0.3]));

    [Fact]
    public void Options_override_the_percentiles() =>
        Assert.Equal(new VoteThresholds(0.1, 0.7), VoteThresholds.Fit([-0.7, 0.1, -0.2, 0.3], 0, 100));

    [Fact]
    public void What_makes_no_thresholds_is_refused()
    {
        Assert.Contains(
            "at least one validation score",
            Assert.Throws<ArgumentException>(() => VoteThresholds.Fit([])).Message
        );
        Assert.Contains(
            "weak=0.5, strong=0.4",
            Assert.Throws<ArgumentException>(() => new VoteThresholds(0.5, 0.4)).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => VoteThresholds.Fit([0.1], 60, 50));
    }
}
