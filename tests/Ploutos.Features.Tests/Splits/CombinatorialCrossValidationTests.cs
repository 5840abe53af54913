using CsCheck;
using Ploutos.Features.Splits;

namespace Ploutos.Features.Tests.Splits;

public sealed class CombinatorialCrossValidationTests
{
    /// <summary>Lopez de Prado (2018), section 12.4: six groups, two of them tested, give 15 folds
    /// and five paths.</summary>
    [Fact]
    public void Six_groups_of_which_two_are_tested_give_fifteen_folds_and_five_paths()
    {
        Assert.Equal(15, CombinatorialCrossValidation.Folds(DateSplitTests.Days(60), 6, 2, 0, 0).Count);
        int[][] paths = CombinatorialCrossValidation.Paths(6, 2);
        Assert.Equal(5, paths.Length);
        Assert.Equal([0, 0, 1, 2, 3, 4], paths[0]);
        Assert.Equal([4, 8, 11, 13, 14, 14], paths[4]);
    }

    [Fact]
    public void A_path_takes_each_group_from_a_fold_that_tested_it_and_no_prediction_is_used_twice()
    {
        IReadOnlyList<CombinatorialFold> folds = CombinatorialCrossValidation.Folds(
            DateSplitTests.Days(80),
            8,
            3,
            1,
            1
        );
        var used = new HashSet<(int Fold, int Group)>();
        foreach (int[] path in CombinatorialCrossValidation.Paths(8, 3))
        {
            for (int g = 0; g < path.Length; g++)
            {
                Assert.Contains(g, folds[path[g]].TestGroups);
                Assert.True(used.Add((path[g], g)));
            }
        }

        Assert.Equal(folds.Count * 3, used.Count);
    }

    [Fact]
    public void Days_beside_a_test_block_do_not_train()
    {
        DateOnly[] calendar = DateSplitTests.Days(50);
        CombinatorialFold fold = CombinatorialCrossValidation.Folds(calendar, 5, 2, purge: 3, embargo: 2)[1];
        Assert.Equal([0, 2], fold.TestGroups);
        Assert.Equal([new(calendar[0], calendar[9]), new(calendar[20], calendar[29])], fold.Test);
        Assert.Equal([new(calendar[15], calendar[16]), new(calendar[35], calendar[49])], fold.Train);
    }

    [Fact]
    public void No_training_label_overlaps_a_tested_one_though_a_ticker_misses_days() =>
        Gen.Select(Gen.Int[0, 1].Array[240], Gen.Int[1, 6], Gen.Int[0, 5])
            .Sample(
                (missing, horizon, embargo) =>
                {
                    DateOnly[] calendar = DateSplitTests.Days(240),
                        ticker = [.. calendar.Where((_, i) => missing[i] == 0)];
                    return CombinatorialCrossValidation
                        .Folds(calendar, 5, 2, horizon, embargo)
                        .All(fold =>
                            fold.TrainRowsOf(ticker)
                                .All(train =>
                                    fold.TestRowsOf(ticker)
                                        .All(test =>
                                            test.Count == 0
                                            || train.End - 1 + horizon < test.Start
                                            || train.Start > test.End - 1 + horizon + embargo
                                        )
                                )
                        );
                },
                iter: 50
            );

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 0)]
    public void Some_groups_must_test_and_some_must_train(int groups, int testGroups) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CombinatorialCrossValidation.Paths(groups, testGroups));

    [Fact]
    public void More_folds_than_anyone_can_train_are_refused() =>
        Assert.Contains(
            "give 155117520",
            Assert.Throws<ArgumentOutOfRangeException>(() => CombinatorialCrossValidation.Paths(30, 15)).Message
        );
}
