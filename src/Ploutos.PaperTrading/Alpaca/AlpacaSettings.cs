namespace Ploutos.PaperTrading.Alpaca;

/// <summary>How Alpaca's paper API is reached, and how patient to be with it.</summary>
/// <param name="KeyId"><c>APCA_API_KEY_ID</c>.</param>
/// <param name="SecretKey"><c>APCA_API_SECRET_KEY</c>.</param>
public sealed record AlpacaSettings(string? KeyId, string? SecretKey)
{
    public Uri Address { get; init; } = AlpacaEndpoint.Paper;

    /// <summary>For tests against a server on this machine.</summary>
    public bool AllowLoopback { get; init; }

    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public int Attempts { get; init; } = 4;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    public static AlpacaSettings FromEnvironment(Func<string, string?>? read = null)
    {
        read ??= Environment.GetEnvironmentVariable;
        return new(read("APCA_API_KEY_ID"), read("APCA_API_SECRET_KEY"));
    }

    /// <summary>Never the keys.</summary>
    public override string ToString() => $"Alpaca at {Address}";
}
