using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>Rules that stand elsewhere, checked for a part of a file.</summary>
internal static class FilePart
{
    /// <summary>Runs a check.</summary>
    /// <exception cref="StorageException">It failed; file and key stand in front of the
    /// rule.</exception>
    public static void Check(SettingsFile file, string key, Action action) =>
        Check(
            file,
            key,
            () =>
            {
                action();
                return true;
            }
        );

    /// <summary>Makes what obeys the rules, or says which one is broken.</summary>
    /// <exception cref="StorageException">One is; file and key stand in front of it.</exception>
    public static T Check<T>(SettingsFile file, string key, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw file.Wrong(key, e);
        }
    }
}
