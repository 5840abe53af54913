namespace Ploutos.Workspace;

/// <summary>What kind of error a caller met. The command maps it to an exit code, the API to
/// a status.</summary>
public enum Fault
{
    /// <summary>It failed; the message says why.</summary>
    Failed,

    /// <summary>The request breaks a rule.</summary>
    WrongUsage,

    /// <summary>There is nothing to work on, and no narrower kind says what.</summary>
    NoData,

    /// <summary>The bars hold serious findings, which were not accepted.</summary>
    SeriousFindings,

    /// <summary>No bars of the ticker are stored, or no source knows it.</summary>
    UnknownTicker,

    /// <summary>The store is empty, or holds no bars of the kind that is needed.</summary>
    NoBars,

    /// <summary>There are bars, but fewer than are needed.</summary>
    TooFewBars,

    /// <summary>An expert has no model, or the vote no thresholds.</summary>
    NoModel,

    /// <summary>Nobody made it yet: an evaluation, a backtest, a signal.</summary>
    NotMadeYet,

    /// <summary>Another process holds what is needed.</summary>
    Busy,

    /// <summary>A file is damaged or makes no sense.</summary>
    Damaged,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>A file or folder can't be written.</summary>
    ReadOnly,

    /// <summary>A newer version of this program wrote the file.</summary>
    NewerFormat,

    /// <summary>A settings file breaks a rule.</summary>
    Settings,

    /// <summary>A training's loss grew without bound.</summary>
    Diverged,
}
