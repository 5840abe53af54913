namespace Ploutos.Research.Models;

/// <summary>Champion against challenger on the same rows, which neither was trained on or
/// chosen by.</summary>
public sealed record ModelDuel
{
    /// <summary>momentum, reversion, volatility, or the name of an expert of a file.</summary>
    public required string Expert { get; init; }

    /// <summary>The version in use.</summary>
    public required string Champion { get; init; }

    /// <summary>The new version.</summary>
    public required string Challenger { get; init; }

    /// <summary>First day of the comparison.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Rows of it.</summary>
    public required int Rows { get; init; }

    /// <summary>The champion's mean log-loss.</summary>
    public required double ChampionLogLoss { get; init; }

    /// <summary>The challenger's.</summary>
    public required double ChallengerLogLoss { get; init; }

    /// <summary>Challenger less champion: below 0 the new one is better.</summary>
    public required double Difference { get; init; }

    /// <summary>Lower end of the difference's 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Whether the challenger predicts from now on.</summary>
    public required bool TakesOver { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Verdict { get; init; }
}
