using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Evaluation;

/// <summary>The folds of an evaluation, the same for all forecasters, so that everything is
/// judged on the same rows. Groups are the test blocks; a path takes each group's forecasts from
/// one fold.</summary>
internal sealed record EvaluationPlan
{
    private const int FewestTestDays = 10,
        FewestTrainDays = 64;

    public required string Scheme { get; init; }

    public required IReadOnlyList<PurgedFold> Folds { get; init; }

    /// <summary>Test blocks in time order.</summary>
    public required IReadOnlyList<DayRange> Groups { get; init; }

    /// <summary>[path][group]: the fold whose forecasts are taken.</summary>
    public required int[][] Paths { get; init; }

    public required int Purge { get; init; }

    public required int Embargo { get; init; }

    public int? TrainDays { get; init; }

    public int? TestGroups { get; init; }

    /// <summary>Plans the folds.</summary>
    /// <exception cref="PloutosException">An option breaks its rule, or there is too little
    /// history; the message says how much is needed.</exception>
    public static EvaluationPlan Make(EvaluateRequest request, TrainingBars bars, IReadOnlyList<ExpertDefinition> asked)
    {
        IReadOnlyList<ExpertDefinition> experts = AllWith(asked);
        int horizon = experts.Max(e => e.Label.Horizon),
            purge = request.Purge ?? horizon + request.Window;
        return request.Scheme == "cpcv"
            ? Combinatorial(request, bars, experts, purge)
            : WalkForwardOf(request, bars, experts, purge, horizon);
    }

    /// <summary>Checks the rules that need no bars.</summary>
    /// <exception cref="PloutosException">An option breaks its rule.</exception>
    public static void Validate(EvaluateRequest request, IReadOnlyList<ExpertDefinition> asked)
    {
        Require(
            request.Scheme is "expanding" or "rolling" or "cpcv",
            $"scheme must be expanding, rolling or cpcv, but got '{request.Scheme}'.",
            new("scheme", "expanding, rolling or cpcv")
        );
        Require(request.Folds >= 1, $"folds must be 1 or more, but got {request.Folds}.", new("folds", "1 or more"));
        Require(
            request.Window is >= 1 and <= 256,
            $"window must lie in 1 .. 256, but got {request.Window}.",
            new("window", "1 to 256")
        );
        ExpertDefinition? wide = asked.FirstOrDefault(e => e.Window > request.Window);
        Require(
            wide is null,
            $"window must be at least that of every expert's file, but {wide?.Name} sees {wide?.Window} bars and got"
                + $" {request.Window}: windows would reach from one part into the next.",
            new("window", $"{wide?.Window} or more")
        );
        int horizon = AllWith(asked).Max(e => e.Label.Horizon),
            reach = horizon + request.Window,
            purge = request.Purge ?? reach;
        Require(
            purge >= reach,
            $"purge must be at least horizon + window ({horizon} + {request.Window} = {reach} bars), or labels and "
                + $"windows reach from one part into the next, but got {purge}.",
            new("purge", $"{reach} or more")
        );
        Require(
            request.Embargo is null or >= 0,
            $"embargo must be 0 bars or more, but got {request.Embargo}.",
            new("embargo", "0 or more")
        );
    }

    /// <summary>The experts that decide the folds. Whichever are asked for, these are those of all
    /// built-in ones and of those asked for: they are to be judged on the same days.</summary>
    public static IReadOnlyList<ExpertDefinition> AllWith(IReadOnlyList<ExpertDefinition> asked) =>
        [.. ExpertDefinition.All, .. asked.Where(e => !e.IsBuiltIn)];

    /// <summary>The group of a day; -1 where it is not tested.</summary>
    public int GroupOf(DateOnly day)
    {
        for (int g = 0; g < Groups.Count; g++)
            if (Groups[g].Contains(day))
                return g;
        return -1;
    }

    /// <summary>Trading days before a test that any model needs: features and labels of the
    /// longest memory, two gaps, and a few weeks to learn from.</summary>
    private static int DaysNeeded(IReadOnlyList<ExpertDefinition> experts, int gap) =>
        (int)
            Math.Ceiling(
                (experts.Max(e => Math.Max(e.Features.RequiredBars, e.Label.RequiredBars)) + FewestTrainDays + 2 * gap)
                    / (1 - DateSplit.DefaultValidationFraction)
            );

