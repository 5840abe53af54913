namespace Ploutos.Workspace;

/// <summary>What kind of error a caller met. The command maps it to an exit code, the API to
/// a status.</summary>
public enum Fault
{
    /// <summary>It failed; the message says why and what to do.</summary>
    Failed,

    /// <summary>The request breaks a rule.</summary>
    WrongUsage,

    /// <summary>There is no data or no model to work on.</summary>
    NoData,

    /// <summary>The bars hold serious findings, which were not accepted.</summary>
    SeriousFindings,
}
