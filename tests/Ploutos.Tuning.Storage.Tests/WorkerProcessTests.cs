using System.Diagnostics;
using System.Globalization;
using Ploutos.Tests;

namespace Ploutos.Tuning.Storage.Tests;

/// <summary>Several processes on one study, one of which is killed.</summary>
public sealed class WorkerProcessTests(PostgresServer server)
{
    private const int Total = 200;

    [Theory, CombinatorialKinds]
    public async Task Four_workers_of_which_one_is_killed_finish_every_trial_once(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        // The one that dies begins first, so that the others cannot finish everything before it has
        // had its share.
        Worker dying = new(database.Url, seed: 0, hangAfter: 20);
        await dying.Begun(1);
        Worker[] workers =
        [
            dying,
            .. Enumerable.Range(1, 3).Select(i => new Worker(database.Url, seed: i, hangAfter: 0)),
        ];
        await dying.Begun(21);
        await dying.Killed();
        foreach (Worker worker in workers[1..])
            await worker.Ended();

        using StudyStorage storage = StudyDatabase.Open(database.Url);
        IReadOnlyList<FrozenTrial> trials = Study.Open(new StudyOptions { Name = "workers", Storage = storage }).Trials;
        Assert.Equal(Enumerable.Range(0, Total), trials.Select(t => t.Number));
        Assert.All(trials, t => Assert.Equal(TrialState.Complete, t.State));

        List<(int Number, double Value)> seen = [.. workers.SelectMany(w => w.Finished)];
        Assert.Equal(seen.Count, seen.Select(s => s.Number).Distinct().Count());
        Assert.All(seen, s => Assert.Equal(s.Value, trials[s.Number].Value));
        Assert.All(workers, w => Assert.NotEmpty(w.Finished));
        int killed = workers[0].LastStarted;
        Assert.Contains(
            killed.ToString(CultureInfo.InvariantCulture),
            trials[killed].SystemAttributes["retry_history"],
            StringComparison.Ordinal
        );
    }

    private sealed class Worker
    {
        private readonly Process _process;
        private readonly Task<string> _errors;
        private int _started;

        public Worker(string url, int seed, int hangAfter)
        {
            string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            string program = Path.Combine(
                TestPaths.Repository,
                "tests",
                "Ploutos.Tuning.Worker",
                "bin",
                configuration,
                "net10.0",
                "Ploutos.Tuning.Worker.dll"
            );
            _process = Command.Start(
                "dotnet",
                program,
                url,
                "workers",
                Total.ToString(CultureInfo.InvariantCulture),
                seed.ToString(CultureInfo.InvariantCulture),
                "15",
                "1",
                hangAfter.ToString(CultureInfo.InvariantCulture)
            );
            _errors = _process.StandardError.ReadToEndAsync();
        }

        public List<(int Number, double Value)> Finished { get; } = [];

        public int LastStarted { get; private set; } = -1;

        /// <summary>Waits until the worker has begun its n-th trial.</summary>
        public async Task Begun(int n)
        {
            while (_started < n)
                _started += await Next() ? 1 : 0;
        }

        /// <summary>Kills the worker in the trial in which it hangs.</summary>
        public async Task Killed()
        {
            _process.Kill();
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(0, _process.ExitCode);
            Assert.DoesNotContain(Finished, f => f.Number == LastStarted);
        }

        public async Task Ended()
        {
            while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                Note(line);
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(_process.ExitCode == 0, await _errors);
        }

        /// <summary>Reads a line; true when it says that a trial has begun.</summary>
        private async Task<bool> Next()
        {
            string? line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(line is not null, "the worker ended too early: " + (line is null ? await _errors : ""));
            Note(line!);
            return line!.StartsWith("start", StringComparison.Ordinal);
        }

        private void Note(string line)
        {
            string[] words = line.Split(' ');
            int number = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (words[0] == "start")
                LastStarted = number;
            else
                Finished.Add((number, double.Parse(words[2], CultureInfo.InvariantCulture)));
        }
    }
}
