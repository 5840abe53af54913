using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Ploutos.Storage;

/// <summary>This process among those that may use a folder. A process number alone is none: in a
/// container the command has the same one each time, and two containers with one volume have
/// it both at once.</summary>
internal static class ProcessIdentity
{
    /// <summary>Where this process's number has a meaning, which is this machine or container: the
    /// first 8 hexadecimal digits of the hash of its host name and, on Linux, its name space of
    /// processes. Containers may share a host name.</summary>
    public static string Machine { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName} {ProcessSpace()}"))
        )[..8];

    /// <summary>8 random hexadecimal digits of this process.</summary>
    public static string Token { get; } = RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>Whether a process of this machine may still be there.</summary>
    public static bool MayRun(int process)
    {
        if (process == Environment.ProcessId)
            return true;
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }

    private static string? ProcessSpace()
    {
        try
        {
            return OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
