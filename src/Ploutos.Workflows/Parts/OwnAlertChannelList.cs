using Ploutos.Alerts;
using Ploutos.Alerts.Channels;

namespace Ploutos.Workflows.Parts;

/// <summary>Channels of alerts in code.</summary>
public sealed class OwnAlertChannelList
{
    internal Dictionary<string, IAlertChannel> All { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a channel; <c>alerts.json</c> names it as the <c>type</c> of a channel, with
    /// <c>timeout_seconds</c> beside it (10 where it is left out).</summary>
    /// <param name="name">1 to 32 small letters, digits, '_' and '-'.</param>
    /// <param name="channel">Sends alerts, from several threads at once. Where it throws, the alert waits
    /// in the outbox; an <see cref="AlertException"/> says whether sending it again makes sense.</param>
    /// <exception cref="ArgumentException">The name breaks its rule, or is taken.</exception>
    public void Add(string name, IAlertChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        OwnPartName.Require("channel", name, [.. AlertWorkflow.ChannelTypes, .. All.Keys]);
        All.Add(name, channel);
    }
}
