namespace Ploutos.Tuning;

/// <summary>A storage cannot do what is asked of it: it cannot be reached, is full, damaged, or of
/// another schema version.</summary>
public sealed class StudyStorageException : Exception
{
    internal StudyStorageException(string message, Exception? cause = null)
        : base(message, cause) { }
}
