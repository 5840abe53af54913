namespace Ploutos.Attacks.Kills;

/// <summary>When a command was killed.</summary>
internal enum KillMoment
{
    /// <summary>As a thread began a file operation.</summary>
    Operation,

    /// <summary>After a time.</summary>
    Time,
}
