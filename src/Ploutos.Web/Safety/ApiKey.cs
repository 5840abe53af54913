using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Safety;

/// <summary>The key of the host. Only its hash is kept, and every comparison takes the same time
/// whatever was given.</summary>
internal sealed class ApiKey(string key)
{
    /// <summary>The header that bears it; <c>Authorization: Bearer</c> does, too.</summary>
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Tells this key from another one in a file that is no place for the key: a hash of
    /// its hash, which the 128 bits of a key keep from being guessed.</summary>
    public string Print => Convert.ToHexStringLower(SHA256.HashData(_hash));

    /// <summary>Whether that is the key.</summary>
    public bool IsRight(string? given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), _hash);

    /// <summary>What a request's headers give as the key, or null.</summary>
    public static string? GivenBy(HttpRequest request)
    {
        string? given = request.Headers[Header];
        string? authorization = request.Headers.Authorization;
        return !string.IsNullOrEmpty(given) ? given
            : authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
                ? authorization[Bearer.Length..].Trim()
            : null;
    }
}
