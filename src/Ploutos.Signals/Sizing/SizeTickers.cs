using System.Globalization;
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
    private const int MostNamed = 8;

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
            string[] watched = [.. new Watchlist(workspace).Read(store).On(_ => day).Where(store.Contains)];
            return watched.Length > 0
                ? watched
                : throw new NoDataException("The store holds no bars yet.") { Kind = MarketDataFault.EmptyStore };
        }

        var named = NamedTickers.Of(workspace, request.Tickers, store);
        IReadOnlyList<string> members = named.On(day) ?? [];
        if (members.Count == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                $"'{string.Join(", ", request.Tickers)}' has no member on "
                    + $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Nothing was sized."
            )
            {
                Remedies = [new ChangeOption("tickers", "stored ones")],
            };
        string[] lacks = [.. members.Where(t => !store.Contains(t))];
        string? missing =
            lacks.FirstOrDefault(t => !named.IsByUniverse(t))
            ?? (lacks.Length == members.Count ? lacks.FirstOrDefault() : null);
        if (missing is not null)
            throw new PloutosException(
                Fault.UnknownTicker,
                $"A position needs the ticker's bars, but the store has none of '{missing}'."
            )
            {
                Remedies = [new FetchTicker(missing), new ChangeOption("tickers", "stored ones")],
            };
        if (lacks.Length > 0)
            notes.Add(
                $"{lacks.Length} of {members.Count} members have no bars in the store and get no position:"
                    + $" {string.Join(", ", lacks.Take(MostNamed))}{(lacks.Length > MostNamed ? " and more" : "")}."
            );
        return [.. members.Except(lacks)];
    }
}
