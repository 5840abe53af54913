namespace Ploutos.Features.Splits;

/// <summary>Combinatorial purged cross-validation (Lopez de Prado 2018, ch. 12): the days are cut
/// into groups, every choice of test groups is a fold, and the folds' predictions join into several
/// paths, each of which covers every group once. Pure functions.</summary>
public static class CombinatorialCrossValidation
{
    private const long MostFolds = 10_000;

    /// <summary>All folds, in the lexicographic order of their test groups.</summary>
    /// <param name="calendar">Trading days, ascending.</param>
    /// <param name="groups">Groups of consecutive days, N; the earlier ones longer by a day where
    /// they cannot be equal.</param>
    /// <param name="testGroups">Groups tested in a fold, k: at least 1, below
    /// <paramref name="groups"/>.</param>
    /// <param name="purge">Bars that do not train before and after each test block: horizon +
    /// window.</param>
    /// <param name="embargo">Further bars that do not train after each test block, since serial
    /// correlation outlives labels.</param>
    public static IReadOnlyList<CombinatorialFold> Folds(
        ReadOnlySpan<DateOnly> calendar,
        int groups,
        int testGroups,
        int purge,
        int embargo
    )
    {
        TradingCalendar.ThrowUnlessAscending(calendar);
        if (purge < 0 || embargo < 0)
            throw new ArgumentOutOfRangeException(
                nameof(purge),
                $"Purge and embargo must be 0 bars or more, but got purge={purge}, embargo={embargo}."
            );
        if (calendar.Length < groups)
            throw new ArgumentException(
                $"{groups} groups need at least {groups} trading days, but got {calendar.Length}.",
                nameof(calendar)
            );
        int[] bounds = Bounds(calendar.Length, groups);
        var folds = new List<CombinatorialFold>();
        foreach (int[] chosen in Choices(groups, testGroups))
            folds.Add(Fold(calendar, bounds, chosen, purge, embargo));
        return folds;
    }

    /// <summary><c>paths[p][g]</c> is the fold from which path p takes its predictions of group g.
    /// There are k C(N, k) / N paths.</summary>
    public static int[][] Paths(int groups, int testGroups)
    {
        int[][] choices = [.. Choices(groups, testGroups)];
        int[][] foldsOfGroup =
        [
            .. Enumerable
                .Range(0, groups)
                .Select(g => Enumerable.Range(0, choices.Length).Where(f => choices[f].Contains(g)).ToArray()),
        ];
        return
        [
            .. Enumerable
                .Range(0, foldsOfGroup[0].Length)
                .Select(p => foldsOfGroup.Select(folds => folds[p]).ToArray()),
        ];
    }

    private static CombinatorialFold Fold(
        ReadOnlySpan<DateOnly> calendar,
        int[] bounds,
        int[] chosen,
        int purge,
        int embargo
    )
    {
        bool[] trains = new bool[calendar.Length];
        Array.Fill(trains, true);
        foreach (int g in chosen)
        {
            int start = Math.Max(0, bounds[g] - purge),
                end = Math.Min(calendar.Length, bounds[g + 1] + purge + embargo);
            trains.AsSpan(start, end - start).Clear();
        }

        var train = new List<DayRange>();
        for (int i = 0; i < trains.Length; i++)
        {
            int start = i;
            while (i < trains.Length && trains[i])
                i++;
            if (i > start)
                train.Add(TradingCalendar.Range(calendar, start, i));
        }

        var test = new DayRange[chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
            test[i] = TradingCalendar.Range(calendar, bounds[chosen[i]], bounds[chosen[i] + 1]);
        return new(chosen, test, train, purge, embargo);
    }

    private static int[] Bounds(int days, int groups)
    {
        int[] bounds = new int[groups + 1];
        for (int g = 0; g < groups; g++)
            bounds[g + 1] = bounds[g] + days / groups + (g < days % groups ? 1 : 0);
        return bounds;
    }

    private static IEnumerable<int[]> Choices(int groups, int testGroups)
    {
        if (testGroups < 1 || testGroups >= groups)
            throw new ArgumentOutOfRangeException(
                nameof(testGroups),
                $"1 <= testGroups < groups must hold, but got testGroups={testGroups}, groups={groups}."
            );
        double count = 1;
        for (int i = 0; i < testGroups; i++)
            count = count * (groups - i) / (i + 1);
        if (count > MostFolds)
            throw new ArgumentOutOfRangeException(
                nameof(groups),
                $"At most {MostFolds} folds are made, but {testGroups} of {groups} groups give {count:F0}. Ask for"
                    + $" fewer groups."
            );
        return Enumerate(groups, testGroups);
    }

    private static IEnumerable<int[]> Enumerate(int groups, int testGroups)
    {
        int[] chosen = [.. Enumerable.Range(0, testGroups)];
        while (true)
        {
            yield return [.. chosen];
            int i = testGroups - 1;
            while (i >= 0 && chosen[i] == groups - testGroups + i)
                i--;
            if (i < 0)
                yield break;
            chosen[i]++;
            for (int j = i + 1; j < testGroups; j++)
                chosen[j] = chosen[j - 1] + 1;
        }
    }
}
