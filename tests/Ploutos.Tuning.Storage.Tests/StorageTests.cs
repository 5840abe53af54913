using Ploutos.Tuning.Tests;

namespace Ploutos.Tuning.Storage.Tests;

/// <summary>What every database must do, on a real SQLite file and a real PostgreSQL server.</summary>
public sealed class StorageTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, CombinatorialKinds]
    public void A_study_read_back_is_the_study_written(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        List<FrozenTrial> written;
        using (StudyStorage storage = StudyDatabase.Open(database.Url))
        {
            Study study = Create(storage, "all kinds", StudyDirection.Maximize);
            study.SetUserAttribute("data", "sha256:1");
            study.Optimize(AllKinds, new OptimizeOptions { Trials = 12, ContinueAfter = _ => true }, Token);
            study.Enqueue(new Dictionary<string, object?> { ["choice"] = "b", ["whole"] = 7 });
            written = [.. study.Trials];
        }

        using StudyStorage again = StudyDatabase.Open(database.Url);
        Study read = Study.Open(new StudyOptions { Name = "all kinds", Storage = again });
        Assert.Equal(StudyDirection.Maximize, read.Direction);
        Assert.Equal("\"sha256:1\"", read.UserAttributes["data"]);
        Assert.Equal(13, read.Trials.Count);
        foreach ((FrozenTrial a, FrozenTrial b) in written.Zip(read.Trials))
            AssertSame(a, b);
        Assert.Equal(
            [TrialState.Complete, TrialState.Pruned, TrialState.Fail, TrialState.Complete, TrialState.Waiting],
            new[] { 0, 1, 2, 3, 12 }.Select(i => read.Trials[i].State)
        );
        Assert.True(double.IsNegativeInfinity(read.Trials[3].Value!.Value));
        Assert.True(double.IsNaN(read.Trials[0].IntermediateValues[1]));
        Assert.True(double.IsPositiveInfinity(read.Trials[0].IntermediateValues[2]));
        Assert.Equal("InvalidOperationException: no luck", read.Trials[2].GetUserAttribute<string>("fail_reason"));
    }

    [Theory, CombinatorialKinds]
    public void A_second_start_goes_on_where_the_first_ended(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        for (int start = 1; start <= 3; start++)
        {
            using StudyStorage storage = StudyDatabase.Open(database.Url);
            Study study = Create(storage, "resumed");
            study.Optimize(ReferenceObjectives.Sphere, new OptimizeOptions { Trials = 10 }, Token);
            Assert.Equal(Enumerable.Range(0, 10 * start), study.Trials.Select(t => t.Number));
        }
    }

    [Theory, CombinatorialKinds]
    public void An_enqueued_trial_is_run_first_with_the_values_given(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using StudyStorage storage = StudyDatabase.Open(database.Url);
        Study study = Create(storage, "queue");
        study.Enqueue(new Dictionary<string, object?> { ["x"] = 2.0 });
        study.Optimize(ReferenceObjectives.Sphere, new OptimizeOptions { Trials = 2 }, Token);
        Assert.Equal(2.0, study.Trials[0].Parameters["x"]);
        Assert.NotEqual(2.0, study.Trials[1].Parameters["x"]);
    }

    [Theory, CombinatorialKinds]
    public void A_cancelled_trial_waits_with_its_parameters_and_is_run_again_under_its_number(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using StudyStorage storage = StudyDatabase.Open(database.Url);
        Study study = Create(storage, "interrupted");
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        double first = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            study.Optimize(
                t =>
                {
                    double value = ReferenceObjectives.Sphere(t);
                    if (t.Number < 3)
                        return value;
                    first = (double)t.Parameters["x"]!;
                    t.Report(1, 0);
                    cancel.Cancel();
                    t.CancellationToken.ThrowIfCancellationRequested();
                    return value;
                },
                new OptimizeOptions { TotalTrials = 6 },
                cancel.Token
            )
        );
        Assert.Equal(TrialState.Waiting, study.Trials[3].State);
        Assert.Empty(study.Trials[3].IntermediateValues);

        study.Optimize(ReferenceObjectives.Sphere, new OptimizeOptions { TotalTrials = 6 }, Token);
        Assert.Equal(Enumerable.Range(0, 6), study.Trials.Select(t => t.Number));
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
        Assert.Equal(first, study.Trials[3].Parameters["x"]);
    }

    [Theory, CombinatorialKinds]
    public void Two_storages_that_write_at_once_never_give_one_number_twice(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using StudyStorage one = StudyDatabase.Open(database.Url),
            two = StudyDatabase.Open(database.Url);
        Parallel.ForEach(
            [one, two],
            storage =>
                Create(storage, "shared")
                    .Optimize(ReferenceObjectives.Sphere, new OptimizeOptions { TotalTrials = 60, Jobs = 2 }, Token)
        );
        IReadOnlyList<FrozenTrial> trials = Create(one, "shared").Trials;
        Assert.Equal(Enumerable.Range(0, 60), trials.Select(t => t.Number));
        Assert.All(trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Theory, CombinatorialKinds]
    public void A_worker_that_was_silent_too_long_cannot_write_to_the_trial_it_lost(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        StorageOptions impatient = new()
        {
            HeartbeatInterval = TimeSpan.FromMilliseconds(400),
            GracePeriod = TimeSpan.FromSeconds(1),
        };
        using StudyStorage asleep = StudyDatabase.Open(database.Url, impatient),
            awake = StudyDatabase.Open(database.Url, impatient);
        Study first = Create(asleep, "taken over"),
            second = Create(awake, "taken over");
        Trial lost = first.Start(null, withHeartbeat: true, Token)!;
        double x = lost.SuggestFloat("x", 0, 1);
        lost.Report(0.5, 0);

        Trial taken = second.Ask();
        for (int i = 0; i < 100 && taken.Number != 0; i++)
        {
            second.Tell(taken, TrialState.Fail);
            Token.WaitHandle.WaitOne(100);
            taken = second.Ask();
        }
        Assert.Equal(0, taken.Number);
        Assert.Equal(x, taken.SuggestFloat("x", 0, 1));
        Assert.Throws<TrialLostException>(() => lost.Report(0.4, 1));
        Assert.Throws<TrialLostException>(() => first.Tell(lost, 0.4));
        FrozenTrial done = second.Tell(taken, 0.25);
        Assert.Equal(0.25, done.Value);
        Assert.Empty(done.IntermediateValues);
    }

    [Theory, CombinatorialKinds]
    public void A_trial_whose_worker_dies_again_and_again_fails_for_good_and_says_why(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        StorageOptions impatient = new()
        {
            HeartbeatInterval = TimeSpan.FromMilliseconds(400),
            GracePeriod = TimeSpan.FromSeconds(1),
            MaxRetries = 0,
        };
        using StudyStorage storage = StudyDatabase.Open(database.Url, impatient);
        Study study = Create(storage, "deadly");
        study.Start(null, withHeartbeat: true, Token)!.SuggestFloat("x", 0, 1);
        for (int i = 0; i < 100 && study.Trials[0].State == TrialState.Running; i++)
        {
            Token.WaitHandle.WaitOne(100);
            study.Optimize(t => t.SuggestFloat("x", 0, 1), new OptimizeOptions { Trials = 1 }, Token);
        }
        Assert.Equal(TrialState.Fail, study.Trials[0].State);
        Assert.Contains(
            "died 1 times",
            study.Trials[0].GetUserAttribute<string>("fail_reason"),
            StringComparison.Ordinal
        );
        Assert.Single(study.Trials[0].Parameters);
    }

    [Theory, CombinatorialKinds]
    public void A_worker_that_lost_its_trial_goes_on_with_the_next(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using StudyStorage storage = StudyDatabase.Open(database.Url);
        Study study = Create(storage, "lost");
        List<int> attempts = [];
        study.Optimize(
            t =>
            {
                attempts.Add(t.Number);
                // As if another worker had put this one's first trial back in the queue.
                if (attempts.Count == 1)
                    database.Execute("UPDATE trials SET state = 'WAITING', datetime_start = NULL WHERE number = 0");
                return ReferenceObjectives.Sphere(t);
            },
            new OptimizeOptions { TotalTrials = 3 },
            Token
        );
        Assert.Equal([0, 0, 1, 2], attempts);
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Theory, CombinatorialKinds]
    public void A_trial_that_was_asked_for_is_never_taken_over(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        StorageOptions impatient = new()
        {
            HeartbeatInterval = TimeSpan.FromMilliseconds(100),
            GracePeriod = TimeSpan.FromMilliseconds(200),
        };
        using StudyStorage storage = StudyDatabase.Open(database.Url, impatient);
        Study study = Create(storage, "asked");
        Trial slow = study.Ask();
        Token.WaitHandle.WaitOne(1500);
        study.Optimize(ReferenceObjectives.Sphere, new OptimizeOptions { TotalTrials = 4 }, Token);
        Assert.Equal(0.5, study.Tell(slow, 0.5).Value);
        Assert.Equal(4, study.Trials.Count);
    }

    [Fact]
    public void A_server_that_drops_its_connections_is_returned_to()
    {
        using TestDatabase database = new(Kind.Postgres, server);
        using StudyStorage storage = StudyDatabase.Open(database.Url);
        Study study = Create(storage, "dropped");
        study.Optimize(
            t =>
            {
                double value = ReferenceObjectives.Sphere(t);
                if (t.Number % 3 == 1)
                    database.Execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND"
                            + " pid <> pg_backend_pid()"
                    );
                return value;
            },
            new OptimizeOptions { Trials = 9 },
            Token
        );
        Assert.Equal(Enumerable.Range(0, 9), study.Trials.Select(t => t.Number));
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Theory, CombinatorialKinds]
    public void A_deleted_study_is_gone_and_its_neighbour_is_not(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using StudyStorage storage = StudyDatabase.Open(database.Url);
        foreach (string name in new[] { "a", "b" })
            Create(storage, name).Optimize(ReferenceObjectives.Sphere, new OptimizeOptions { Trials = 2 }, Token);
        Assert.True(storage.DeleteStudy("a"));
        Assert.False(storage.DeleteStudy("a"));
        Assert.Equal(["b"], storage.StudyNames);
        Assert.Equal(2, Create(storage, "b").Trials.Count);
    }

    private static Study Create(StudyStorage storage, string name, StudyDirection? direction = null) =>
        Study.Create(
            new StudyOptions
            {
                Name = name,
                Direction = direction,
                Storage = storage,
                LoadIfExists = true,
                Sampler = new RandomSampler(1),
            }
        );

    private static double AllKinds(Trial t)
    {
        double real = t.SuggestFloat("real", -1.5, 1e-7),
            log = t.SuggestFloat("log", 1e-10, 1, log: true),
            grid = t.SuggestFloat("grid", 0.1, 0.5, step: 0.05);
        int whole = t.SuggestInt("whole", 3, 11, step: 4),
            wide = t.SuggestInt("log whole", 1, 1000, log: true);
        string choice = t.SuggestCategorical("choice", "a", "b", "\"é\"\n");
        bool flag = t.SuggestCategorical("flag", true, false);
        double number = t.SuggestCategorical("number", 1.0, 1e-5, 0.1);
        t.Report(0.5, 0);
        t.Report(double.NaN, 1);
        t.Report(double.PositiveInfinity, 2);
        t.SetUserAttribute("note", $"trial {t.Number}");
        return t.Number switch
        {
            1 => throw new TrialPrunedException(),
            2 => throw new InvalidOperationException("no luck"),
            3 => double.NegativeInfinity,
            _ => real + log + grid + whole + wide + choice.Length + (flag ? 1 : 0) + number,
        };
    }

    private static void AssertSame(FrozenTrial a, FrozenTrial b)
    {
        Assert.Equal(
            (a.Number, a.State, a.Value, a.Started, a.Completed),
            (b.Number, b.State, b.Value, b.Started, b.Completed)
        );
        Assert.Equal(a.Assignments, b.Assignments);
        Assert.Equal(a.IntermediateValues, b.IntermediateValues);
        Assert.Equal(a.UserAttributes, b.UserAttributes);
    }
}
