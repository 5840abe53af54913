using System.Globalization;
using Ploutos.Tuning.Randomness;

namespace Ploutos.Tuning;

/// <summary>Tries every combination of the given values, then stops the study. Which trial had
/// which point is kept with the trials (<c>grid_id</c>), so that workers share the grid and a
/// resumed study goes on with it.</summary>
public sealed class GridSampler : ISampler
{
    private const string IdKey = "grid_id",
        SpaceKey = "search_space";

    private readonly SortedDictionary<string, object?[]> _values = new(StringComparer.Ordinal);
    private readonly string _space;
    private readonly NumpyRandom _random;

    /// <param name="values">The values to try of each parameter: numbers, strings, bools or null.</param>
    /// <param name="seed">For the order in which late workers share what is left.</param>
    /// <exception cref="ArgumentException">There is no parameter, or one without values.</exception>
    public GridSampler(IReadOnlyDictionary<string, IReadOnlyList<object?>> values, uint seed = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string name, IReadOnlyList<object?> list) in values)
            _values[name] =
                list.Count > 0
                    ? [.. new CategoricalDistribution(list).Choices]
                    : throw new ArgumentException($"Each parameter of a grid must have values, but '{name}' has none.");
        if (_values.Count == 0)
            throw new ArgumentException("A grid must have at least one parameter, but got none.");
        IEnumerable<string> lists = _values.Select(v =>
            $"{PythonJson.String(v.Key)}: [{string.Join(", ", v.Value.Select(PythonJson.Value))}]"
        );
        _space = $"{{{string.Join(", ", lists)}}}";
        _random = new NumpyRandom(seed);
    }

    /// <summary>Number of combinations.</summary>
    public int Count => _values.Values.Aggregate(1, (n, list) => checked(n * list.Length));

    /// <inheritdoc />
    public IReadOnlyDictionary<string, double> SampleJointly(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.SystemAttributes.ContainsKey(IdKey))
        {
            int id = context.TrialNumber < Count ? context.TrialNumber : PickLeft(context.Trials);
            context.SetSystemAttribute(SpaceKey, _space);
            context.SetSystemAttribute(IdKey, id.ToString(CultureInfo.InvariantCulture));
        }
        return new Dictionary<string, double>();
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The grid lacks the parameter, or its value is not in the
    /// distribution.</exception>
    public double SampleIndependently(SamplingContext context, string name, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(distribution);
        if (!_values.TryGetValue(name, out object?[]? values))
            throw new ArgumentException(
                $"Every parameter must be in the grid, but '{name}' is not; it has {string.Join(", ", _values.Keys)}."
                    + $" Add its values to the grid."
            );
        // The last name varies fastest, as in nested loops over the names in order.
        int rest = int.Parse(context.SystemAttributes[IdKey], CultureInfo.InvariantCulture),
            index = 0;
        foreach ((string key, object?[] list) in _values.Reverse())
        {
            index = rest % list.Length;
            rest /= list.Length;
            if (key == name)
                break;
        }
        double value = distribution.ToInternal(values[index]);
        return distribution.Contains(value)
            ? value
            : throw new ArgumentException(
                $"A value of the grid must lie in the parameter's distribution, but '{name}' is"
                    + $" {distribution.Describe()} and the grid has {values[index]}."
            );
    }

    /// <inheritdoc />
    public bool IsExhausted(Func<IReadOnlyList<FrozenTrial>> readTrials)
    {
        ArgumentNullException.ThrowIfNull(readTrials);
        return Taken(readTrials(), s => s.IsFinished()).Count == Count;
    }

    /// <summary>A point that nobody has taken; when all are under way, one that is not finished, in
    /// case its worker dies.</summary>
    private int PickLeft(IReadOnlyList<FrozenTrial> trials)
    {
        HashSet<int> taken = Taken(trials, s => s.IsFinished() || s == TrialState.Running);
        if (taken.Count == Count)
            taken = Taken(trials, s => s.IsFinished());
        int[] left = [.. Enumerable.Range(0, Count).Where(id => !taken.Contains(id))];
        return left.Length == 0 ? _random.NextIndex(Count) : left[_random.NextIndex(left.Length)];
    }

    private HashSet<int> Taken(IReadOnlyList<FrozenTrial> trials, Func<TrialState, bool> counts) =>
        [
            .. trials
                .Where(t => counts(t.State) && t.SystemAttributes.GetValueOrDefault(SpaceKey) == _space)
                .Select(t => int.Parse(t.SystemAttributes[IdKey], CultureInfo.InvariantCulture)),
        ];
}
