using Ploutos.Tuning.Randomness;

namespace Ploutos.Tuning.Tpe;

/// <summary>One parameter's side of a Parzen mixture: a kernel for each observation and a last one,
/// the prior.</summary>
internal abstract class Kernels
{
    /// <summary>Draws <paramref name="values"/>[s] from kernel <paramref name="active"/>[s].</summary>
    public abstract void Sample(NumpyRandom random, ReadOnlySpan<int> active, Span<double> values);

    /// <summary>Adds the log density of <paramref name="values"/>[s] under kernel k to
    /// <paramref name="logDensity"/>[s * count + k], where count is the number of
    /// kernels.</summary>
    public abstract void AddLogDensity(ReadOnlySpan<double> values, Span<double> logDensity);
}