    private static EvaluationPlan WalkForwardOf(
        EvaluateRequest request,
        TrainingBars bars,
        IReadOnlyList<ExpertDefinition> experts,
        int purge,
        int horizon
    )
    {
        DateOnly[] calendar = bars.Calendar;
        int embargo = request.Embargo ?? 0,
            needed = DaysNeeded(experts, purge + embargo);
        bool rolling = request.Scheme == "rolling";
        Require(
            rolling || request.TrainDays is null,
            $"trainDays belongs to the scheme rolling, but the scheme is {request.Scheme}.",
            new("trainDays", "leave it out")
        );
        int trainDays = request.TrainDays ?? calendar.Length / 2;
        Require(
            !rolling || trainDays >= needed,
            $"trainDays must be at least {needed} (features and labels reach back "
                + $"{experts.Max(e => Math.Max(e.Features.RequiredBars, e.Label.RequiredBars))} bars, "
                + $"two gaps of {purge + embargo}, 15 % to validate), but got {trainDays}.",
            new("trainDays", $"{needed} or more")
        );
        DateOnly firstTest = request.FirstTest ?? calendar[calendar.Length * 2 / 3];
        int before = calendar.Count(d => d < firstTest),
            after = calendar.Length - before;
        Require(
            after > 0,
            $"firstTest must be on or before the last bar, {calendar[^1]:yyyy-MM-dd}, but got"
                + $" {firstTest:yyyy-MM-dd}.",
            new("firstTest", $"{calendar[^1]:yyyy-MM-dd} or earlier")
        );
        if (before < needed || after < FewestTestDays * request.Folds)
        {
            throw new PloutosException(
                Fault.TooFewBars,
                $"{request.Folds} folds from {firstTest:yyyy-MM-dd} on need at least {needed} trading days before that"
                    + $" day and "
                    + $"{FewestTestDays} for each fold after, {needed + FewestTestDays * request.Folds} in all, but"
                    + $" there are {before} before "
                    + $"and {after} after ({calendar[0]:yyyy-MM-dd} to {calendar[^1]:yyyy-MM-dd}). "
                    + "Import older bars, ask for fewer folds, or choose another first test day."
            )
            {
                Remedies =
                [
                    new ImportBars(),
                    new ChangeOption("folds", "fewer"),
                    new ChangeOption("firstTest", "another day"),
                ],
            };
        }

        // The gap of a split is horizon + window + embargo; a longer purge is a longer embargo to it.
        int extra = purge - horizon - request.Window + embargo;
        IReadOnlyList<DateSplit> splits = rolling
            ? WalkForward.Rolling(calendar, firstTest, request.Folds, trainDays, horizon, request.Window, extra)
            : WalkForward.Expanding(calendar, firstTest, request.Folds, horizon, request.Window, extra);
        return new()
        {
            Scheme = request.Scheme,
            Folds = [.. splits.Select(PurgedFold.Of)],
            Groups = [.. splits.Select(s => s.Test)],
            Paths =
            [
                [.. Enumerable.Range(0, splits.Count)],
            ],
            Purge = purge,
            Embargo = embargo,
            TrainDays = rolling ? trainDays : null,
        };
    }

    private static EvaluationPlan Combinatorial(
        EvaluateRequest request,
        TrainingBars bars,
        IReadOnlyList<ExpertDefinition> experts,
        int purge
    )
    {
        DateOnly[] calendar = bars.Calendar;
        Require(
            request.FirstTest is null,
            "firstTest belongs to a walk-forward: cpcv tests all days.",
            new("firstTest", "leave it out")
        );
        Require(
            request.TrainDays is null,
            "trainDays belongs to the scheme rolling, but the scheme is cpcv.",
            new("trainDays", "leave it out")
        );
        Require(
            request.Folds >= 3,
            $"folds are the groups that cpcv cuts the days into, and must be 3 or more, but got " + $"{request.Folds}.",
            new("folds", "3 or more")
        );
        Require(
            request.TestGroups >= 1 && request.TestGroups < request.Folds,
            $"testGroups must be at least 1 and fewer than the {request.Folds} groups, but got {request.TestGroups}.",
            new("testGroups", $"1 to {request.Folds - 1}")
        );
        int embargo = request.Embargo ?? (int)Math.Ceiling(calendar.Length * 0.01),
            needed = DaysNeeded(experts, purge + embargo);
        int trained =
            calendar.Length * (request.Folds - request.TestGroups) / request.Folds
            - request.TestGroups * (2 * purge + embargo);
        if (trained < needed)
        {
            throw new PloutosException(
                Fault.TooFewBars,
                $"cpcv with {request.TestGroups} of {request.Folds} groups tested needs at least {needed} trading days"
                    + $" to learn from in "
                    + $"a fold, but leaves {Math.Max(0, trained)} of the {calendar.Length} there are "
                    + $"({calendar[0]:yyyy-MM-dd} to {calendar[^1]:yyyy-MM-dd}). Import older bars, or test fewer"
                    + $" groups."
            )
            {
                Remedies = [new ImportBars(), new ChangeOption("testGroups", "fewer")],
            };
        }

        IReadOnlyList<CombinatorialFold> folds = CombinatorialCrossValidation.Folds(
            calendar,
            request.Folds,
            request.TestGroups,
            purge,
            embargo
        );
        var groups = new DayRange[request.Folds];
        foreach (CombinatorialFold fold in folds)
            for (int i = 0; i < fold.Test.Count; i++)
                groups[fold.TestGroups[i]] = fold.Test[i];
        return new()
        {
            Scheme = request.Scheme,
            Folds = [.. folds.Select(f => PurgedFold.Of(f, calendar))],
            Groups = groups,
            Paths = CombinatorialCrossValidation.Paths(request.Folds, request.TestGroups),
            Purge = purge,
            Embargo = embargo,
            TestGroups = request.TestGroups,
        };
    }

    private static void Require(bool holds, string rule, ChangeOption remedy)
    {
        if (!holds)
            throw new PloutosException(Fault.WrongUsage, rule) { Remedies = [remedy] };
    }
}
