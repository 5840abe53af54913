using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Ploutos.Tuning;

/// <summary>A trial as it stood at one moment; it never changes.</summary>
public sealed record FrozenTrial
{
    private readonly Lazy<IReadOnlyDictionary<string, object?>> _parameters;

    internal FrozenTrial(long id, int number, IReadOnlyList<TrialParameter> assignments)
    {
        (Id, Number, Assignments) = (id, number, assignments);
        _parameters = new(() =>
            new OrderedDictionary<string, object?>(Assignments.Select(a => KeyValuePair.Create(a.Name, a.Value)))
        );
    }

    /// <summary>A trial of no study, to try a sampler or a pruner alone.</summary>
    /// <param name="number">0, 1, 2 ...</param>
    /// <param name="state">How far it is.</param>
    /// <param name="assignments">Its parameters.</param>
    /// <param name="value">The objective's value; null while there is none.</param>
    /// <param name="reports">Reported values by step; null for none.</param>
    public static FrozenTrial Of(
        int number,
        TrialState state,
        IReadOnlyList<TrialParameter> assignments,
        double? value = null,
        IReadOnlyDictionary<int, double>? reports = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentNullException.ThrowIfNull(assignments);
        return new(number, number, assignments)
        {
            State = state,
            Value = value,
            Reports = new SortedList<int, double>((reports ?? new Dictionary<int, double>()).ToDictionary()),
        };
    }

    /// <summary>0, 1, 2 ... within the study, in the order of creation.</summary>
    public int Number { get; }

    /// <summary>Whether the trial runs, waits or has ended, and how.</summary>
    public TrialState State { get; internal init; }

    /// <summary>The objective's value; of a pruned trial the last reported one. Null while there is
    /// none.</summary>
    public double? Value { get; internal init; }

    /// <summary>The parameters' values by name, in the order in which they were asked for: double,
    /// long, string, bool or null.</summary>
    public IReadOnlyDictionary<string, object?> Parameters => _parameters.Value;

    /// <summary>The same with their distributions.</summary>
    public IReadOnlyList<TrialParameter> Assignments { get; }

    /// <summary>Reported values by step, in ascending steps; NaN where the objective
    /// reported NaN.</summary>
    public IReadOnlyDictionary<int, double> IntermediateValues => Reports;

    /// <summary>The user's attributes, as JSON text by key.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes { get; internal init; } = Empty;

    /// <summary>When the trial began, in local time; null while it waits.</summary>
    public DateTime? Started { get; internal init; }

    /// <summary>When it ended, in local time.</summary>
    public DateTime? Completed { get; internal init; }

    /// <summary>The highest reported step.</summary>
    public int? LastStep => Reports.Count == 0 ? null : Reports.GetKeyAtIndex(Reports.Count - 1);

    internal static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>();

    internal long Id { get; }

    internal SortedList<int, double> Reports { get; init; } = [];

    internal IReadOnlyDictionary<string, string> SystemAttributes { get; init; } = Empty;

    /// <summary>A user attribute's value.</summary>
    /// <exception cref="KeyNotFoundException">The trial has no such attribute.</exception>
    [RequiresUnreferencedCode("JSON becomes a T by reflection. Read UserAttributes in a trimmed program.")]
    [RequiresDynamicCode("JSON becomes a T by reflection. Read UserAttributes in a natively compiled program.")]
    public T? GetUserAttribute<T>(string key) =>
        UserAttributes.TryGetValue(key, out string? json)
            ? JsonSerializer.Deserialize<T>(json)
            : throw new KeyNotFoundException(
                $"Trial {Number} has no user attribute '{key}'; it has: {string.Join(", ", UserAttributes.Keys)}."
            );

    /// <summary>The assignment of a name; null where the trial has not asked for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal TrialParameter? Find(string name)
    {
        for (int i = 0; i < Assignments.Count; i++)
            if (Assignments[i].Name == name)
                return Assignments[i];
        return null;
    }
}

/// <summary>One parameter of one trial.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Distribution">The set its value was drawn from.</param>
/// <param name="Internal">The internal number: the value itself, or the choice's index.</param>
public sealed record TrialParameter(string Name, Distribution Distribution, double Internal)
{
    /// <summary>The value as the objective sees it.</summary>
    public object? Value { get; } = Distribution.ToValue(Internal);
}
