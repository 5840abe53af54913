using Ploutos.Tuning;

namespace Ploutos.TunerBench;

/// <summary>The momentum expert's search space, eight parameters, with a value that follows from
/// them; <c>bench/tuner_peer.py</c> has the same.</summary>
internal static class SearchSpace
{
    public static double Evaluate(Trial t)
    {
        double lr = t.SuggestFloat("learning_rate", 1e-5, 1e-3, log: true);
        int batch = t.SuggestCategorical("batch_size", 32, 64, 128, 256);
        double dropout = t.SuggestFloat("dropout", 0.1, 0.5, step: 0.05);
        double decay = t.SuggestFloat("weight_decay", 1e-6, 1e-3, log: true);
        int epochs = t.SuggestInt("epochs", 20, 100, step: 10);
        int hidden1 = t.SuggestInt("hidden1", 256, 768, step: 128),
            hidden2 = t.SuggestInt("hidden2", 128, 256, step: 64),
            hidden3 = t.SuggestInt("hidden3", 64, 128, step: 32);
        return Math.Pow(Math.Log10(lr) + 4, 2)
            + 10 * Math.Pow(dropout - 0.3, 2)
            + Math.Pow(Math.Log10(decay) + 4.5, 2) / 5
            + Math.Pow(Math.Log2(batch) - 6.5, 2) / 4
            + Math.Pow(epochs - 60, 2) / 4000
            + Math.Pow(hidden1 / 512.0 - 1, 2)
            + Math.Pow(hidden2 / 192.0 - 1, 2)
            + Math.Pow(hidden3 / 96.0 - 1, 2);
    }
}
