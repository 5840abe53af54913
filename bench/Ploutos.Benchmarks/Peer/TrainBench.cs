using System.Diagnostics;
using Ploutos.Experts.Definitions;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Benchmarks.Peer;

/// <summary>Whole epochs on one thread, batching, validation and the keeping of the best weights
/// included, divided by the steps: the peer's
/// <c>ms_per_step</c>. Short trainings before the clock starts give the JIT its time; then the
/// median of three trainings is taken.</summary>
internal static class TrainBench
{
    private const int NeverStop = 0,
        Rounds = 3;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    public static IEnumerable<object> Run(Arguments arguments)
    {
        ExpertDefinition expert = PeerSettings.Expert(arguments);
        PeerData data = PeerData.Read(arguments.Path);
        int epochs = arguments.Number("epochs", 10),
            batch = arguments.Number("batch", 128);
        var core = new CoreBudget(1);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
            Train(expert, data, 4, batch, core);
        TrainingResult? result = null;
        Clock clock = Clock.From(arguments);
        double[] rounds = new double[Rounds];
        for (int r = 0; r < Rounds; r++)
            rounds[r] = clock.Time(() => result = Train(expert, data, epochs, batch, core));
        Array.Sort(rounds);
        double seconds = rounds[Rounds / 2];
        int steps = data.Training.Rows / batch * epochs;
        yield return new
        {
            expert = expert.Name,
            seconds,
            ms_per_step = 1e3 * seconds / steps,
            rows_per_s = data.Training.Rows * epochs / seconds,
            val_loss = result!.BestLoss,
            val_accuracy = Accuracy(result, data.Validation),
            @params = result.Parameters.Count,
        };
    }

    public static TrainingResult Train(ExpertDefinition expert, PeerData data, int epochs, int batch, CoreBudget cores)
    {
        Hyperparameters hyperparameters = PeerSettings.Defaults(expert, epochs, batch);
        return NetworkTrainer.Train(
            PeerSettings.Shape(expert, hyperparameters),
            data.Training,
            data.Validation,
            PeerSettings.Options(hyperparameters, NeverStop, seed: 0),
            cores
        );
    }

    private static double Accuracy(TrainingResult result, SequenceDataset rows)
    {
        using var team = new WorkerTeam(1);
        double[] margins = SequenceEvaluator.Margins(result.Parameters, rows, team, 1);
        return margins.Where((margin, row) => margin > 0 == (rows.Labels[row] == 1)).Count() / (double)rows.Rows;
    }
}
