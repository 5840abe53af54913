namespace Ploutos.Tuning;

/// <summary>Keeps a trial while its best value so far is within the best <c>percentile</c> percent
/// of the complete trials' values at the same step. A trial that has reported nothing but NaN is
/// pruned. The same rule as Optuna's <c>PercentilePruner</c>.</summary>
public sealed class PercentilePruner : IPruner
{
    private readonly double _percentile;
    private readonly int _startupTrials;
    private readonly int _warmupSteps;
    private readonly int _intervalSteps;
    private readonly int _minTrials;

    /// <param name="percentile">0 to 100: the share of trials to keep.</param>
    /// <param name="startupTrials">Complete trials there must be before any is pruned.</param>
    /// <param name="warmupSteps">Steps below this one are never judged.</param>
    /// <param name="intervalSteps">Judge once in this many steps.</param>
    /// <param name="minTrials">Complete trials that must have reported the step.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public PercentilePruner(
        double percentile,
        int startupTrials = 5,
        int warmupSteps = 0,
        int intervalSteps = 1,
        int minTrials = 1
    )
    {
        if (!(percentile >= 0 && percentile <= 100))
            throw new ArgumentException($"`0 <= percentile <= 100` must hold, but got {percentile}.");
        if (startupTrials < 0 || warmupSteps < 0)
            throw new ArgumentException(
                $"`startupTrials >= 0` and `warmupSteps >= 0` must hold, but got {startupTrials} and {warmupSteps}."
            );
        if (intervalSteps < 1 || minTrials < 1)
            throw new ArgumentException(
                $"`intervalSteps >= 1` and `minTrials >= 1` must hold, but got {intervalSteps} and {minTrials}."
            );
        (_percentile, _startupTrials, _warmupSteps, _intervalSteps, _minTrials) = (
            percentile,
            startupTrials,
            warmupSteps,
            intervalSteps,
            minTrials
        );
    }

    /// <inheritdoc />
    public bool ShouldPrune(PruningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Trial.LastStep is not { } step || step < _warmupSteps || !IsFirstInInterval(context.Trial, step))
            return false;

        int complete = 0;
        List<double> others = [];
        foreach (FrozenTrial t in context.Trials)
        {
            if (t.State != TrialState.Complete)
                continue;
            complete++;
            if (t.Reports.TryGetValue(step, out double value))
                others.Add(value);
        }
        if (complete == 0 || complete < _startupTrials)
            return false;

        double sign = context.Direction == StudyDirection.Minimize ? 1 : -1;
        double best = double.NaN;
        foreach (double value in context.Trial.Reports.Values)
            if (!double.IsNaN(value) && !(sign * value >= sign * best))
                best = value;
        if (double.IsNaN(best))
            return true;
        if (others.Count < _minTrials)
            return false;
        double limit = Percentile(
            others,
            context.Direction == StudyDirection.Minimize ? _percentile : 100 - _percentile
        );
        return sign * best > sign * limit;
    }

    /// <summary>Whether no earlier step lies in the same interval; steps may be reported with
    /// gaps.</summary>
    private bool IsFirstInInterval(FrozenTrial trial, int step)
    {
        int intervalStart = (step - _warmupSteps) / _intervalSteps * _intervalSteps + _warmupSteps;
        int previous = trial.Reports.Count > 1 ? trial.Reports.GetKeyAtIndex(trial.Reports.Count - 2) : -1;
        return previous < intervalStart;
    }

    /// <summary>NumPy's <c>nanpercentile</c> with linear interpolation; NaN where every value
    /// is NaN.</summary>
    private static double Percentile(List<double> values, double percentile)
    {
        values.RemoveAll(double.IsNaN);
        if (values.Count == 0)
            return double.NaN;
        values.Sort();
        double position = percentile / 100 * (values.Count - 1);
        int lower = (int)position;
        double fraction = position - lower,
            a = values[lower],
            b = values[Math.Min(lower + 1, values.Count - 1)];
        if (a == b)
            return a;
        return fraction >= 0.5 ? b - (b - a) * (1 - fraction) : a + (b - a) * fraction;
    }
}
