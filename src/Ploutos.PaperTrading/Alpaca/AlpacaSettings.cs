namespace Ploutos.PaperTrading.Alpaca;

/// <summary>How Alpaca's paper API is reached, and how patient to be with it.</summary>
/// <param name="KeyId"><c>APCA_API_KEY_ID</c>.</param>
/// <param name="SecretKey"><c>APCA_API_SECRET_KEY</c>.</param>
public sealed record AlpacaSettings(string? KeyId, string? SecretKey)
{
    /// <summary>Root of the API. The default is Alpaca's paper API.</summary>
    public Uri Address { get; init; } = AlpacaEndpoint.Paper;

    /// <summary>For tests against a server on this machine.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>How long one attempt may take. The default is 15 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Attempts of a request in total, at least 1. The default is 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Wait before the second attempt; it doubles with each further one. The default is 1
    /// second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait that the server may ask for; a longer one ends the attempts. The
    /// default is 2 minutes.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Settings with the keys of the environment variables <c>APCA_API_KEY_ID</c> and
    /// <c>APCA_API_SECRET_KEY</c>; a key is null where its variable is not set.</summary>
    public static AlpacaSettings FromEnvironment(Func<string, string?>? read = null)
    {
        read ??= Environment.GetEnvironmentVariable;
        return new(read("APCA_API_KEY_ID"), read("APCA_API_SECRET_KEY"));
    }

    /// <summary>Never the keys.</summary>
    public override string ToString() => $"Alpaca at {Address}";
}
