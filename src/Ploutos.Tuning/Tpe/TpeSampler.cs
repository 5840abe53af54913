using System.Runtime.CompilerServices;
using Ploutos.Tuning.Randomness;
using Ploutos.Tuning.Sampling;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Tuning;

/// <summary>The tree-structured Parzen estimator (Bergstra et al., 2011): one density over
/// the good trials' parameters, one over the others', and of the candidates drawn from the
/// first the one with the highest ratio of the two. With the same seed it draws what Optuna 5
/// draws.</summary>
public sealed class TpeSampler : ISampler
{
    private readonly TpeOptions _options;
    private readonly NumpyRandom _random;
    private readonly RandomSampler _startup;
    private readonly IntersectionSearchSpace _space = new();
    private (IReadOnlyList<FrozenTrial> Trials, int Number, TrialSplit Split)? _lastSplit;

    /// <exception cref="ArgumentException">A number of trials or candidates is out of range.</exception>
    public TpeSampler(TpeOptions? options = null)
    {
        _options = options ?? new TpeOptions();
        if (_options.StartupTrials < 0)
            throw new ArgumentException($"`StartupTrials >= 0` must hold, but got {_options.StartupTrials}.");
        if (_options.Candidates < 1)
            throw new ArgumentException($"`Candidates >= 1` must hold, but got {_options.Candidates}.");
        uint? seed = _options.Seed;
        _random = new NumpyRandom(seed);
        _startup = new RandomSampler(seed);
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, double> SampleJointly(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Dictionary<string, double> values = [];
        if (!_options.Multivariate)
            return values;
        List<KeyValuePair<string, Distribution>> space =
        [
            .. _space.Update(context.Trials).Where(p => !p.Value.IsSingle),
        ];
        if (space.Count == 0 || !HasStarted(context))
            return values;
        double[] best = Propose(context, space);
        for (int d = 0; d < best.Length; d++)
            values.Add(space[d].Key, best[d]);
        if (_options.ConstantLiar)
            RelativeParameters.Write(context, space, best);
        return values;
    }

    /// <inheritdoc />
    public double SampleIndependently(SamplingContext context, string name, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HasStarted(context)
            ? Propose(context, [KeyValuePair.Create(name, distribution)])[0]
            : _startup.SampleIndependently(context, name, distribution);
    }

    private double[] Propose(SamplingContext context, IReadOnlyList<KeyValuePair<string, Distribution>> space)
    {
        TrialSplit split = SplitOf(context);
        Distribution[] distributions = [.. space.Select(p => p.Value)];
        ParzenEstimator below = new(distributions, Observations(split.Below, space));
        ParzenEstimator above = new(distributions, Observations(split.Above, space));

        double[][] candidates = below.Sample(_random, _options.Candidates);
        double[] good = below.LogDensity(candidates),
            bad = above.LogDensity(candidates);
        int best = 0;
        for (int s = 1; s < good.Length; s++)
            if (good[s] - bad[s] > good[best] - bad[best])
                best = s;
        return Array.ConvertAll(candidates, values => values[best]);
    }

    /// <summary>The parameters of one trial are proposed from one division of the trials.</summary>
    private TrialSplit SplitOf(SamplingContext context)
    {
        if (
            _lastSplit is { } last
            && ReferenceEquals(last.Trials, context.Trials)
            && last.Number == context.TrialNumber
        )
            return last.Split;
        List<FrozenTrial> used = new(context.Trials.Count);
        foreach (FrozenTrial t in context.Trials)
            if (
                t.State is TrialState.Complete or TrialState.Pruned
                || (_options.ConstantLiar && t.State == TrialState.Running && t.Number != context.TrialNumber)
            )
                used.Add(t);
        TrialSplit split = TrialSplit.Of(used, context.Direction);
        _lastSplit = (context.Trials, context.TrialNumber, split);
        return split;
    }

    private bool HasStarted(SamplingContext context)
    {
        int finished = 0;
        foreach (FrozenTrial t in context.Trials)
            finished += t.State is TrialState.Complete or TrialState.Pruned ? 1 : 0;
        return finished >= _options.StartupTrials;
    }

    /// <summary>The internal values of those trials that have every parameter of the space,
    /// parameter by parameter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[][] Observations(
        IReadOnlyList<FrozenTrial> trials,
        IReadOnlyList<KeyValuePair<string, Distribution>> space
    )
    {
        double[][] columns = new double[space.Count][];
        for (int d = 0; d < columns.Length; d++)
            columns[d] = new double[trials.Count];
        int count = 0;
        foreach (FrozenTrial trial in trials)
        {
            bool complete = true;
            for (int d = 0; d < columns.Length && complete; d++)
                complete = RelativeParameters.TryGet(trial, space[d].Key, space[d].Value, out columns[d][count]);
            count += complete ? 1 : 0;
        }
        for (int d = 0; d < columns.Length; d++)
            Array.Resize(ref columns[d], count);
        return columns;
    }
}
