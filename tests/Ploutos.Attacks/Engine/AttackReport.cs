using System.Globalization;

namespace Ploutos.Attacks.Engine;

/// <summary>A fault that was found.</summary>
/// <param name="Where">Exception and first frame of the product.</param>
/// <param name="What">Its message.</param>
/// <param name="Seed">The seed of the first input that led to it.</param>
/// <param name="Story">That input, told.</param>
internal sealed record Find(string Where, string What, int Seed, string Story)
{
    /// <summary>Inputs that led to it.</summary>
    public int Times { get; set; } = 1;
}

/// <summary>What an attack on one entrance came to.</summary>
internal sealed record AttackReport(string Entrance, AttackBudget Budget)
{
    /// <summary>Inputs sent.</summary>
    public int Inputs { get; set; }

    /// <summary>Inputs that were not answered in time; the first ends the attack.</summary>
    public int Hangs { get; set; }

    /// <summary>The slowest input in milliseconds.</summary>
    public double SlowestMilliseconds { get; set; }

    /// <summary>Managed memory in MB after the first tenth, and at the end.</summary>
    public (double Early, double Late) Memory { get; set; }

    /// <summary>Different faults.</summary>
    public List<Find> Finds { get; } = [];

    /// <summary>One line of figures, then one line for each find.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Entrance}: {Inputs:N0} inputs, {Finds.Sum(f => f.Times):N0} unhandled ({Finds.Count} kinds), {Hangs}"
                + $" hangs, slowest {SlowestMilliseconds:N0} ms, memory {Memory.Early:N0} to {Memory.Late:N0} MB, seed"
                + $" {Budget.Seed}, {Budget.Duration.TotalSeconds:N0} s"
        )
        + string.Concat(
            Finds.Select(f =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\n  {f.Where}: {f.What} ({f.Times} times; first with seed {f.Seed}: {f.Story})"
                )
            )
        );
}
