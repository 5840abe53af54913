using System.Text.Json.Nodes;

namespace Ploutos.Tuning;

/// <summary>One evaluation of the objective, seen from within: it asks for parameters, reports
/// progress, and may be told to stop. The search space is what the objective asks for. Used by one
/// thread.</summary>
public sealed class Trial
{
    private readonly Study _study;
    private readonly SamplingContext _context;
    private readonly Dictionary<string, object?> _fixed;
    private readonly IReadOnlyDictionary<string, double> _joint;
    private readonly List<TrialParameter> _assignments = [];
    private readonly SortedList<int, double> _reports = [];
    private readonly Dictionary<string, string> _systemAttributes;

    internal Trial(Study study, TrialClaim claim, IReadOnlyList<FrozenTrial> trials, CancellationToken cancellation)
    {
        (_study, Claim, CancellationToken) = (study, claim, cancellation);
        _systemAttributes = new Dictionary<string, string>(claim.SystemAttributes);
        _fixed = FixedParameters.Read(claim.SystemAttributes);
        _context = new SamplingContext(claim.Number, study.Direction, trials, _systemAttributes, SetSystemAttribute);
        _joint = study.WithSampler(s => s.SampleJointly(_context));
    }

    /// <summary>0, 1, 2 ... within the study.</summary>
    public int Number => Claim.Number;

    /// <summary>Cancelled when the call to <see cref="Study.Optimize"/> is; an objective that then
    /// throws has its trial put back in the queue.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The values asked for so far.</summary>
    public IReadOnlyDictionary<string, object?> Parameters => _assignments.ToDictionary(a => a.Name, a => a.Value);

    internal TrialClaim Claim { get; }

    /// <summary>The last reported value, where one was reported.</summary>
    internal double? LastReport => _reports.Count == 0 ? null : _reports.GetValueAtIndex(_reports.Count - 1);

    /// <summary>A real number from low to high, both inclusive; on a grid from low with
    /// <paramref name="step"/>, or on a logarithmic scale.</summary>
    /// <exception cref="ArgumentException">The range breaks a rule of
    /// <see cref="FloatDistribution"/>, or the name has another kind of distribution in this
    /// study.</exception>
    public double SuggestFloat(string name, double low, double high, double? step = null, bool log = false) =>
        Suggest(name, new FloatDistribution(low, high, step, log));

    /// <summary>A whole number from low to high, both inclusive.</summary>
    /// <exception cref="ArgumentException">The range breaks a rule of
    /// <see cref="IntDistribution"/>, or the name has another kind of distribution in this
    /// study.</exception>
    public int SuggestInt(string name, int low, int high, int step = 1, bool log = false) =>
        (int)Suggest(name, new IntDistribution(low, high, step, log));

    /// <summary>One of the choices: strings, bools or numbers.</summary>
    /// <exception cref="ArgumentException">There is no choice, or other choices had this name in
    /// this study.</exception>
    public T SuggestCategorical<T>(string name, params IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[(int)Suggest(name, new CategoricalDistribution(choices.Select(c => (object?)c)))];
    }

    /// <summary>Reports the objective's value at a step, for the pruner and the learning curve. NaN
    /// says that the trial diverged.</summary>
    /// <exception cref="ArgumentException">The step is negative or was reported before.</exception>
    public void Report(double value, int step)
    {
        if (step < 0)
            throw new ArgumentException($"`step >= 0` must hold, but trial {Number} reported step {step}.");
        if (_reports.ContainsKey(step))
            throw new ArgumentException(
                $"A step is reported once, but trial {Number} reported step {step} again. Count epochs, or report the"
                    + $" last value only."
            );
        _study.Storage.SetReport(Claim, step, value);
        _reports.Add(step, value);
    }

    /// <summary>Whether the pruner gives the trial up; the objective then throws
    /// <see cref="TrialPrunedException"/>.</summary>
    public bool ShouldPrune() =>
        _study.Pruner.ShouldPrune(
            new PruningContext(_study.Name, _study.Direction, Freeze(), () => _study.Trials, SetSystemAttribute)
        );

    /// <summary>Keeps a fact about the trial: text, a number, a truth value, or a JSON structure.</summary>
    public void SetUserAttribute(string key, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _study.Storage.SetUserAttribute(Claim, key, value?.ToJsonString() ?? "null");
    }

    private double Suggest(string name, Distribution distribution)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _study.CheckDistribution(name, distribution, _context.Trials);
        if (_assignments.Find(a => a.Name == name) is { } known)
            return known.Internal;
        TrialParameter parameter = new(name, distribution, Choose(name, distribution));
        _study.Storage.SetParameter(Claim, parameter);
        _assignments.Add(parameter);
        return parameter.Internal;
    }

    private double Choose(string name, Distribution distribution)
    {
        if (_fixed.TryGetValue(name, out object? value))
        {
            double given = distribution.ToInternal(value);
            return distribution.Contains(given)
                ? given
                : throw new ArgumentException(
                    $"The value fixed for '{name}' must lie in {distribution.Describe()}, but trial {Number} was given"
                        + $" {value}. Enqueue a value inside the range."
                );
        }
        if (distribution.IsSingle)
            return distribution switch
            {
                FloatDistribution f => f.Low,
                IntDistribution i => i.Low,
                _ => 0,
            };
        if (_joint.TryGetValue(name, out double drawn) && distribution.Contains(drawn))
            return drawn;
        return _study.WithSampler(s => s.SampleIndependently(_context, name, distribution));
    }

    private void SetSystemAttribute(string key, string json)
    {
        _study.Storage.SetSystemAttribute(Claim, key, json);
        _systemAttributes[key] = json;
    }

    private FrozenTrial Freeze() =>
        new(Claim.Id, Number, [.. _assignments])
        {
            State = TrialState.Running,
            Started = Claim.Started,
            Reports = _reports,
            SystemAttributes = _systemAttributes,
        };
}
