using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Ploutos.Web.Safety;

/// <summary>Which keys may guard the host. A key of n characters out of an alphabet of a holds at
/// most n · log2(a) bits; runs, repetitions and well-known words hold next to nothing.</summary>
public static class KeyRule
{
    /// <summary>Fewest bits of chance of a key.</summary>
    public const int LeastBits = 128;

    private const int LeastMatch = 4;

    /// <summary>What people type instead of chance: rows of keys, runs, words.</summary>
    private const string Guessed =
        "0123456789012 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm qwertzuiop azertyuiop qsdfghjklm "
        + "wxcvbn 1qaz2wsx3edc4rfv5tgb6yhn7ujm password passw0rd secret changeme letmein welcome admin ploutos "
        + "topsecret default example test server dashboard apikey token "
        + "zyxwvutsrqponmlkjihgfedcba 9876543210987";

    /// <summary>A new key: 256 bits of the system's source of chance, as 43 letters, digits, '-'
    /// and '_'.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is wrong with a key, as the rule and what was received; null where nothing is.
    /// The key itself is not repeated.</summary>
    public static string? FaultOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Any(c => c is < '!' or > '~'))
            return "must be of letters, digits and signs of ASCII, without spaces, but has another character";
        int bits = (int)(key.Length * Math.Log2(Alphabet(key)));
        if (bits < LeastBits)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"must hold {LeastBits} bits of chance, but has {key.Length} characters that hold {bits} at most"
            );
        int free = Unpredictable(key.ToLowerInvariant());
        // Three chance runs of four in 32 hexadecimal digits come once in a million keys, four never.
        return free * 3 < key.Length * 2 || key.Distinct().Count() < 8
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"must hold {LeastBits} bits of chance, but of its {key.Length} characters "
                    + $"{key.Length - free} follow from the others or from well-known words"
            )
            : null;
    }

    private static int Alphabet(string key)
    {
        bool upper = key.Any(char.IsAsciiLetterUpper),
            lower = key.Any(char.IsAsciiLetterLower);
        bool hexadecimal = key.All(c => char.IsAsciiHexDigit(c) || c == '-') && upper != lower;
        int letters = hexadecimal ? 6 : (upper ? 26 : 0) + (lower ? 26 : 0);
        char[] signs = [.. key.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()];
        int others =
            signs.Length == 0 || hexadecimal ? 0
            : signs.All(c => c is '-' or '_' or '+' or '/' or '=') ? 2
            : 32;
        return Math.Max(2, (key.Any(char.IsAsciiDigit) ? 10 : 0) + letters + others);
    }

    /// <summary>Characters that do not repeat what stood before, or what everybody types.</summary>
    private static int Unpredictable(string key)
    {
        string known = Guessed + '\n';
        int free = 0;
        for (int i = 0; i < key.Length;)
        {
            string before = known + key[..i];
            int length = 0;
            while (i + length < key.Length && before.Contains(key[i..(i + length + 1)], StringComparison.Ordinal))
                length++;
            if (length == 0 && i > 0 && key[i] == key[i - 1])
                length = 1;
            i += length >= LeastMatch ? length : 1;
            free++;
        }

        return free;
    }
}
