using System.Globalization;
using Ploutos.Tuning;
using Ploutos.Tuning.Storage;

// One worker process: <url> <study> <total trials> <seed> <milliseconds of work a trial>
// <heartbeat seconds> <hang after so many trials, or 0> Writes "start N" when a trial begins and
// "finished N value" when it is in the storage, so that a test can kill it in the middle of one.
if (args.Length != 7)
{
    Console.Error.WriteLine(
        "usage: Ploutos.Tuning.Worker <url> <study> <total trials> <seed> <milliseconds a trial> <heartbeat seconds>"
            + " <hang after>"
    );
    return 2;
}
TimeSpan heartbeat = TimeSpan.FromSeconds(double.Parse(args[5], CultureInfo.InvariantCulture));
using StudyStorage storage = StudyDatabase.Open(
    args[0],
    new StorageOptions { HeartbeatInterval = heartbeat, GracePeriod = 4 * heartbeat }
);
Study study = Study.Create(
    new StudyOptions
    {
        Name = args[1],
        Storage = storage,
        LoadIfExists = true,
        Sampler = new TpeSampler(new TpeOptions { Seed = uint.Parse(args[3], CultureInfo.InvariantCulture) }),
    }
);
int hangAfter = int.Parse(args[6], CultureInfo.InvariantCulture),
    finished = 0;
TimeSpan work = TimeSpan.FromMilliseconds(int.Parse(args[4], CultureInfo.InvariantCulture));
study.Optimize(
    Sphere,
    new OptimizeOptions
    {
        TotalTrials = int.Parse(args[2], CultureInfo.InvariantCulture),
        Callbacks =
        [
            (_, t) =>
            {
                finished++;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"finished {t.Number} {t.Value:R}"));
            },
        ],
    }
);
return 0;

double Sphere(Trial trial)
{
    double sum = 0;
    for (int i = 0; i < 4; i++)
    {
        double x = trial.SuggestFloat($"x{i}", -5, 5);
        sum += x * x;
    }
    Console.WriteLine($"start {trial.Number}");
    for (int step = 0; step < 3; step++)
    {
        // Stands for a trial that takes long, so that it can be killed in its middle without a race.
        if (step == 1 && finished == hangAfter && hangAfter > 0)
            trial.CancellationToken.WaitHandle.WaitOne();
        trial.CancellationToken.WaitHandle.WaitOne(work / 3);
        trial.Report(sum + 1.0 / (step + 1), step);
    }
    trial.SetUserAttribute("worker", Environment.ProcessId);
    return sum;
}
