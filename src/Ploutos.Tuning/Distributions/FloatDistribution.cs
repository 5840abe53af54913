using System.Globalization;

namespace Ploutos.Tuning;

/// <summary>Real numbers from <see cref="Low"/> to <see cref="High"/>, both inclusive; on
/// a grid when <see cref="Step"/> is given, on a logarithmic scale when <see cref="Log"/>
/// is set.</summary>
public sealed record FloatDistribution : Distribution
{
    /// <summary>Relative slack by which a step may miss the end of the range through binary
    /// rounding (0.1 + 8 x 0.05 is not 0.5).</summary>
    private const double DivisionTolerance = 1e-8;

    /// <exception cref="ArgumentException">The range is empty, not finite, touches 0 on a log
    /// scale, or is not divided by the step.</exception>
    public FloatDistribution(double low, double high, double? step = null, bool log = false)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"`low <= high` must hold with both finite, but got (low={low}, high={high}). Give the smaller"
                        + $" bound first."
                )
            );
        if (log && step is not null)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"`log` and `step` exclude each other, but got (step={step}, log=true). Leave one of them out."
                )
            );
        if (log && low <= 0)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"`low > 0` must hold on a log scale, but got (low={low}, high={high}). Raise low, or set log to"
                        + $" false."
                )
            );
        if (step is <= 0 || (step is { } s && !double.IsFinite(s)))
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"`step > 0` must hold, but got step={step}.")
            );
        if (step is { } width && !Divides(width, high - low))
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"`step` must divide the range, but got (low={low}, high={high}, step={width}). The last value on"
                        + $" the grid is {Math.Round(low + Math.Floor((high - low) / width) * width, 12)}; use it as"
                        + $" high, or another step."
                )
            );
        (Low, High, Step, Log) = (low, high, step, log);
    }

    /// <summary>Smallest value, inclusive.</summary>
    public double Low { get; }

    /// <summary>Largest value, inclusive.</summary>
    public double High { get; }

    /// <summary>Distance of two values on the grid, above 0; null for every real number in the
    /// range.</summary>
    public double? Step { get; }

    /// <summary>Whether values are drawn on a logarithmic scale.</summary>
    public bool Log { get; }

    /// <inheritdoc />
    public override bool IsSingle => Low == High || (Step is { } step && High - Low < step * (1 - DivisionTolerance));

    /// <inheritdoc />
    public override object ToValue(double internalValue) => internalValue;

    /// <inheritdoc />
    public override double ToInternal(object? value) =>
        value switch
        {
            double d when !double.IsNaN(d) => d,
            float f when !float.IsNaN(f) => f,
            int i => i,
            long l => l,
            _ => throw new ArgumentException($"A value of {Describe()} must be a number, but got {value ?? "null"}."),
        };

    /// <inheritdoc />
    public override bool Contains(double internalValue)
    {
        if (!(internalValue >= Low && internalValue <= High))
            return false;
        return Step is not { } step
            || Math.Abs((internalValue - Low) / step - Math.Round((internalValue - Low) / step)) < DivisionTolerance;
    }

    internal override bool IsCompatibleWith(Distribution other) => other is FloatDistribution f && f.Log == Log;

    internal override string Describe()
    {
        string step = Step is { } s ? string.Create(CultureInfo.InvariantCulture, $", step {s}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"float({Low} to {High}{step}{(Log ? ", log" : "")})");
    }

    private static bool Divides(double step, double range)
    {
        double count = range / step;
        return Math.Abs(count - Math.Round(count)) <= DivisionTolerance * Math.Max(1, count);
    }
}
