namespace Ploutos.Tuning.Sampling;

/// <summary>The parameters that every finished (complete or pruned) trial has with one and the
/// same distribution, by name in ordinal order. Finished trials never change, so each is looked at
/// once.</summary>
internal sealed class IntersectionSearchSpace
{
    private SortedDictionary<string, Distribution>? _space;
    private int _next;

    public IReadOnlyDictionary<string, Distribution> Update(IReadOnlyList<FrozenTrial> trials)
    {
        int next = trials.Count;
        for (int i = trials.Count - 1; i >= 0 && trials[i].Number >= _next; i--)
        {
            FrozenTrial trial = trials[i];
            if (!trial.State.IsFinished())
                next = i;
            else if (trial.State != TrialState.Fail)
                Intersect(trial);
        }
        _next =
            next < trials.Count ? trials[next].Number
            : trials.Count == 0 ? 0
            : trials[^1].Number + 1;
        return _space ?? [];
    }

    private void Intersect(FrozenTrial trial)
    {
        if (_space is null)
        {
            _space = new(StringComparer.Ordinal);
            foreach (TrialParameter p in trial.Assignments)
                _space[p.Name] = p.Distribution;
            return;
        }
        foreach (string name in _space.Keys.ToArray())
            if (trial.Find(name) is not { } p || !p.Distribution.Equals(_space[name]))
                _space.Remove(name);
    }
}
