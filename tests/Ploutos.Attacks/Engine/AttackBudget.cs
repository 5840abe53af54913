using System.Globalization;

namespace Ploutos.Attacks.Engine;

/// <summary>How long each entrance is attacked, from which seed.</summary>
internal sealed record AttackBudget(TimeSpan Duration, int Seed)
{
    /// <summary>An input that takes longer hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>From <c>PLOUTOS_ATTACK_SECONDS</c> and <c>PLOUTOS_ATTACK_SEED</c>; in the suite a second
    /// each and a fixed seed.</summary>
    public static AttackBudget OfThisRun { get; } =
        new(TimeSpan.FromSeconds(Number("PLOUTOS_ATTACK_SECONDS", 1)), Number("PLOUTOS_ATTACK_SEED", 20261126));

    internal static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
