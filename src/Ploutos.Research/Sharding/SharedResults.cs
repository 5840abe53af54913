using System.Security.Cryptography;
using Ploutos.Storage;

namespace Ploutos.Research.Sharding;

/// <summary>Results of many processes in a folder that all of them see. A file is named by its result and
/// by the hash of its bytes, so that nothing is ever overwritten by something else, and what was damaged
/// on the way counts as missing.</summary>
/// <param name="folder">The folder, of one work alone; made with the first result.</param>
public sealed class SharedResults(string folder)
{
    private const int HashLength = 16;
    private const string Ending = ".json";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Writes a result, atomically.</summary>
    /// <param name="name">Its name: letters, digits, <c>-</c>, <c>_</c> and <c>.</c></param>
    /// <param name="content">Its bytes.</param>
    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, $"{name}.{Hash(content)}{Ending}"), content);
    }

    /// <summary>The whole versions of a result; more than one where several processes made it.</summary>
    public IReadOnlyList<(string File, byte[] Content)> Read(string name)
    {
        if (!Directory.Exists(folder))
            return [];
        var whole = new List<(string, byte[])>();
        foreach (string file in Directory.EnumerateFiles(folder, $"{name}.*{Ending}").Order(StringComparer.Ordinal))
        {
            string hash = Path.GetFileName(file)[name.Length..^Ending.Length].TrimStart('.');
            byte[] content = File.ReadAllBytes(file);
            if (hash == Hash(content))
                whole.Add((file, content));
        }

        return whole;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength];
}
