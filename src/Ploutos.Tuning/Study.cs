using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Ploutos.Tuning;

/// <summary>A search for the parameters with the best value. Many workers, .NET or Python, in one
/// process or on many machines, may run one study when it lies in a shared storage.</summary>
public sealed class Study
{
    private readonly Lock _samplerGate = new();
    private readonly ISampler _sampler;
    private readonly ConcurrentDictionary<string, Distribution> _distributions = new();
    private readonly StudyRecord _record;

    private Study(StudyRecord record, StudyOptions options, IStudyStorage storage)
    {
        (_record, Storage, Time) = (record, storage, options.Time);
        _sampler = options.Sampler ?? new TpeSampler();
        Pruner = options.Pruner ?? new MedianPruner();
    }

    /// <summary>Name of the study, unique in its storage.</summary>
    public string Name => _record.Name;

    /// <summary>Whether the study minimizes or maximizes its value.</summary>
    public StudyDirection Direction => _record.Direction;

    /// <summary>All trials as they stand now, ascending by number.</summary>
    public IReadOnlyList<FrozenTrial> Trials => Storage.GetTrials(_record.Id);

    /// <summary>The complete trial with the best value, the earliest of equals; null while none is
    /// complete.</summary>
    public FrozenTrial? BestTrial
    {
        get
        {
            FrozenTrial? best = null;
            foreach (FrozenTrial t in Trials)
                if (
                    t.State == TrialState.Complete
                    && (
                        best is null
                        || (Direction == StudyDirection.Minimize ? t.Value < best.Value : t.Value > best.Value)
                    )
                )
                    best = t;
            return best;
        }
    }

    /// <summary>The study's own attributes, as JSON text by key.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes => Storage.GetStudyAttributes(_record.Id);

    internal IStudyStorage Storage { get; }

    internal IPruner Pruner { get; }

    internal TimeProvider Time { get; }

    internal long Id => _record.Id;

    /// <summary>Makes a study, or goes on with the one of this name where
    /// <see cref="StudyOptions.LoadIfExists"/> allows it.</summary>
    /// <exception cref="ArgumentException">The name is empty, too long or taken, or the existing
    /// study has the other direction.</exception>
    /// <exception cref="StudyStorageException">The storage cannot be used.</exception>
    public static Study Create(StudyOptions? options = null)
    {
        options ??= new StudyOptions();
        if (options.Name.Length is 0 or > 512)
            throw new ArgumentException(
                $"A study's name must have 1 to 512 characters, but got {options.Name.Length}."
            );
        IStudyStorage storage = options.Storage?.Inner ?? new InMemoryStorage(options.Time);
        if (storage.TryCreateStudy(options.Name, options.Direction ?? StudyDirection.Minimize) is { } made)
            return new Study(made, options, storage);
        if (!options.LoadIfExists)
            throw new ArgumentException(
                $"A study's name must be new in its storage, but '{options.Name}' is taken. Choose another name, or"
                    + $" set LoadIfExists to go on with that study."
            );
        return Open(options);
    }

    /// <summary>Goes on with a study that exists.</summary>
    /// <exception cref="ArgumentException">There is no such study, or it has the other
    /// direction.</exception>
    /// <exception cref="StudyStorageException">The storage cannot be used.</exception>
    public static Study Open(StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IStudyStorage storage =
            options.Storage?.Inner
            ?? throw new ArgumentException(
                "An existing study can only be opened in a storage, but none was given. Set Storage."
            );
        StudyRecord? record = storage.FindStudy(options.Name);
        if (record is null)
        {
            string names = string.Join(", ", storage.ListStudies().Select(s => $"'{s.Name}'"));
            throw new ArgumentException(
                $"There is no study '{options.Name}'; the storage holds {(names.Length == 0 ? "none" : names)}."
            );
        }
        if (options.Direction is { } direction && direction != record.Direction)
            throw new ArgumentException(
                $"Study '{record.Name}' is there to {record.Direction.ToString().ToLowerInvariant()}, but was asked to"
                    + $" {direction.ToString().ToLowerInvariant()}. Use its direction or another name."
            );
        return new Study(record, options, storage);
    }

