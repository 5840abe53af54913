using Ploutos.Experts.Definitions;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Training;

namespace Ploutos.Benchmarks.Peer;

/// <summary>The peer's rows, cut as it cuts them: the first 80 % to learn from, the rest to
/// validate. Every row is a bar on its own.</summary>
internal sealed class PeerData
{
    private PeerData(SequenceDataset training, SequenceDataset validation) =>
        (Training, Validation) = (training, validation);

    public SequenceDataset Training { get; }

    public SequenceDataset Validation { get; }

    public static PeerData Read(string path)
    {
        (int[] shape, float[] inputs) = NpyFile.Read<float>(path + ".x.npy", "<f4");
        (int[] labelShape, long[] labels) = NpyFile.Read<long>(path + ".y.npy", "<i8");
        if (shape.Length != 2 || labelShape.Length != 1 || shape[0] != labelShape[0])
            throw new InvalidDataException(
                $"{path}: x must be [rows, features] and y [rows], but they are [{string.Join(", ", shape)}] and"
                    + $" [{string.Join(", ", labelShape)}]."
            );
        int rows = shape[0],
            features = shape[1],
            cut = (int)(0.8 * rows);
        return new(Part(inputs, labels, features, 0, cut), Part(inputs, labels, features, cut, rows));
    }

    private static SequenceDataset Part(float[] inputs, long[] labels, int features, int from, int to) =>
        new(
            inputs[(from * features)..(to * features)],
            features,
            Array.ConvertAll(labels[from..to], y => (sbyte)y),
            [new RowRun(0, to - from)]
        );
}

/// <summary>What the peer trains with, said in our terms.</summary>
internal static class PeerSettings
{
    public static ExpertDefinition Expert(Arguments arguments)
    {
        string name = arguments.Text("expert", "momentum");
        return ExpertDefinition.All.FirstOrDefault(e => e.Name == name)
            ?? throw new ArgumentException(
                $"--expert must be one of {string.Join(", ", ExpertDefinition.All.Select(e => e.Name))}, but got"
                    + $" '{name}'."
            );
    }

    /// <summary>Hyperparameters of the peer's <c>train</c> verb: its dropout is 0.3 for every
    /// expert.</summary>
    public static Hyperparameters Defaults(ExpertDefinition expert, int epochs, int batch) =>
        expert.Defaults with
        {
            Dropout = 0.3,
            Epochs = epochs,
            BatchSize = batch,
            LearningRate = 1e-3,
            WeightDecay = 1e-5,
        };

    /// <summary>A constant learning rate and fixed class weights, as the peer has them.</summary>
    public static TrainingOptions Options(Hyperparameters hyperparameters, int patience, int seed) =>
        new()
        {
            LearningRate = hyperparameters.LearningRate,
            BatchSize = hyperparameters.BatchSize,
            Epochs = hyperparameters.Epochs,
            WarmupEpochs = 0,
            FloorFraction = 1,
            Patience = patience,
            Optimiser = new AdamWOptions { WeightDecay = hyperparameters.WeightDecay },
            Loss = new FocalLoss { Weight0 = 0.4, Weight1 = 0.6 },
            Seed = seed,
        };

    public static NetworkShape Shape(ExpertDefinition expert, Hyperparameters hyperparameters) =>
        expert.Shape(hyperparameters, window: 1);
}
