using System.Security.Cryptography;
using System.Text;

namespace Ploutos.Storage;

/// <summary>Links of a chain: a record's hash covers its own text and the hash before it, so that
/// no record can be changed, removed or put in between without every later hash telling. All hashes
/// are SHA-256 as 64 hexadecimal digits.</summary>
public static class ChainHash
{
    /// <summary>What stands before the first record.</summary>
    public static string Beginning { get; } = new('0', 64);

    /// <summary>The hash of a record after another.</summary>
    public static string Of(string previous, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{body}")));
}
