namespace Ploutos.Tuning;

/// <summary>Whole numbers from <see cref="Low"/> to <see cref="High"/>, both inclusive,
/// <see cref="Step"/> apart, on a logarithmic scale when <see cref="Log"/> is set.</summary>
public sealed record IntDistribution : Distribution
{
    /// <exception cref="ArgumentException">The range is empty, touches 0 on a log scale, or is not
    /// divided by the step.</exception>
    public IntDistribution(long low, long high, long step = 1, bool log = false)
    {
        if (low > high)
            throw new ArgumentException(
                $"`low <= high` must hold, but got (low={low}, high={high}). Give the smaller bound first."
            );
        if (step <= 0)
            throw new ArgumentException($"`step > 0` must hold, but got step={step}.");
        if (log && step != 1)
            throw new ArgumentException(
                $"`step = 1` must hold on a log scale, but got step={step}. Leave log or step out."
            );
        if (log && low < 1)
            throw new ArgumentException(
                $"`low >= 1` must hold on a log scale, but got (low={low}, high={high}). Raise low, or set log to"
                    + $" false."
            );
        if ((high - low) % step != 0)
            throw new ArgumentException(
                $"`step` must divide the range, but got (low={low}, high={high}, step={step}). The last value on the"
                    + $" grid is {low + (high - low) / step * step}; use it as high, or another step."
            );
        (Low, High, Step, Log) = (low, high, step, log);
    }

    /// <summary>Smallest value, inclusive.</summary>
    public long Low { get; }

    /// <summary>Largest value, inclusive.</summary>
    public long High { get; }

    /// <summary>Distance of two values, at least 1.</summary>
    public long Step { get; }

    /// <summary>Whether values are drawn on a logarithmic scale.</summary>
    public bool Log { get; }

    /// <inheritdoc />
    public override bool IsSingle => Low == High;

    /// <inheritdoc />
    public override object ToValue(double internalValue) => (long)internalValue;

    /// <inheritdoc />
    public override double ToInternal(object? value) =>
        value switch
        {
            int i => i,
            long l => l,
            double d when d == Math.Floor(d) && Math.Abs(d) < 1L << 53 => d,
            _ => throw new ArgumentException(
                $"A value of {Describe()} must be a whole number, but got {value ?? "null"}."
            ),
        };

    /// <inheritdoc />
    public override bool Contains(double internalValue) =>
        internalValue >= Low
        && internalValue <= High
        && internalValue == Math.Floor(internalValue)
        && ((long)internalValue - Low) % Step == 0;

    internal override bool IsCompatibleWith(Distribution other) => other is IntDistribution i && i.Log == Log;

    internal override string Describe() =>
        $"int({Low} to {High}{(Step != 1 ? $", step {Step}" : "")}{(Log ? ", log" : "")})";
}
