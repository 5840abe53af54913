using System.Security.Cryptography;
using System.Text;

namespace Ploutos.Experts.Registry;

/// <summary>The digest that a card of the registry carries of itself: the SHA-256 of the file's text
/// with zeros in the digest's place. A card names the weights by their hash, so that one digest
/// covers both; thresholds name their models' versions.</summary>
internal static class CardDigest
{
    /// <summary>What stands in the digest's place while it is computed.</summary>
    public static string Blank { get; } = new('0', 64);

    /// <summary>A card that was serialised with <see cref="Blank"/> as its digest, with its real
    /// one.</summary>
    public static byte[] Seal(byte[] blankCard) =>
        Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(blankCard).Replace(Mark(Blank), Mark(HashOf(blankCard)), StringComparison.Ordinal)
        );

    /// <summary>Why a file does not have the digest it carries; null where it has, or where it
    /// carries none, as those of earlier versions.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static string? Fault(string path, string? digest)
    {
        if (digest is null)
            return null;
        string blank = File.ReadAllText(path).Replace(Mark(digest), Mark(Blank), StringComparison.Ordinal),
            actual = HashOf(Encoding.UTF8.GetBytes(blank));
        return actual == digest
            ? null
            : $"{Path.GetFileName(path)} must have the digest {Short(digest)}... that it carries, but has"
                + $" {Short(actual)}...: it was changed after it was written";
    }

    private static string Mark(string digest) => $"\"digest\": \"{digest}\"";

    private static string HashOf(byte[] text) => Convert.ToHexStringLower(SHA256.HashData(text));

    private static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;
}
