namespace Ploutos.Research.Models;

/// <summary>Champion against challenger on the same rows, which neither was trained on or
/// chosen by.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Champion">The version in use.</param>
/// <param name="Challenger">The new version.</param>
/// <param name="From">First day of the comparison.</param>
/// <param name="To">Last day.</param>
/// <param name="Rows">Rows of it.</param>
/// <param name="ChampionLogLoss">The champion's mean log-loss.</param>
/// <param name="ChallengerLogLoss">The challenger's.</param>
/// <param name="Difference">Challenger less champion: below 0 the new one is better.</param>
/// <param name="Low">Lower end of the difference's 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="TakesOver">Whether the challenger predicts from now on.</param>
/// <param name="Verdict">Why, in one sentence.</param>
public sealed record ModelDuel(
    string Expert,
    string Champion,
    string Challenger,
    DateOnly From,
    DateOnly To,
    int Rows,
    double ChampionLogLoss,
    double ChallengerLogLoss,
    double Difference,
    double Low,
    double High,
    bool TakesOver,
    string Verdict
);
