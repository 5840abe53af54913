using Ploutos.Experts.Calibration;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.Features.Splits;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Research.Evaluation;

/// <summary>The vote over experts' forecasts, fold by fold. A score is no probability: to be
/// judged beside others it is made one by sigmoid(slope score + intercept), the slope fitted on the
/// fold's validation scores (Platt), the intercept such that their mean probability is the base
/// rate of the training and validation rows; the same for every rule, so that only the scores
/// differ.</summary>
internal sealed class EnsembleVoting(EvaluationPlan plan, RowSpace rows)
{
    /// <summary>One fold's votes.</summary>
    public sealed record FoldVotes(
        int Fold,
        int[] ValidationRows,
        double[] ValidationScores,
        int[] TestRows,
        double[] TestScores,
        VoteThresholds Thresholds
    );

    /// <summary>The scores of one fold, and the thresholds fitted on them.</summary>
    /// <param name="experts">Their units in this fold, in the order they vote.</param>
    /// <param name="ensemble">Who votes by which rule.</param>
    public static FoldVotes Score(IReadOnlyList<UnitResult> experts, EnsembleDefinition ensemble)
    {
        EnsembleVote vote = ensemble.Vote;
        (int[] validationRows, double[] validation) = Scores(experts, vote, u => (u.ValidationRows, u.Validation));
        (int[] testRows, double[] test) = Scores(experts, vote, u => (u.TestRows, u.Test));
        VoteThresholds thresholds = validation.Length > 0 ? ensemble.Fit(validation) : VoteThresholds.Unweighted;
        return new(experts[0].Fold, validationRows, validation, testRows, test, thresholds);
    }

    /// <summary>The votes as forecasts of a label.</summary>
    /// <param name="name">The forecaster's name.</param>
    /// <param name="question">ensemble_5d or ensemble_1d.</param>
    /// <param name="votes">One fold's.</param>
    /// <param name="labels">[rows] 0, 1 or NaN.</param>
    public UnitResult Foretell(string name, string question, FoldVotes votes, double[] labels)
    {
        int[] known =
        [
            .. Enumerable
                .Range(0, votes.ValidationRows.Length)
                .Where(i => !double.IsNaN(labels[votes.ValidationRows[i]])),
        ];
        double baseRate = BaseRate(votes.Fold, labels);
        Calibrator map =
            known.Length == 0
                ? new Calibrator(CalibrationMethod.AnchoredPlatt, 0, Math.Log(baseRate / (1 - baseRate)))
                : CalibrationFit.AnchoredPlatt(
                    [.. known.Select(i => votes.ValidationScores[i])],
                    [.. known.Select(i => labels[votes.ValidationRows[i]] == 1)],
                    baseRate
                );
        return Unit(name, question, votes.Fold, votes.TestRows, [.. votes.TestScores.Select(map.Probability)]);
    }

    /// <summary>The base rate of what is known in a fold, for all of its test rows.</summary>
    public UnitResult ForetellBaseRate(string question, FoldVotes votes, double[] labels)
    {
        double[] constant = new double[votes.TestRows.Length];
        Array.Fill(constant, BaseRate(votes.Fold, labels));
        return Unit("base_rate", question, votes.Fold, votes.TestRows, constant);
    }

    private double BaseRate(int foldNumber, double[] labels)
    {
        PurgedFold fold = plan.Folds[foldNumber - 1];
        double ones = 0,
            all = 0;
        foreach (int row in rows.Rows(fold.TrainRowsOf).Concat(rows.Rows(fold.ValidationRowsOf)).Select(rows.Of))
        {
            if (double.IsNaN(labels[row]))
                continue;
            (ones, all) = (ones + labels[row], all + 1);
        }

        return (ones + 1) / (all + 2);
    }

    private static UnitResult Unit(string name, string question, int fold, int[] testRows, double[] test) =>
        new()
        {
            Forecaster = name,
            Expert = question,
            Fold = fold,
            ValidationRows = [],
            Validation = [],
            TestRows = testRows,
            Test = test,
            BestEpoch = 0,
            FitSeconds = 0,
            MicrosecondsARow = double.NaN,
        };

    private static (int[] Rows, double[] Scores) Scores(
        IReadOnlyList<UnitResult> experts,
        EnsembleVote vote,
        Func<UnitResult, (int[] Rows, double[] P)> part
    )
    {
        Dictionary<int, double>[] told =
        [
            .. experts.Select(e => part(e).Rows.Zip(part(e).P).ToDictionary(x => x.First, x => x.Second)),
        ];
        int[] common = [.. told[0].Keys.Where(row => told.All(t => t.ContainsKey(row))).Order()];
        bool[] abstains = [.. experts.Select(e => e.Abstains)];
        return (
            common,
            [
                .. common.Select(row =>
                    vote.Score(new ExpertProbabilities([.. told.Select(t => t[row])]).Abstaining(abstains))
                ),
            ]
        );
    }
}
