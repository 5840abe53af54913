using System.Globalization;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading;

/// <summary>Holds the book against the broker's account: every position exactly, the cash to the
/// cent.</summary>
internal sealed class Reconciliation(Book book, IBroker broker)
{
    /// <summary>Compares.</summary>
    /// <param name="roundings">Fills taken over just now whose price the broker told as a rounded
    /// mean: each may be off by a cent, which is booked as such.</param>
    /// <param name="day">The day for that booking.</param>
    /// <param name="cancellation">Stops the asking.</param>
    public async Task<PaperReconciliation> CompareAsync(int roundings, DateOnly day, CancellationToken cancellation)
    {
        BrokerAccount account = await broker.AccountAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<BrokerPosition> held = await broker.PositionsAsync(cancellation).ConfigureAwait(false);
        decimal off = account.Cash - book.Cash();
        if (off != 0 && Math.Abs(off) <= 0.01m * roundings)
        {
            book.Append(
                new()
                {
                    Day = day,
                    Kind = "rounding",
                    Reference = $"rounding {book.EntryCount().ToString(CultureInfo.InvariantCulture)}",
                    Ticker = null,
                    Shares = 0,
                    Cash = off,
                    Detail = "the broker reports a mean price; the fills' true sum differs by this",
                }
            );
        }

        return Compare(account.Cash, held);
    }

    /// <summary>Takes the broker's account over into the book as it is.</summary>
    public async Task<PaperReconciliation> AcceptAsync(DateOnly day, CancellationToken cancellation)
    {
        PaperReconciliation found = await CompareAsync(0, day, cancellation).ConfigureAwait(false);
        book.Transact(() =>
        {
            string mark = book.EntryCount().ToString(CultureInfo.InvariantCulture);
            foreach (PaperDifference d in found.Differences)
            {
                bool cash = d.What == "cash";
                book.Append(
                    new()
                    {
                        Day = day,
                        Kind = "accepted",
                        Reference = $"accepted {mark} {d.What}",
                        Ticker = cash ? null : d.What,
                        Shares = cash ? 0 : d.Broker - d.Expected,
                        Cash = cash ? d.Broker - d.Expected : 0,
                        Detail = "taken over from the broker by the user",
                    }
                );
            }
        });
        return found with { Accepted = true };
    }

    /// <summary>What differs, in one sentence.</summary>
    public static string Sentence(PaperReconciliation found) =>
        string.Join(
            "; ",
            found.Differences.Select(d =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{d.What} should be {d.Expected} by the book, but is {d.Broker} at the {found.Broker} broker"
                )
            )
        );

    private PaperReconciliation Compare(decimal brokerCash, IReadOnlyList<BrokerPosition> held)
    {
        decimal cash = book.Cash();
        SortedDictionary<string, decimal> expected = book.Positions();
        var atBroker = held.Where(p => p.Shares != 0)
            .ToDictionary(p => p.Ticker, p => p.Shares, StringComparer.Ordinal);
        var differences = new List<PaperDifference>();
        if (cash != brokerCash)
            differences.Add(new("cash", cash, brokerCash));
        foreach (string ticker in expected.Keys.Union(atBroker.Keys).Order(StringComparer.Ordinal))
        {
            (decimal ours, decimal theirs) = (expected.GetValueOrDefault(ticker), atBroker.GetValueOrDefault(ticker));
            if (ours != theirs)
                differences.Add(new(ticker, ours, theirs));
        }

        return new(broker.Name, differences.Count == 0, cash, brokerCash, differences);
    }
}
