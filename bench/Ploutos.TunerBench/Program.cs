using Ploutos.TunerBench;

// What the tuner costs, as one JSON object on standard output.
return args switch
{
    ["sampler"] or [] => SamplerBench.Run(),
    ["workers", string url, ..] => WorkerBench.Run(
        url,
        args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 200
    ),
    ["worker", string url, string study, string total, string milliseconds, string seed] => WorkerBench.Work(
        url,
        study,
        total,
        milliseconds,
        seed
    ),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: tunerbench sampler                      time to propose a trial's 8 parameters at 200 finished trials
               tunerbench workers URL [TRIALS]         trials a second with 1, 2 and 4 worker processes on one study
        """
    );
    return 2;
}
