namespace Ploutos.Tuning;

/// <summary>What a sampler may know about the study and the trial that it proposes for.</summary>
public sealed class SamplingContext
{
    private readonly Action<string, string> _setSystemAttribute;

    /// <summary>A context of no study, to try a sampler alone.</summary>
    /// <param name="trialNumber">Number of the trial that is proposed for.</param>
    /// <param name="direction">Whether smaller or larger values are better.</param>
    /// <param name="trials">The trials that the sampler may learn from, ascending by number.</param>
    public SamplingContext(int trialNumber, StudyDirection direction, IReadOnlyList<FrozenTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        Dictionary<string, string> kept = new(StringComparer.Ordinal);
        (TrialNumber, Direction, Trials, SystemAttributes) = (trialNumber, direction, trials, kept);
        _setSystemAttribute = (key, json) => kept[key] = json;
    }

    internal SamplingContext(
        int trialNumber,
        StudyDirection direction,
        IReadOnlyList<FrozenTrial> trials,
        IReadOnlyDictionary<string, string> systemAttributes,
        Action<string, string> setSystemAttribute
    )
    {
        (TrialNumber, Direction, Trials, SystemAttributes) = (trialNumber, direction, trials, systemAttributes);
        _setSystemAttribute = setSystemAttribute;
    }

    /// <summary>Number of the trial that is proposed for.</summary>
    public int TrialNumber { get; }

    /// <summary>Whether the study minimizes or maximizes its value.</summary>
    public StudyDirection Direction { get; }

    /// <summary>All trials of the study when this one began, ascending by number; this one among
    /// them.</summary>
    public IReadOnlyList<FrozenTrial> Trials { get; }

    /// <summary>System attributes of the trial, JSON text by key.</summary>
    internal IReadOnlyDictionary<string, string> SystemAttributes { get; }

    /// <summary>Keeps JSON text with the trial.</summary>
    internal void SetSystemAttribute(string key, string json) => _setSystemAttribute(key, json);
}
