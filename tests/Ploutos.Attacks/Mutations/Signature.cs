using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ploutos.Attacks.Mutations;

/// <summary>Gives a spoilt card the digest that fits it, as a forger would, so that the digest does
/// not stop what is behind it from being attacked.</summary>
internal static partial class Signature
{
    /// <summary>The card with a digest that fits; as it is where it has none.</summary>
    public static byte[] Renew(byte[] card)
    {
        string text = Encoding.UTF8.GetString(card);
        Match mark = Digest().Match(text);
        if (!mark.Success)
            return card;
        string blank = Marked(text, mark, new('0', 64));
        return Encoding.UTF8.GetBytes(
            Marked(text, mark, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(blank))))
        );
    }

    private static string Marked(string text, Match mark, string digest) =>
        $"{text[..mark.Index]}\"digest\": \"{digest}\"{text[(mark.Index + mark.Length)..]}";

    [GeneratedRegex("\"digest\":\\s*\"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}
