using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Daily;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Sizing;

/// <summary>The tickers to size.</summary>
internal sealed class SizeTickers(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>The tickers that were named, and of a universe its members of the day that are stored; without
    /// names the watchlist's that are stored.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="notes">Is told what is left out.</param>
    /// <exception cref="PloutosException">A ticker that was named is not stored, or a universe has no member on
    /// the day.</exception>
    public string[] Of(BarStore store, SizeRequest request, List<string> notes)
    {
        DateOnly day = request.AsOf ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (request.Tickers is not { Count: > 0 })
        {
            WatchedTickers watched = new Watchlist(workspace).Read(store);
            IReadOnlyList<string> today = watched.On(_ => day);
            string[] held = [.. today.Where(store.Contains)];
            return held.Length > 0 ? held
                : today.Count == 0 ? throw watched.None(day)
                : throw new NoDataException(
                    $"The store has no bars of the watchlist's {today.Count} ticker(s). Fetch or import some."
                )
                {
                    Kind = MarketDataFault.EmptyStore,
                };
        }

        MembersOfDay members = MembersOfDay.Of(
            request.Tickers,
            NamedTickers.Of(workspace, request.Tickers, store),
            store,
            day,
            "Nothing was sized."
        );
        if (members.Missing is [var missing, ..])
            throw new PloutosException(
                Fault.UnknownTicker,
                $"A position needs the ticker's bars, but the store has none of '{missing}'."
            )
            {
                Remedies = [new FetchTicker(missing), new ChangeOption("tickers", "stored ones")],
            };
        if (members.Note("get no position") is { } note)
            notes.Add(note);
        return [.. members.Stored];
    }
}
