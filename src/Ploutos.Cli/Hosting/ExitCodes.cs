using Ploutos.Workspace;

namespace Ploutos.Cli.Hosting;

/// <summary>What each kind of error is to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>The exit code for an error; done where there is none.</summary>
    public static ExitCode Of(Fault? fault) =>
        fault switch
        {
            null => ExitCode.Done,
            Fault.WrongUsage => ExitCode.WrongUsage,
            Fault.NoData => ExitCode.NoData,
            _ => ExitCode.Failed,
        };
}
