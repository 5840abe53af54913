namespace Ploutos.Tuning.Tests;

/// <summary>The objectives of <c>make_tuner.py</c>, term by term.</summary>
internal static class ReferenceObjectives
{
    private static readonly Dictionary<string, (int Low, int High, int Step)[]> Spaces = new()
    {
        ["momentum"] = [(256, 768, 128), (128, 256, 64), (64, 128, 32)],
        ["reversion"] = [(128, 384, 64), (64, 128, 32)],
        ["volatility"] = [(64, 192, 32), (32, 64, 16)],
    };

    public static double Evaluate(string name, Trial trial) =>
        name switch
        {
            "sphere" => Sphere(trial),
            "mixed" => Mixed(trial),
            _ => Expert(Spaces[name], trial),
        };

    public static double Sphere(Trial t) =>
        Square(t.SuggestFloat("x", -10, 10) - 2) + Square(t.SuggestFloat("y", -5, 5) + 1);

    private static double Mixed(Trial t)
    {
        double a = t.SuggestFloat("a", 0, 1),
            b = t.SuggestFloat("b", 1e-4, 1e2, log: true);
        double c = t.SuggestFloat("c", 0, 3, step: 0.5);
        int d = t.SuggestInt("d", 1, 20),
            e = t.SuggestInt("e", 1, 1024, log: true);
        string f = t.SuggestCategorical("f", "relu", "tanh", "gelu");
        double penalty = f switch
        {
            "relu" => 0.2,
            "gelu" => 0.1,
            _ => 0.0,
        };
        return Square(a - 0.3)
            + Square(Math.Log10(b) - 0.5) / 10
            + Square(c - 1.5)
            + Square(d - 7) / 50
            + Square(Math.Log2(e) - 6) / 20
            + penalty;
    }

    private static double Expert((int Low, int High, int Step)[] hidden, Trial t)
    {
        double lr = t.SuggestFloat("learning_rate", 1e-5, 1e-3, log: true);
        int batch = t.SuggestCategorical("batch_size", 32, 64, 128, 256);
        double dropout = t.SuggestFloat("dropout", 0.1, 0.5, step: 0.05);
        double wd = t.SuggestFloat("weight_decay", 1e-6, 1e-3, log: true);
        int epochs = t.SuggestInt("epochs", 20, 100, step: 10);
        double value =
            Square(Math.Log10(lr) + 4)
            + 10 * Square(dropout - 0.3)
            + Square(Math.Log10(wd) + 4.5) / 5
            + Square(Math.Log2(batch) - 6.5) / 4
            + Square(epochs - 60) / 4000;
        for (int i = 0; i < hidden.Length; i++)
        {
            (int low, int high, int step) = hidden[i];
            value += Square(t.SuggestInt($"hidden{i + 1}", low, high, step) / ((low + high) / 2.0) - 1);
        }
        for (int s = 0; s < 10; s++)
        {
            t.Report(value + 1.0 / (s + 1) + 0.3 * Math.Sin(7 * t.Number + s), s);
            if (t.ShouldPrune())
                throw new TrialPrunedException();
        }
        return value;
    }

    private static double Square(double x) => x * x;
}
