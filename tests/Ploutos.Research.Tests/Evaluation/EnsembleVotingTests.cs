using Ploutos.Experts.Definitions;
using Ploutos.Research.Evaluation;

namespace Ploutos.Research.Tests.Evaluation;

public sealed class EnsembleVotingTests
{
    [Fact]
    public void A_network_that_found_nothing_in_a_fold_has_no_part_in_its_votes()
    {
        // The base rate of momentum is high, and says nothing of these rows.
        UnitResult momentum = Unit("momentum", [0.6, 0.6, 0.6]) with { Abstains = true },
            reversion = Unit("reversion", [0.55, 0.4, 0.5]),
            volatility = Unit("volatility", [0.3, 0.3, 0.3]);
        EnsembleVoting.FoldVotes silent = EnsembleVoting.Score(
                [momentum, reversion, volatility],
                EnsembleDefinition.Published
            ),
            loud = EnsembleVoting.Score(
                [momentum with { Abstains = false }, reversion, volatility],
                EnsembleDefinition.Published
            );
        double[] alone = [0.1, -0.2, 0];
        for (int i = 0; i < alone.Length; i++)
            Assert.Equal(alone[i], silent.TestScores[i], 1e-12);
        Assert.Equal(silent.TestScores, silent.ValidationScores);
        Assert.True(loud.TestScores[2] > 0.1);
    }

    private static UnitResult Unit(string expert, double[] probabilities) =>
        new()
        {
            Forecaster = "v7.1",
            Expert = expert,
            Fold = 1,
            ValidationRows = [0, 1, 2],
            Validation = probabilities,
            TestRows = [3, 4, 5],
            Test = probabilities,
            BestEpoch = 1,
            FitSeconds = 0,
            MicrosecondsARow = 0,
        };
}
