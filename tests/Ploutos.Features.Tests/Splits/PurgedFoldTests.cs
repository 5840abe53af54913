using CsCheck;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Splits;

public sealed class PurgedFoldTests
{
    private const int Purge = 6,
        Embargo = 4;

    [Fact]
    public void Between_any_two_parts_lie_the_purged_bars_on_each_tickers_own_days() =>
        Gen.Select(Gen.Int[4, 7], Gen.Int[1, 2], Gen.Int[400, 700], Gen.Int[0, 1000])
            .Sample(
                (groups, tested, days, seed) =>
                {
                    DateOnly[] calendar =
                    [
                        .. Enumerable.Range(0, days).Select(d => new DateOnly(2010, 1, 1).AddDays(d)),
                    ];
                    var random = new Random(seed);
                    BarSeries gappy = Series([.. calendar.Where(_ => random.Next(10) > 0)]);
                    foreach (
                        PurgedFold fold in CombinatorialCrossValidation
                            .Folds(calendar, groups, tested, Purge, Embargo)
                            .Select(f => PurgedFold.Of(f, calendar))
                    )
                    {
                        string[] part = new string[gappy.Count];
                        Mark(part, fold.TrainRowsOf(gappy), "train");
                        Mark(part, fold.ValidationRowsOf(gappy), "validate");
                        Mark(part, fold.TestRowsOf(gappy), "test");
                        Assert.Contains("train", part);
                        Assert.Contains("validate", part);
                        for (int t = 0; t < part.Length; t++)
                            for (int ahead = 1; ahead <= Purge && t + ahead < part.Length; ahead++)
                                Assert.True(
                                    part[t] is null || part[t + ahead] is null || part[t] == part[t + ahead],
                                    $"{part[t]} at {t} and {part[t + ahead]} at {t + ahead} lie {ahead} bars apart"
                                );
                        for (int t = 0; t + Purge + Embargo < part.Length; t++)
                            Assert.True(
                                part[t] != "test"
                                    || part[t + Purge + Embargo] is null or "test"
                                    || Enumerable.Range(t, Purge + Embargo).Skip(1).Any(k => part[k] == "test"),
                                $"{part[t + Purge + Embargo]} begins within the embargo after the test bar {t}"
                            );
                    }
                },
                iter: 30
            );

    [Fact]
    public void A_walk_forward_fold_keeps_the_rows_of_its_split()
    {
        DateOnly[] calendar = [.. Enumerable.Range(0, 500).Select(d => new DateOnly(2010, 1, 1).AddDays(d))];
        DateSplit split = WalkForward.Expanding(calendar, calendar[300], 2, horizon: 5, window: 16)[1];
        BarSeries series = Series([.. calendar.Where((_, i) => i % 7 > 0)]);
        PurgedFold fold = PurgedFold.Of(split);
        SplitRows rows = split.RowsOf(series);
        Assert.Equal([rows.Train], fold.TrainRowsOf(series));
        Assert.Equal([rows.Validation], fold.ValidationRowsOf(series));
        Assert.Equal([rows.Test], fold.TestRowsOf(series));
    }

    [Fact]
    public void A_fold_that_leaves_nothing_to_validate_says_so()
    {
        DateOnly[] calendar = [.. Enumerable.Range(0, 30).Select(d => new DateOnly(2010, 1, 1).AddDays(d))];
        CombinatorialFold fold = CombinatorialCrossValidation.Folds(calendar, 3, 2, Purge, Embargo)[0];
        Assert.Contains(
            "fewer groups",
            Assert.Throws<ArgumentException>(() => PurgedFold.Of(fold, calendar)).Message,
            StringComparison.Ordinal
        );
    }

    private static void Mark(string[] part, IReadOnlyList<RowRange> rows, string name)
    {
        foreach (RowRange range in rows)
        {
            for (int t = range.Start; t < range.End; t++)
            {
                Assert.Null(part[t]);
                part[t] = name;
            }
        }
    }

    private static BarSeries Series(DateOnly[] dates)
    {
        double[] price = [.. dates.Select((_, i) => 100.0 + i)];
        return new BarSeries("T", DataOrigin.Simulated, dates, price, price, price, price, price);
    }
}
