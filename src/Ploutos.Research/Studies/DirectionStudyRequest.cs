using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Studies;

/// <summary>What a study of simple signals is asked for.</summary>
public sealed record DirectionStudyRequest
{
    /// <summary>Bars to import first, as in <see cref="ImportRequest"/>; null uses those in the
    /// store.</summary>
    public string? Source { get; init; }

    /// <summary>Only these; null for all that were imported, or all in the store.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>First day of the later period; null begins it after two thirds of the days.</summary>
    public DateOnly? FirstTest { get; init; }

    /// <summary>Cost of each purchase and each sale, in basis points of its value, 0 or
    /// more.</summary>
    public double CostBasisPoints { get; init; } = 5;

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
