using System.Runtime.CompilerServices;

namespace Ploutos.Tuning.Tpe;

/// <summary>The trials of a study divided into the good ones ("below" the quantile) and the others,
/// each ascending by number.</summary>
internal readonly record struct TrialSplit(IReadOnlyList<FrozenTrial> Below, IReadOnlyList<FrozenTrial> Above)
{
    /// <summary>Complete trials are ranked by value; pruned ones come after all of these, ranked
    /// by how far they got and then by their last value. Running ones, where they are given, are
    /// above: the constant liar, which keeps parallel workers apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TrialSplit Of(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        double sign = direction == StudyDirection.Minimize ? 1 : -1;
        int[] order = new int[trials.Count];
        Rank[] rank = new Rank[trials.Count];
        int finished = 0;
        for (int i = 0; i < trials.Count; i++)
        {
            order[i] = i;
            rank[i] = Rank.Of(trials[i], sign);
            finished += trials[i].State == TrialState.Running ? 0 : 1;
        }
        // The index decides between equals: Python's sort, which is followed here, is stable.
        Array.Sort(
            order,
            (i, j) =>
                rank[i].IsBefore(rank[j]) ? -1
                : rank[j].IsBefore(rank[i]) ? 1
                : i - j
        );

        int below = Math.Min(Gamma(finished), finished);
        Array.Sort(order, 0, below);
        Array.Sort(order, below, order.Length - below);
        return new TrialSplit(Pick(trials, order.AsSpan(0, below)), Pick(trials, order.AsSpan(below)));
    }

    /// <summary>How many of n finished trials are the good ones: a tenth, at most 25.</summary>
    private static int Gamma(int n) => Math.Min((int)Math.Ceiling(0.1 * n), 25);

    private static FrozenTrial[] Pick(IReadOnlyList<FrozenTrial> trials, ReadOnlySpan<int> indices)
    {
        FrozenTrial[] picked = new FrozenTrial[indices.Length];
        for (int i = 0; i < picked.Length; i++)
            picked[i] = trials[indices[i]];
        return picked;
    }

    /// <summary>Lower is better: first by group, then by the two numbers.</summary>
    private readonly record struct Rank(int Group, double First, double Second)
    {
        public static Rank Of(FrozenTrial trial, double sign)
        {
            if (trial.State == TrialState.Complete)
                return new Rank(0, sign * trial.Value!.Value, 0);
            if (trial.State != TrialState.Pruned)
                return new Rank(2, 0, 0);
            if (trial.LastStep is not { } step)
                return new Rank(1, 1, 0);
            double last = trial.Reports[step];
            return new Rank(1, -step, double.IsNaN(last) ? double.PositiveInfinity : sign * last);
        }

        public bool IsBefore(in Rank other) =>
            Group != other.Group ? Group < other.Group
            : First != other.First ? First < other.First
            : Second < other.Second;
    }
}
