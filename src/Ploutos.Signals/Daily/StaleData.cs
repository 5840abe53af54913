using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>Tells the observers which tickers still wait for a day's bars or for a usable model.</summary>
internal sealed class StaleData(Publisher publisher, TimeProvider time, TimeSpan retry)
{
    /// <summary>One event a day that something is missing of.</summary>
    public async Task ReportAsync(
        IReadOnlyDictionary<string, (DateOnly Day, string Reason)> waiting,
        Func<string, ExchangeCalendar> market,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        foreach (
            IGrouping<
                (DateOnly Day, ExchangeCalendar Market),
                KeyValuePair<string, (DateOnly Day, string Reason)>
            > missing in waiting.GroupBy(w => (w.Value.Day, market(w.Key)))
        )
        {
            string text =
                $"{string.Join(", ", missing.Select(w => w.Key))}: no signal of {missing.Key.Day:yyyy-MM-dd} yet: "
                + $"{missing.First().Value.Reason}. "
                + $"It is tried again every {retry.TotalMinutes:0} minutes until"
                + $" {DayMoments.Deadline(missing.Key.Day, missing.Key.Market):u}.";
            progress?.Report(new Note(text, IsWarning: true));
            await publisher
                .TellAsync(
                    new DataStale(
                        time.GetUtcNow(),
                        text,
                        missing.Key.Day,
                        [.. missing.Select(w => w.Key)],
                        DayMoments.Deadline(missing.Key.Day, missing.Key.Market)
                    ),
                    progress,
                    cancellation
                )
                .ConfigureAwait(false);
        }
    }
}
