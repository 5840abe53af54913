namespace Ploutos.Alerts.Channels;

/// <summary>A way to reach somebody.</summary>
public interface IAlertChannel
{
    /// <summary>What it is, as webhook, smtp or command, and where it goes; never a secret.</summary>
    string Description { get; }

    /// <summary>What is unsafe about the way, and what to do; null where nothing is known.</summary>
    string? Warning => null;

    /// <summary>Sends one alert, or throws <see cref="AlertException"/>. Gives up by itself after
    /// its timeout.</summary>
    Task SendAsync(Alert alert, CancellationToken cancellation);
}

/// <summary>An alert could not be sent.</summary>
/// <param name="message">Why.</param>
/// <param name="isPermanent">Sending it again would come to the same.</param>
/// <param name="retryAfter">How long the receiver asks to wait.</param>
/// <param name="inner">What was underneath.</param>
public sealed class AlertException(
    string message,
    bool isPermanent = false,
    TimeSpan? retryAfter = null,
    Exception? inner = null
) : Exception(message, inner)
{
    /// <summary>Sending it again would come to the same.</summary>
    public bool IsPermanent { get; } = isPermanent;

    /// <summary>How long the receiver asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
