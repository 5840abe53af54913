namespace Ploutos.Storage;

/// <summary>Why a file of ours could not be used.</summary>
public enum StorageFault
{
    /// <summary>Any other error of the file system or of SQLite.</summary>
    Failed,

    /// <summary>The file's content makes no sense, or its checksums do not fit.</summary>
    Damaged,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The file or its folder cannot be written, or not be opened.</summary>
    ReadOnly,

    /// <summary>Another process holds the file.</summary>
    Busy,

    /// <summary>The file belongs to another program, or is of another kind.</summary>
    NotOurs,

    /// <summary>A newer version of this program wrote the file.</summary>
    Newer,

    /// <summary>A settings file breaks a rule.</summary>
    Settings,

    /// <summary>What lies where a user points must not be replaced.</summary>
    Taken,
}
