using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workspace;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos doctor</c>.</summary>
internal sealed class DoctorCommand(VerbContext context)
    : Verb("doctor", "Look at the machine and the workspace, and say what to mend.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        IReadOnlyList<DoctorCheck> checks = session.Diagnostics.Doctor();
        session.Show(checks, static () => CliJson.Default.IReadOnlyListDoctorCheck, DoctorView.Write);
        return checks.Any(check => check.Status == HealthState.Error) ? ExitCode.Failed : ExitCode.Done;
    }
}
