using Ploutos.MarketData.Sources;

namespace Ploutos.Workflows.Living;

/// <summary>What the daily run works with.</summary>
/// <param name="Workspace">Where everything lies.</param>
/// <param name="Time">The clock.</param>
/// <param name="Sources">How the sources on the network are reached.</param>
/// <param name="Request">How the run is done.</param>
/// <param name="Observers">Who is told.</param>
internal sealed record LiveContext(
    Workspace Workspace,
    TimeProvider Time,
    Func<SourceSettings> Sources,
    LiveRequest Request,
    IReadOnlyList<ILiveObserver> Observers
);
