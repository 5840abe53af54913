using System.Text.Json.Serialization;
using Ploutos.Workspace.Events;

namespace Ploutos.Workspace.Bars;

/// <summary>News of a ticker that is being fetched, several side by side.</summary>
/// <param name="Ticker">Whose.</param>
/// <param name="Stage">Where its fetch stands.</param>
/// <param name="Detail">A few words, such as which source is asked.</param>
/// <param name="Done">Tickers done or failed.</param>
/// <param name="Total">All tickers.</param>
public sealed record TickerNews(string Ticker, TickerStage Stage, string Detail, int Done, int Total) : WorkflowEvent
{
    /// <summary>Nothing more comes of this ticker.</summary>
    public bool IsLast => Stage is TickerStage.Done or TickerStage.Failed;
}
