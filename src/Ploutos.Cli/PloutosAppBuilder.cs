using Ploutos.Workflows.Parts;

namespace Ploutos.Cli;

/// <summary>A program of one's own in the making: <c>ploutos</c> with the user's parts.</summary>
public sealed class PloutosAppBuilder
{
    private readonly IReadOnlyList<string> _args;
    private readonly OwnParts _own = new();

    internal PloutosAppBuilder(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _args = args;
    }

    /// <summary>Features in code, which experts name among their features.</summary>
    public OwnFeatureList Features => _own.Features;

    /// <summary>Experts in code.</summary>
    public OwnExpertList Experts => _own.Experts;

    /// <summary>Labels in code, which experts name as the kind of their label.</summary>
    public OwnLabelList Labels => _own.Labels;

    /// <summary>Sources of bars.</summary>
    public OwnSourceList Sources => _own.Sources;

    /// <summary>Brokers of paper trading, which <c>paper.json</c> names.</summary>
    public OwnBrokerList Brokers => _own.Brokers;

    /// <summary>Channels of alerts, which <c>alerts.json</c> names as the type of a channel.</summary>
    public OwnAlertChannelList AlertChannels => _own.AlertChannels;

    /// <summary>Optional parts, as gradient boosting.</summary>
    public IList<IServiceProvider> Parts { get; } = [];

    /// <summary>The program.</summary>
    public PloutosHost Build() => new(_args, [.. Parts, _own]);
}
