namespace Ploutos.Cli.Hosting;

/// <summary>What the command returns to the shell.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Failed; the message says why and what to do.</summary>
    Failed = 1,

    /// <summary>The command was used wrongly.</summary>
    WrongUsage = 2,

    /// <summary>There is no data or no model to work on.</summary>
    NoData = 3,

    /// <summary>Interrupted (128 + SIGINT); what was finished is kept.</summary>
    Interrupted = 130,
}
