namespace Ploutos.Tuning;

/// <summary>What a sampler may know about the study and the trial that it proposes for.</summary>
public sealed class SamplingContext
{
    private readonly Action<string, string> _setSystemAttribute;

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
