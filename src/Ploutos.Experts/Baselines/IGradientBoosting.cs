namespace Ploutos.Experts.Baselines;

/// <summary>Rows for boosted trees.</summary>
/// <param name="Inputs">[rows, columns], row after row; NaN is missing.</param>
/// <param name="Columns">Inputs a row.</param>
/// <param name="Outcomes">[rows], whether class 1 happened.</param>
public sealed record BoostingRows(float[] Inputs, int Columns, bool[] Outcomes);

/// <summary>Gradient-boosted trees for a question of two classes (Friedman 2001), as an optional part
/// of the program brings them.</summary>
public interface IGradientBoosting
{
    /// <summary>Name and version of the library.</summary>
    string Name { get; }

    /// <summary>Why it can't be used on this machine, in one sentence; null where it can.</summary>
    string? Unavailable { get; }

    /// <summary>How many trees, of at most <see cref="BoostedBaseline.MostTrees"/>, have the lowest
    /// log-loss on rows that they have not learned from.</summary>
    /// <param name="training">Rows of both classes to learn from.</param>
    /// <param name="validation">Rows of both classes to judge by.</param>
    int ChooseTrees(BoostingRows training, BoostingRows validation);

    /// <summary>Fits a number of trees.</summary>
    /// <param name="rows">Rows of both classes.</param>
    /// <param name="trees">At least 1.</param>
    IBoostedTrees Fit(BoostingRows rows, int trees);
}

/// <summary>Trees that have learned.</summary>
public interface IBoostedTrees
{
    /// <summary>Probability of class 1 of each row, 0 .. 1.</summary>
    /// <param name="inputs">[rows, columns], row after row; NaN is missing.</param>
    double[] Probabilities(float[] inputs);
}
