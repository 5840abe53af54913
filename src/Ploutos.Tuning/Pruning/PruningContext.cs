namespace Ploutos.Tuning;

/// <summary>What a pruner may know.</summary>
public sealed class PruningContext
{
    private readonly Func<IReadOnlyList<FrozenTrial>> _readTrials;
    private readonly Action<string, string> _setSystemAttribute;
    private IReadOnlyList<FrozenTrial>? _trials;

    /// <summary>A context of no study, to try a pruner alone.</summary>
    /// <param name="studyName">Name of the study; a pruner may draw by it.</param>
    /// <param name="direction">Whether smaller or larger values are better.</param>
    /// <param name="trial">The trial that is judged.</param>
    /// <param name="trials">All trials, the judged one among them, ascending by number.</param>
    public PruningContext(
        string studyName,
        StudyDirection direction,
        FrozenTrial trial,
        IReadOnlyList<FrozenTrial> trials
    )
        : this(studyName, direction, trial, () => trials, static (_, _) => { })
    {
        ArgumentNullException.ThrowIfNull(studyName);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(trials);
    }

    internal PruningContext(
        string studyName,
        StudyDirection direction,
        FrozenTrial trial,
        Func<IReadOnlyList<FrozenTrial>> readTrials,
        Action<string, string> setSystemAttribute
    )
    {
        (StudyName, Direction, Trial) = (studyName, direction, trial);
        (_readTrials, _setSystemAttribute) = (readTrials, setSystemAttribute);
    }

    /// <summary>Name of the study.</summary>
    public string StudyName { get; }

    /// <summary>Whether the study minimizes or maximizes its value.</summary>
    public StudyDirection Direction { get; }

    /// <summary>The trial that is judged.</summary>
    public FrozenTrial Trial { get; }

    /// <summary>All trials as they stand now, ascending by number; read when first asked for.</summary>
    public IReadOnlyList<FrozenTrial> Trials => _trials ??= _readTrials();

    /// <summary>Keeps JSON text with the trial.</summary>
    internal void SetSystemAttribute(string key, string json) => _setSystemAttribute(key, json);

    /// <summary>The same question with some of the trials only.</summary>
    internal PruningContext Among(Func<FrozenTrial, bool> predicate) =>
        new(StudyName, Direction, Trial, () => [.. Trials.Where(predicate)], _setSystemAttribute);
}
