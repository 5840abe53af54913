namespace Ploutos.Experts.Trees;

/// <summary>Rows for boosted trees.</summary>
/// <param name="Inputs">[rows, columns], row after row; NaN is missing.</param>
/// <param name="Columns">Inputs a row.</param>
/// <param name="Outcomes">[rows], whether class 1 happened.</param>
public sealed record BoostingRows(float[] Inputs, int Columns, bool[] Outcomes);

/// <summary>Gradient-boosted trees for a question of two classes (Friedman 2001), as an optional part
/// of the program brings them. It is needed to learn trees; <see cref="BoostedTrees"/> forecast without
/// it.</summary>
public interface IGradientBoosting
{
    /// <summary>Most trees that are tried.</summary>
    const int MostTrees = 300;

    /// <summary>Name and version of the library.</summary>
    string Name { get; }

    /// <summary>Why it can't be used on this machine, in one sentence; null where it can.</summary>
    string? Unavailable { get; }

    /// <summary>How many trees, of at most <see cref="MostTrees"/>, have the lowest
    /// log-loss on rows that they have not learned from.</summary>
    /// <param name="training">Rows of both classes to learn from.</param>
    /// <param name="validation">Rows of both classes to judge by.</param>
    int ChooseTrees(BoostingRows training, BoostingRows validation);

    /// <summary>Fits a number of trees.</summary>
    /// <param name="rows">Rows of both classes.</param>
    /// <param name="trees">At least 1.</param>
    IFittedTrees Fit(BoostingRows rows, int trees);

    /// <summary>What is needed to learn trees.</summary>
    /// <param name="boosting">The program's library.</param>
    /// <exception cref="InvalidDataException">The program has none, or it does not load on this machine.</exception>
    static IGradientBoosting Require(IGradientBoosting? boosting) =>
        boosting is null
            ? throw new InvalidDataException(
                "The model boosting learns by the part Ploutos.Boosting, and this program came without it. Install"
                    + " Ploutos with all of its files, or take the model linear or network."
            )
        : boosting.Unavailable is { } reason
            ? throw new InvalidDataException(
                $"The model boosting can't learn here: {reason} A model that was trained elsewhere forecasts without"
                    + " it."
            )
        : boosting;
}

/// <summary>Trees that have learned, in the library that made them.</summary>
public interface IFittedTrees
{
    /// <summary>Probability of class 1 of each row, 0 .. 1.</summary>
    /// <param name="inputs">[rows, columns], row after row; NaN is missing.</param>
    double[] Probabilities(float[] inputs);

    /// <summary>The trees themselves, for rows without a missing input.</summary>
    BoostedTrees Trees();
}
