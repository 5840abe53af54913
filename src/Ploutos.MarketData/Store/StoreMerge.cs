using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;

namespace Ploutos.MarketData.Store;

/// <summary>What a delivery makes of the rows that are stored, by every rule of a write.</summary>
/// <param name="Place">Where the ticker is stored; null where it is new.</param>
/// <param name="Rows">All rows as delivered, old and new; of a new ticker the delivery's own list.</param>
/// <param name="Revision">What the delivery adds and changes.</param>
/// <param name="Check">The rows checked and repaired.</param>
/// <param name="Extends">Whether the stored bars stay and new ones follow them; else the result is a
/// vintage of its own.</param>
internal sealed record StoreMerge(
    StoreReader.Place? Place,
    List<DeliveredBar> Rows,
    Revision Revision,
    CheckedSeries Check,
    bool Extends
)
{
    // Room for an update's new days, so that they don't double the list
    private const int FewDays = 32;

    /// <summary>Merges; nothing is written.</summary>
    /// <param name="connection">The store; null where there is none yet.</param>
    /// <param name="delivered">The delivery.</param>
    /// <param name="lastFinishedDay">Later rows are not yet bars; null takes all.</param>
    /// <param name="strict">Whether to refuse a series with serious findings.</param>
    /// <exception cref="MarketDataException">The bars are intraday, the ticker holds bars of another
    /// origin, or strictness stops it.</exception>
    /// <exception cref="NoDataException">No row is usable.</exception>
    public static StoreMerge Of(
        SqliteConnection? connection,
        DeliveredSeries delivered,
        DateOnly? lastFinishedDay,
        bool strict
    )
    {
        IntradayRule.Require(delivered);
        Stored? stored =
            connection is not null && StoreReader.Find(connection, delivered.Ticker) is { } place
                ? new(connection, place)
                : null;
        if (stored is not null && StoreInstruments.SetOf(stored.Connection, stored.Place.TickerId) is { } set)
            delivered = delivered with { Instrument = set.Or(delivered.Instrument) };
        StoreMerge merge = Of(stored, delivered, lastFinishedDay);
        if (strict)
            merge.Check.Report.ThrowIfSerious();
        return merge;
    }

    private static StoreMerge Of(Stored? stored, DeliveredSeries delivered, DateOnly? lastFinishedDay)
    {
        if (stored is not null && stored.Place.Origin != delivered.Origin)
            throw new MarketDataException(
                $"{delivered.Ticker} holds {stored.Place.Origin.ToString().ToLowerInvariant()} bars, and"
                    + $" {delivered.Origin.ToString().ToLowerInvariant()} ones can't join them. "
                    + "Use another ticker, or another workspace."
            );
        List<DeliveredBar> known = stored is null
            ? []
            : StoreReader.DeliveredBars(
                stored.Connection,
                stored.Place.TickerId,
                stored.Place.Vintage,
                delivered.Ticker,
                room: Math.Min(delivered.Bars.Count, FewDays)
            );
        List<DeliveredBar> finished = Finished(known, delivered, lastFinishedDay);
        Revision revision = Revision.Between(known, finished);
        bool extends =
            known.Count > 0
            && !revision.Rewrites
            && (revision.Added.Count == 0 || revision.Added[0] > known.Max(b => b.Date));
        List<DeliveredBar> rows =
            extends || known.Count == 0
                ? DeliveryJoin.Extended(known, finished)
                : DeliveryJoin.Replaced(known, finished);
        IReadOnlyList<CorporateAction> actions = stored is null
            ? delivered.Actions
            : DeliveryJoin.Joined(
                StoreReader.Actions(stored.Connection, stored.Place.TickerId, stored.Place.Vintage),
                delivered.Actions
            );
        CheckedSeries check = Checked(delivered with { Actions = actions }, rows, lastFinishedDay);
        // The checks of an earlier version, or a split told since, may have made other bars of the same rows
        extends &=
            stored is null
            || DeliveryJoin.IsContinuedBy(
                StoreReader.ReadStored(stored.Connection, stored.Place, delivered.Ticker),
                check.Series
            );
        return new(stored?.Place, rows, revision, check, extends);
    }

    /// <summary>A ticker in a store.</summary>
    private sealed record Stored(SqliteConnection Connection, StoreReader.Place Place);

    private static List<DeliveredBar> Finished(
        List<DeliveredBar> known,
        DeliveredSeries delivered,
        DateOnly? lastFinishedDay
    )
    {
        IReadOnlyList<DeliveredBar> finished =
            lastFinishedDay is { } last && delivered.Bars.Any(b => b.Date > last)
                ? [.. delivered.Bars.Where(b => b.Date <= last)]
                : delivered.Bars;
        if (known.Count > 0 && RowOrder.IsDescending(finished))
            finished = [.. finished.Reverse()];
        return MissingDays.Filled(known, delivered with { Bars = finished });
    }

    private static CheckedSeries Checked(DeliveredSeries delivered, List<DeliveredBar> rows, DateOnly? lastFinishedDay)
    {
        DeliveredBar[] unfinished = lastFinishedDay is { } end ? [.. delivered.Bars.Where(b => b.Date > end)] : [];
        CheckedSeries check = QualityCheck.Run(
            delivered with
            {
                Bars = unfinished.Length == 0 ? rows : [.. rows, .. unfinished],
            },
            lastFinishedDay,
            mustReach: BarSources.IsOnline(delivered.Source) && delivered.Instrument?.EndedOn is null
                ? lastFinishedDay
                : null
        );
        return check.Series.Count > 0
            ? check
            : throw new NoDataException(
                $"{delivered.Ticker}: none of the {delivered.Bars.Count} rows of {delivered.Location} is usable."
                    + $" Nothing was stored."
            )
            {
                Kind = MarketDataFault.NoUsableRows,
                Ticker = delivered.Ticker,
            };
    }
}
