namespace Ploutos.Tuning.Tpe;

/// <summary>The trials of a study divided into the good ones ("below" the quantile) and the others, each ascending by number.</summary>
internal readonly record struct TrialSplit(IReadOnlyList<FrozenTrial> Below, IReadOnlyList<FrozenTrial> Above)
{
    /// <summary>
    /// Complete trials are ranked by value; pruned ones come after all of these, ranked by how far they got and then by their last value.
    /// Running ones, where they are given, are above: the constant liar, which keeps parallel workers apart.
    /// </summary>
    public static TrialSplit Of(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        double sign = direction == StudyDirection.Minimize ? 1 : -1;
        int[] order = new int[trials.Count];
        (int Group, double First, double Second)[] rank = new (int, double, double)[trials.Count];
        int finished = 0;
        for (int i = 0; i < trials.Count; i++)
        {
            order[i] = i;
            rank[i] = Rank(trials[i], sign);
            finished += trials[i].State == TrialState.Running ? 0 : 1;
        }
        // The index decides between equals: Python's sort, which is followed here, is stable.
        Array.Sort(order, (i, j) => rank[i].CompareTo(rank[j]) is var c and not 0 ? c : i.CompareTo(j));

        int below = Math.Min(Gamma(finished), finished);
        Array.Sort(order, 0, below);
        Array.Sort(order, below, order.Length - below);
        return new TrialSplit(Pick(trials, order.AsSpan(0, below)), Pick(trials, order.AsSpan(below)));
    }

    /// <summary>How many of n finished trials are the good ones: a tenth, at most 25.</summary>
    private static int Gamma(int n) => Math.Min((int)Math.Ceiling(0.1 * n), 25);

    private static (int, double, double) Rank(FrozenTrial trial, double sign)
    {
        if (trial.State == TrialState.Complete)
            return (0, sign * trial.Value!.Value, 0);
        if (trial.State != TrialState.Pruned)
            return (2, 0, 0);
        if (trial.LastStep is not { } step)
            return (1, 1, 0);
        double last = trial.Reports[step];
        return (1, -step, double.IsNaN(last) ? double.PositiveInfinity : sign * last);
    }

    private static FrozenTrial[] Pick(IReadOnlyList<FrozenTrial> trials, ReadOnlySpan<int> indices)
    {
        FrozenTrial[] picked = new FrozenTrial[indices.Length];
        for (int i = 0; i < picked.Length; i++)
            picked[i] = trials[indices[i]];
        return picked;
    }
}
