using Ploutos.Experts.Definitions;

namespace Ploutos.Research.Tuning;

/// <summary>What a search is asked for.</summary>
public sealed record OptimizeRequest
{
    /// <summary>Names; null or empty for all three.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>Trials an expert, those of earlier starts included.</summary>
    public int Trials { get; init; } = 50;

    /// <summary>No new trial of an expert after this.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Only these; null for all in the store.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Trials side by side, one core each; null for all cores.</summary>
    public int? Jobs { get; init; }

    /// <summary>Seed of the sampler and of the trainings.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>An Optuna storage URL; null for <c>logs/studies.db</c>.</summary>
    public string? Storage { get; init; }

    /// <summary>The study's name; null for <c>v7_{expert}</c>.</summary>
    public string? Study { get; init; }

    /// <summary>Bars that attention sees; null to search among 1, 4 and 16.</summary>
    public int? Window { get; init; }

    /// <summary>First day of the test, which the search never sees; null for the last 15 % of the
    /// days.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Cap on a trial's epochs; null for none.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>Leave an expert alone whose search of this many trials on the same bars has
    /// ended.</summary>
    public bool OnlyIfOutdated { get; init; }

    /// <summary>What the search ranges over.</summary>
    public SearchSpaceKind Space { get; init; }

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }

    /// <summary>The longest window that a trial may have.</summary>
    internal int LongestWindow => Window ?? ExpertDefinition.DefaultWindow;
}
