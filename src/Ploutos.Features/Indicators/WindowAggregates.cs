namespace Ploutos.Features.Indicators;

/// <summary>The sum of a run.</summary>
internal readonly struct SumAggregate(double sum) : IWindowAggregate<SumAggregate>
{
    public double Value { get; } = sum;

    public static SumAggregate Of(double x) => new(x);

    public static SumAggregate Join(in SumAggregate older, in SumAggregate newer) => new(older.Value + newer.Value);
}

/// <summary>The smallest value of a run.</summary>
internal readonly struct MinimumAggregate(double minimum) : IWindowAggregate<MinimumAggregate>
{
    public double Value { get; } = minimum;

    public static MinimumAggregate Of(double x) => new(x);

    public static MinimumAggregate Join(in MinimumAggregate older, in MinimumAggregate newer) =>
        new(Math.Min(older.Value, newer.Value));
}

/// <summary>The largest value of a run.</summary>
internal readonly struct MaximumAggregate(double maximum) : IWindowAggregate<MaximumAggregate>
{
    public double Value { get; } = maximum;

    public static MaximumAggregate Of(double x) => new(x);

    public static MaximumAggregate Join(in MaximumAggregate older, in MaximumAggregate newer) =>
        new(Math.Max(older.Value, newer.Value));
}

/// <summary>Count, mean and sum of squared deviations of a run; its value is the sample standard
/// deviation (n - 1). Runs are joined by the formula of Chan, Golub and LeVeque (1979), which
/// loses no digits when the mean is large against the spread, and which gives exactly 0 for equal
/// values.</summary>
internal readonly struct MomentsAggregate : IWindowAggregate<MomentsAggregate>
{
    private readonly double _count,
        _mean,
        _squares;

    private MomentsAggregate(double count, double mean, double squares) =>
        (_count, _mean, _squares) = (count, mean, squares);

    public double Value => Math.Sqrt(_squares / (_count - 1));

    public static MomentsAggregate Of(double x) => new(1, x, 0);

    public static MomentsAggregate Join(in MomentsAggregate older, in MomentsAggregate newer)
    {
        double count = older._count + newer._count,
            share = newer._count / count,
            delta = newer._mean - older._mean;
        return new(
            count,
            older._mean + delta * share,
            older._squares + newer._squares + delta * delta * older._count * share
        );
    }
}
