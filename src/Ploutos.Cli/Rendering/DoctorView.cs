using Ploutos.Workflows;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workspace;

namespace Ploutos.Cli.Rendering;

/// <summary>What <c>doctor</c> looked at.</summary>
internal static class DoctorView
{
    /// <summary>Writes one row a check, then the verdict.</summary>
    public static void Write(Output output, IReadOnlyList<DoctorCheck> checks)
    {
        TextTable table = new(new("check"), new("status"), new("found"));
        foreach (DoctorCheck check in checks)
            table.Add(check.Name, StateName.Of(check.Status), check.Detail);
        table.Write(output);
        foreach (string line in RemedyText.Lines(checks.SelectMany(check => check.Remedies)))
            output.Line(line);
        int errors = checks.Count(check => check.Status == HealthState.Error),
            warnings = checks.Count(check => check.Status == HealthState.Warning);
        output.Line(errors + warnings == 0 ? "Everything is in order." : $"{errors} to mend, {warnings} to know of.");
    }
}