    /// <summary>Runs the objective trial by trial until a limit is reached. Finished trials are in
    /// the storage when their callback is called.</summary>
    /// <param name="objective">Gives the value of a trial; throws
    /// <see cref="TrialPrunedException"/> to end it early. Called from several threads where there
    /// are several jobs.</param>
    /// <param name="options">Limits, jobs, callbacks.</param>
    /// <param name="cancellation">Stops the call: no trial starts, and those that heed
    /// <see cref="Trial.CancellationToken"/> go back in the queue.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public void Optimize(
        Func<Trial, double> objective,
        OptimizeOptions options,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        new Optimizer(this, objective, options, cancellation).Run();
    }

    /// <summary>Starts a trial for a caller that evaluates it in its own way and then calls
    /// <see cref="Tell(Trial, double)"/>. It has no heartbeat, so nobody takes it over: only
    /// <see cref="Optimize"/> knows how long a worker is at it.</summary>
    public Trial Ask() => Start(null, withHeartbeat: false, CancellationToken.None)!;

    /// <summary>Ends a trial with its value.</summary>
    /// <exception cref="ArgumentException">The value is NaN.</exception>
    public FrozenTrial Tell(Trial trial, double value)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (double.IsNaN(value))
            throw new ArgumentException(
                $"A trial's value must be a number, but trial {trial.Number} got NaN. Tell it as TrialState.Fail, or"
                    + $" return infinity for a point that is out of the question."
            );
        return Finish(trial, TrialState.Complete, value);
    }

    /// <summary>Ends a trial as pruned, with the last value it reported, or as failed.</summary>
    /// <exception cref="ArgumentException">The state is neither of the two.</exception>
    public FrozenTrial Tell(Trial trial, TrialState state)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (state is not (TrialState.Pruned or TrialState.Fail))
            throw new ArgumentException(
                $"A trial ends without a value as Pruned or Fail, but got {state}. A complete trial ends with its"
                    + $" value."
            );
        return Finish(
            trial,
            state,
            state == TrialState.Pruned && trial.LastReport is { } last && !double.IsNaN(last) ? last : null
        );
    }

    /// <summary>Queues a trial with some or all parameters given; the next free worker takes it.</summary>
    /// <returns>Its number.</returns>
    public int Enqueue(IReadOnlyDictionary<string, object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Storage.AddWaiting(
            Id,
            new Dictionary<string, string> { [FixedParameters.Key] = FixedParameters.ToJson(parameters) }
        );
    }

    /// <summary>Keeps a fact about the study.</summary>
    public void SetUserAttribute(string key, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Storage.SetStudyAttribute(Id, key, value?.ToJsonString() ?? "null");
    }

    internal Trial? Start(int? limit, bool withHeartbeat, CancellationToken cancellation)
    {
        Storage.RecoverStale(Id);
        if (Storage.ClaimNext(Id, limit, withHeartbeat) is not { } claim)
            return null;
        return new Trial(this, claim, Pruner.Comparable(Name, claim.Number, Trials), cancellation);
    }

    internal FrozenTrial Finish(Trial trial, TrialState state, double? value)
    {
        Storage.Finish(trial.Claim, state, value);
        return Trials[trial.Number];
    }

    internal T WithSampler<T>(Func<ISampler, T> use)
    {
        lock (_samplerGate)
            return use(_sampler);
    }

    internal void CheckDistribution(string name, Distribution distribution, IReadOnlyList<FrozenTrial> trials)
    {
        if (!_distributions.TryGetValue(name, out Distribution? known))
            known = _distributions.GetOrAdd(
                name,
                trials.Select(t => t.Find(name)?.Distribution).FirstOrDefault(d => d is not null) ?? distribution
            );
        if (!known.IsCompatibleWith(distribution))
            throw new ArgumentException(
                $"A parameter keeps its kind, scale and choices within a study, but '{name}' was {known.Describe()}"
                    + $" and is now {distribution.Describe()}. Use another parameter name, or another study."
            );
    }
}
