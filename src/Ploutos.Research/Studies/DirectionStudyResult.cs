using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Studies;

/// <summary>What simple signals say of the order of tickers' returns, before a day and after it.</summary>
public sealed record DirectionStudyResult
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Made from simulated bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The tickers that are compared.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>SHA-256 over the bars, as in a model's card.</summary>
    public required string DataHash { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>First day of the later period.</summary>
    public required DateOnly FirstTest { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Days counted; those on which most tickers lack a bar are not.</summary>
    public required int Days { get; init; }

    /// <summary>Cost of a purchase or a sale, basis points.</summary>
    public required double CostBasisPoints { get; init; }

    /// <summary>Days ahead.</summary>
    public required IReadOnlyList<int> Horizons { get; init; }

    /// <summary>The signals.</summary>
    public required IReadOnlyList<StudySignal> Signals { get; init; }

    /// <summary>Rank information coefficients by signal, horizon, fill and period.</summary>
    public required IReadOnlyList<StudyCoefficient> Coefficients { get; init; }

    /// <summary>Portfolios by signal, horizon and period.</summary>
    public required IReadOnlyList<StudyPortfolio> Portfolios { get; init; }

    /// <summary>What the figures allow to be said, as sentences.</summary>
    public required IReadOnlyList<string> Conclusions { get; init; }

    /// <summary>Serious findings inside the bars that were asked for.</summary>
    public required IReadOnlyList<SeriousFinding> Findings { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Wall time.</summary>
    public required double Seconds { get; init; }

    /// <summary>The coefficient of these, or null.</summary>
    public StudyCoefficient? Coefficient(string signal, int horizon, StudyFill fill, StudyPeriod period) =>
        Coefficients.FirstOrDefault(c =>
            c.Signal == signal && c.Horizon == horizon && c.Fill == fill && c.Period == period
        );

    /// <summary>The portfolio of these, or null.</summary>
    public StudyPortfolio? Portfolio(string signal, int horizon, StudyPeriod period) =>
        Portfolios.FirstOrDefault(p => p.Signal == signal && p.Horizon == horizon && p.Period == period);
}
