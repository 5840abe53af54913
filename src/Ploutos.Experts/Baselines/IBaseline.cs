using Ploutos.Experts.Data;

namespace Ploutos.Experts.Baselines;

/// <summary>The rows that a baseline may know.</summary>
/// <param name="Training">Rows of the training days.</param>
/// <param name="Validation">Rows of the validation days, which are later and purged.</param>
public sealed record BaselineRows(IReadOnlyList<TableRow> Training, IReadOnlyList<TableRow> Validation);

/// <summary>A way to answer an expert's question that the expert must beat.</summary>
public interface IBaseline
{
    /// <summary>Name in files.</summary>
    string Name { get; }

    /// <summary>What it is, in one sentence.</summary>
    string Description { get; }

    /// <summary>Learns from the labelled rows among these.</summary>
    /// <param name="table">The expert's features and labels.</param>
    /// <param name="rows">What may be known.</param>
    /// <exception cref="ArgumentException">There are no rows of both classes.</exception>
    IFittedBaseline Fit(ExpertTable table, BaselineRows rows);
}

/// <summary>A baseline that has learned.</summary>
public interface IFittedBaseline
{
    /// <summary>Probability of class 1 of each row, 0 .. 1.</summary>
    double[] Probabilities(IReadOnlyList<TableRow> rows);
}
