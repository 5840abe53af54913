using Ploutos.MarketData.Delivery;
using Ploutos.Workspace;

namespace Ploutos.Signals.Daily;

/// <summary>What the daily run works with.</summary>
/// <param name="Workspace">Where everything lies.</param>
/// <param name="Time">The clock.</param>
/// <param name="Sources">How the sources on the network are reached.</param>
/// <param name="Request">How the run is done.</param>
/// <param name="Observers">Who is told.</param>
public sealed record LiveContext(
    WorkspaceFolder Workspace,
    TimeProvider Time,
    Func<SourceSettings> Sources,
    LiveRequest Request,
    IReadOnlyList<ILiveObserver> Observers
);
