using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Entrances;

namespace Ploutos.Attacks;

/// <summary>Attacks every entrance: for a second with a fixed seed in the suite, for longer with
/// <c>attack.sh</c>.</summary>
public sealed class AttackTests(AttackedWorkspace workspace)
{
    private static string Only => Environment.GetEnvironmentVariable("PLOUTOS_ATTACK_ONLY") ?? "";

    public static TheoryData<string> Names =>
        [.. Entrances.Entrances.Names.Where(name => Only.Length == 0 || name == Only)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_comes_in_is_taken_or_refused_by_a_documented_error(string name)
    {
        using IEntrance entrance = Entrances.Entrances.Open(name, workspace);
        AttackReport report = Attack.Run(entrance, AttackBudget.OfThisRun);
        if (Environment.GetEnvironmentVariable("PLOUTOS_ATTACK_REPORT") is { Length: > 0 } file)
            File.AppendAllText(file, $"{report}\n");
        Assert.True(report.Inputs > 0, "no input was sent");
        Assert.True(report.Finds.Count == 0, report.ToString());
    }
}
