using System.Globalization;

namespace Ploutos.Tuning;

/// <summary>Asynchronous successive halving (Li et al., 2018, arXiv:1810.05934): at each rung, a
/// step that grows by the reduction factor, only the best share of the trials that reached it goes
/// on. The same rule and notes (<c>completed_rung_N</c>) as Optuna's
/// <c>SuccessiveHalvingPruner</c>.</summary>
public sealed class SuccessiveHalvingPruner : IPruner
{
    private const string RungKey = "completed_rung_";

    private readonly int _reductionFactor;
    private readonly int _minEarlyStoppingRate;
    private readonly int _bootstrapCount;
    private int? _minResource;

    /// <param name="minResource">Step of the first rung; null: a hundredth of the longest complete
    /// trial, once there is one.</param>
    /// <param name="reductionFactor">One of this many trials goes on, and the next rung is this
    /// many times further.</param>
    /// <param name="minEarlyStoppingRate">How many rungs are left out at the beginning.</param>
    /// <param name="bootstrapCount">Trials that must have reached a rung before any goes on beyond
    /// it; needs a minimal resource.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public SuccessiveHalvingPruner(
        int? minResource = null,
        int reductionFactor = 4,
        int minEarlyStoppingRate = 0,
        int bootstrapCount = 0
    )
    {
        if (minResource is < 1)
            throw new ArgumentException($"`minResource >= 1` must hold, but got {minResource}.");
        if (reductionFactor < 2)
            throw new ArgumentException($"`reductionFactor >= 2` must hold, but got {reductionFactor}.");
        if (minEarlyStoppingRate < 0 || bootstrapCount < 0)
            throw new ArgumentException(
                $"`minEarlyStoppingRate >= 0` and `bootstrapCount >= 0` must hold, but got {minEarlyStoppingRate} and"
                    + $" {bootstrapCount}."
            );
        if (bootstrapCount > 0 && minResource is null)
            throw new ArgumentException(
                $"`bootstrapCount` needs a minimal resource, but got bootstrapCount={bootstrapCount} without one. Set"
                    + $" minResource."
            );
        (_minResource, _reductionFactor, _minEarlyStoppingRate, _bootstrapCount) = (
            minResource,
            reductionFactor,
            minEarlyStoppingRate,
            bootstrapCount
        );
    }

    /// <inheritdoc />
    public bool ShouldPrune(PruningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Trial.LastStep is not { } step)
            return false;
        _minResource ??= EstimateMinResource(context.Trials);
        if (_minResource is not { } resource)
            return false;

        double value = context.Trial.Reports[step];
        int rung = 0;
        while (context.Trial.SystemAttributes.ContainsKey(Key(rung)))
            rung++;
        for (; step >= resource * Math.Pow(_reductionFactor, _minEarlyStoppingRate + rung); rung++)
        {
            if (double.IsNaN(value))
                return true;
            // Read before the note is made: this trial competes once.
            List<double> competing =
            [
                .. context
                    .Trials.Where(t => t.Number != context.Trial.Number && t.SystemAttributes.ContainsKey(Key(rung)))
                    .Select(t => ReadValue(t, rung)),
                value,
            ];
            context.SetSystemAttribute(Key(rung), PythonJson.Number(value));
            if (competing.Count <= _bootstrapCount || !IsAmongBest(value, competing, context.Direction))
                return true;
        }
        return false;
    }

    private static string Key(int rung) => RungKey + rung.ToString(CultureInfo.InvariantCulture);

    private static double ReadValue(FrozenTrial trial, int rung)
    {
        string json = trial.SystemAttributes[Key(rung)];
        return json switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.Parse(json, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>While there are fewer trials than the reduction factor only the best goes on,
    /// because none can be resumed later.</summary>
    private bool IsAmongBest(double value, List<double> competing, StudyDirection direction)
    {
        competing.Sort();
        int last = Math.Max(competing.Count / _reductionFactor - 1, 0);
        return direction == StudyDirection.Minimize ? value <= competing[last] : value >= competing[^(last + 1)];
    }

    private static int? EstimateMinResource(IReadOnlyList<FrozenTrial> trials)
    {
        int? last = trials.Where(t => t.State == TrialState.Complete).Max(t => t.LastStep);
        return last is { } step ? Math.Max(step / 100, 1) : null;
    }
}
