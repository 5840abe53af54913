using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>A broker could not be asked, or answered what makes no sense. Nothing was taken over
/// from it.</summary>
public sealed class BrokerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the user can do; empty where the message says all.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
