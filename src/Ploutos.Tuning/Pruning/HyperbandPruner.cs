using System.Text;

namespace Ploutos.Tuning;

/// <summary>Hyperband (Li et al., 2018): the trials are divided among brackets, each a successive
/// halving that starts one rung later, so that slow starters have a chance too. The bracket
/// follows from study name and trial number as in Optuna, and a sampler sees its trial's bracket
/// only.</summary>
public sealed class HyperbandPruner : IPruner
{
    private readonly int _minResource;
    private readonly int _reductionFactor;
    private readonly int _bootstrapCount;
    private readonly Lock _gate = new();
    private int? _maxResource;
    private Bracket[] _brackets = [];

    /// <param name="minResource">Step of the first rung.</param>
    /// <param name="maxResource">Number of steps of a full trial; null: taken from the first
    /// complete trials, before which none is pruned.</param>
    /// <param name="reductionFactor">See <see cref="SuccessiveHalvingPruner"/>.</param>
    /// <param name="bootstrapCount">See <see cref="SuccessiveHalvingPruner"/>; needs a maximal
    /// resource.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public HyperbandPruner(
        int minResource = 1,
        int? maxResource = null,
        int reductionFactor = 3,
        int bootstrapCount = 0
    )
    {
        if (minResource < 1 || maxResource < minResource)
            throw new ArgumentException(
                $"`1 <= minResource <= maxResource` must hold, but got (minResource={minResource},"
                    + $" maxResource={maxResource})."
            );
        if (reductionFactor < 2)
            throw new ArgumentException($"`reductionFactor >= 2` must hold, but got {reductionFactor}.");
        if (bootstrapCount < 0 || (bootstrapCount > 0 && maxResource is null))
            throw new ArgumentException(
                $"`bootstrapCount >= 0` must hold, and above 0 it needs a maximal resource, but got {bootstrapCount}."
                    + $" Set maxResource."
            );
        (_minResource, _maxResource, _reductionFactor, _bootstrapCount) = (
            minResource,
            maxResource,
            reductionFactor,
            bootstrapCount
        );
    }

    /// <inheritdoc />
    public bool ShouldPrune(PruningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (_gate)
        {
            if (_brackets.Length == 0 && !TryMakeBrackets(context.Trials))
                return false;
        }
        int bracket = BracketOf(context.StudyName, context.Trial.Number);
        return _brackets[bracket]
            .Pruner.ShouldPrune(context.Among(t => BracketOf(context.StudyName, t.Number) == bracket));
    }

    /// <inheritdoc />
    public IReadOnlyList<FrozenTrial> Comparable(string studyName, int trialNumber, IReadOnlyList<FrozenTrial> trials)
    {
        if (_brackets.Length == 0)
            return trials;
        int bracket = BracketOf(studyName, trialNumber);
        return [.. trials.Where(t => BracketOf(studyName, t.Number) == bracket)];
    }

    private bool TryMakeBrackets(IReadOnlyList<FrozenTrial> trials)
    {
        _maxResource ??= trials.Where(t => t.State == TrialState.Complete).Max(t => t.LastStep) + 1;
        if (_maxResource is not { } max)
            return false;
        int count = (int)Math.Floor(Math.Log((double)max / _minResource, _reductionFactor)) + 1;
        _brackets =
        [
            .. Enumerable
                .Range(0, count)
                .Select(id => new Bracket(
                    (int)Math.Ceiling(count * Math.Pow(_reductionFactor, count - 1 - id) / (count - id)),
                    new SuccessiveHalvingPruner(_minResource, _reductionFactor, id, _bootstrapCount)
                )),
        ];
        return true;
    }

    /// <summary>A draw by CRC-32, weighted by the brackets' shares: the same for every worker.</summary>
    private int BracketOf(string studyName, int number)
    {
        int rest = (int)(Crc32(Encoding.UTF8.GetBytes($"{studyName}_{number}")) % (uint)_brackets.Sum(b => b.Share));
        int id = 0;
        for (; rest >= _brackets[id].Share; id++)
            rest -= _brackets[id].Share;
        return id;
    }

    /// <summary>CRC-32 of IEEE 802.3, as zlib computes it.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xedb88320u);
        }
        return ~crc;
    }

    private sealed record Bracket(int Share, SuccessiveHalvingPruner Pruner);
}
