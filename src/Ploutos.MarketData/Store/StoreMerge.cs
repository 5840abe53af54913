using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;

namespace Ploutos.MarketData.Store;

/// <summary>What a delivery makes of the rows that are stored.</summary>
/// <param name="Rows">All rows as delivered, old and new.</param>
/// <param name="Revision">What the delivery adds and changes.</param>
/// <param name="Check">The rows checked and repaired.</param>
/// <param name="Extends">Whether the stored bars stay and new ones follow them; else the result is a
/// vintage of its own.</param>
internal sealed record StoreMerge(List<DeliveredBar> Rows, Revision Revision, CheckedSeries Check, bool Extends)
{
    /// <summary>Merges.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="place">Where the ticker is stored; null where it is new.</param>
    /// <param name="delivered">The delivery.</param>
    /// <param name="lastFinishedDay">Later rows are not yet bars; null takes all.</param>
    /// <exception cref="MarketDataException">The ticker holds bars of another origin.</exception>
    /// <exception cref="NoDataException">No row is usable.</exception>
    public static StoreMerge Of(
        SqliteConnection connection,
        StoreReader.Place? place,
        DeliveredSeries delivered,
        DateOnly? lastFinishedDay
    )
    {
        if (place is not null && place.Origin != delivered.Origin)
            throw new MarketDataException(
                $"{delivered.Ticker} holds {place.Origin.ToString().ToLowerInvariant()} bars, and"
                    + $" {delivered.Origin.ToString().ToLowerInvariant()} ones can't join them. "
                    + "Use another ticker, or another workspace."
            );
        List<DeliveredBar> known = place is null
            ? []
            : StoreReader.DeliveredBars(connection, place.TickerId, place.Vintage, delivered.Ticker);
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
        IReadOnlyList<CorporateAction> actions = place is null
            ? delivered.Actions
            : DeliveryJoin.Joined(StoreReader.Actions(connection, place.TickerId, place.Vintage), delivered.Actions);
        CheckedSeries check = Checked(delivered with { Actions = actions }, rows, lastFinishedDay);
        // The checks of an earlier version, or a split told since, may have made other bars of the same rows
        extends &=
            place is null
            || DeliveryJoin.IsContinuedBy(StoreReader.Read(connection, delivered.Ticker, null, null), check.Series);
        return new(rows, revision, check, extends);
    }

    private static List<DeliveredBar> Finished(
        List<DeliveredBar> known,
        DeliveredSeries delivered,
        DateOnly? lastFinishedDay
    )
    {
        List<DeliveredBar> finished = [.. delivered.Bars.Where(b => lastFinishedDay is not { } last || b.Date <= last)];
        if (known.Count > 0 && RowOrder.IsDescending(finished))
            finished.Reverse();
        return MissingDays.Filled(known, delivered with { Bars = finished });
    }

    private static CheckedSeries Checked(DeliveredSeries delivered, List<DeliveredBar> rows, DateOnly? lastFinishedDay)
    {
        CheckedSeries check = QualityCheck.Run(
            delivered with
            {
                Bars = [.. rows, .. delivered.Bars.Where(b => lastFinishedDay is { } last && b.Date > last)],
            },
            lastFinishedDay,
            mustReach: BarSources.IsOnline(delivered.Source) ? lastFinishedDay : null
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
