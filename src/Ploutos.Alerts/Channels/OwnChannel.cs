using System.Globalization;

namespace Ploutos.Alerts.Channels;

/// <summary>A channel of a program of one's own, under a time limit. Whatever it throws becomes an
/// <see cref="AlertException"/>, so that the alert waits in the outbox as those of the built-in ones
/// do.</summary>
internal sealed class OwnChannel(IAlertChannel channel, TimeSpan timeout) : IAlertChannel
{
    public string Description => channel.Description;

    public string? Warning => channel.Warning;

    public async Task SendAsync(Alert alert, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await channel.SendAsync(alert, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not AlertException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new AlertException(
                limit.IsCancellationRequested
                    ? string.Create(CultureInfo.InvariantCulture, $"did not end within {timeout.TotalSeconds:0.#} s")
                    : e.Message,
                inner: e
            );
        }
    }
}
