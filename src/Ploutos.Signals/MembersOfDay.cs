using System.Globalization;
using Ploutos.MarketData.Store;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals;

/// <summary>What names stand for on one day: tickers themselves, and of a universe its members of the
/// day.</summary>
/// <param name="Stored">Those that the store has.</param>
/// <param name="Lacking">Those that it lacks.</param>
/// <param name="Missing">Those of them without which nothing can be done: all that were named themselves, and
/// where nothing is stored, at least the first.</param>
internal sealed record MembersOfDay(
    IReadOnlyList<string> Stored,
    IReadOnlyList<string> Lacking,
    IReadOnlyList<string> Missing
)
{
    private const int MostNamed = 8;

    /// <summary>Finds them.</summary>
    /// <param name="names">The names as they were asked for.</param>
    /// <param name="named">What they stand for.</param>
    /// <param name="store">The bars.</param>
    /// <param name="day">The day.</param>
    /// <param name="nothing">What is not done without a member, as a sentence.</param>
    /// <exception cref="PloutosException">No ticker belongs on the day.</exception>
    public static MembersOfDay Of(
        IReadOnlyList<string> names,
        NamedTickers named,
        BarStore store,
        DateOnly day,
        string nothing
    )
    {
        IReadOnlyList<string> members = named.On(day) ?? [];
        if (members.Count == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                $"'{string.Join(", ", names)}' has no member on "
                    + $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. {nothing}"
            )
            {
                Remedies = [new ChangeOption("tickers", "stored ones")],
            };
        string[] lacks = [.. members.Where(t => !store.Contains(t))],
            missing = [.. lacks.Where(t => !named.IsByUniverse(t))];
        return new(
            [.. members.Except(lacks)],
            lacks,
            missing.Length == 0 && lacks.Length == members.Count ? lacks[..1] : missing
        );
    }

    /// <summary>What to know of the members that lack bars; null where none does.</summary>
    /// <param name="fate">What becomes of them, as in "get no position".</param>
    public string? Note(string fate) =>
        Lacking.Count == 0
            ? null
            : $"{Lacking.Count} of {Stored.Count + Lacking.Count} members have no bars in the store and {fate}:"
                + $" {string.Join(", ", Lacking.Take(MostNamed))}{(Lacking.Count > MostNamed ? " and more" : "")}.";
}
