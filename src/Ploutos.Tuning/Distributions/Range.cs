namespace Ploutos.Tuning;

/// <summary>A numeric parameter as the kernels see it: bounds of the truncation on the working
/// scale (half a step wider on a grid, logarithms on a log scale), beside the bounds and step of
/// the values themselves; step 0 means no grid.</summary>
internal readonly record struct Range(double Low, double High, double Step, bool Log)
{
    public double WorkingLow => ToWorking(Low - Step / 2);

    public double WorkingHigh => ToWorking(High + Step / 2);

    public static Range Of(Distribution distribution) =>
        distribution switch
        {
            FloatDistribution f => new Range(f.Low, f.High, f.Step ?? 0, f.Log),
            IntDistribution i => new Range(i.Low, i.High, i.Step, i.Log),
            _ => throw new ArgumentException($"A numeric distribution is needed, but got {distribution.Describe()}."),
        };

    public double ToWorking(double value) => Log ? Math.Log(value) : value;

    /// <summary>A draw on the working scale as a value of the parameter: on the grid, and within
    /// the bounds.</summary>
    public double ToValue(double working)
    {
        double value = Log ? Math.Exp(working) : working;
        if (Step != 0)
            value = Low + Math.Round((value - Low) / Step, MidpointRounding.ToEven) * Step;
        return Math.Clamp(value, Low, High);
    }
}
