using CsCheck;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>A delivery's rows pass through merge and checks without copies where nothing changes. They stay the
/// caller's.</summary>
public sealed class DeliveredRowsTests
{
    private static readonly DateTimeOffset Now = new(2024, 12, 31, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_list_is_left_as_it_was_and_saves_what_a_copy_would_whatever_its_order_and_defects() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 1000], Gen.Bool)
            .Sample(
                (count, first, then, seed, online) =>
                {
                    List<DeliveredBar>[] deliveries =
                    [
                        Shaped(Sample.Quiet(count), first, seed),
                        Shaped(Sample.Quiet(count + 12), then, seed + 1),
                    ];
                    using var folder = new TemporaryFolder();
                    using BarStore lent = BarStore.Open(folder.File("lent.db")),
                        copied = BarStore.Open(folder.File("copied.db"));
                    foreach (List<DeliveredBar> rows in deliveries)
                    {
                        DeliveredBar[] before = [.. rows];
                        DateOnly last = Sample.Days[count + (seed % 5)];
                        QualityCheck.Run(Sample.Delivered("A", rows), last);
                        string saved = Save(lent, rows, last, online),
                            asCopy = Save(copied, before, last, online);
                        Assert.Equal(before, rows);
                        Assert.Equal(asCopy, saved);
                    }
                },
                iter: 60
            );

    private static string Save(BarStore store, IReadOnlyList<DeliveredBar> rows, DateOnly last, bool online)
    {
        DeliveredSeries delivered = Sample.Delivered("A", rows) with { Source = online ? "yahoo" : "csv" };
        try
        {
            SaveResult saved = store.Save(delivered, Now, last);
            return $"{saved.Outcome} {saved.Vintage} {SeriesHash.Of(store.Read("A"))} "
                + string.Join(' ', store.ReadDelivered("A").Bars)
                + string.Join(' ', saved.Checked.Report.Findings)
                + string.Join(' ', saved.Revision.Added)
                + string.Join(' ', saved.Revision.Removed)
                + string.Join(' ', saved.Revision.Changed);
        }
        catch (MarketDataException e)
        {
            return e.Message;
        }
    }

    /// <summary>Rows in order, turned round, shuffled, with a row twice, with nulls at the end and within, or with
    /// an adjusted close that steps.</summary>
    private static List<DeliveredBar> Shaped(List<DeliveredBar> rows, int shape, int seed)
    {
        var random = new Random(seed);
        int at = random.Next(rows.Count);
        switch (shape)
        {
            case 1:
                rows.Reverse();
                break;
            case 2:
                return [.. rows.OrderBy(_ => random.Next())];
            case 3:
                rows.Insert(at, rows[at]);
                break;
            case 4:
                rows[at] = Nulls(rows[at].Date);
                rows[^1] = Nulls(rows[^1].Date);
                break;
            case 5:
                return Sample.AsTraded(rows, at, shares: 4);
        }

        return rows;
    }

    private static DeliveredBar Nulls(DateOnly day) =>
        DeliveredBar.Plain(day, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}
