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
            Fault.WrongUsage or Fault.Settings => ExitCode.WrongUsage,
            Fault.NoData
            or Fault.UnknownTicker
            or Fault.NoBars
            or Fault.TooFewBars
            or Fault.NoModel
            or Fault.NotMadeYet => ExitCode.NoData,
            _ => ExitCode.Failed,
        };
}
