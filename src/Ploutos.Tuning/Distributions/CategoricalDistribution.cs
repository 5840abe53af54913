using System.Globalization;

namespace Ploutos.Tuning;

/// <summary>One of several choices without order: strings, numbers, booleans or null. The internal
/// number is the choice's index.</summary>
public sealed record CategoricalDistribution : Distribution
{
    private readonly object?[] _choices;

    /// <exception cref="ArgumentException">There is no choice, or one is of a type that a storage
    /// cannot keep.</exception>
    public CategoricalDistribution(IEnumerable<object?> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        _choices = [.. choices.Select(Normalise)];
        if (_choices.Length == 0)
            throw new ArgumentException("`choices` must hold at least one choice, but got none.");
    }

    /// <summary>The choices in their order; whole numbers as long, other numbers as double.</summary>
    public IReadOnlyList<object?> Choices => _choices;

    /// <inheritdoc />
    public override bool IsSingle => _choices.Length == 1;

    /// <inheritdoc />
    public override object? ToValue(double internalValue) => _choices[(int)internalValue];

    /// <inheritdoc />
    public override double ToInternal(object? value)
    {
        object? wanted = Normalise(value);
        for (int i = 0; i < _choices.Length; i++)
            if (SameChoice(_choices[i], wanted))
                return i;
        throw new ArgumentException($"A value of {Describe()} must be one of its choices, but got {Format(value)}.");
    }

    /// <inheritdoc />
    public override bool Contains(double internalValue) =>
        internalValue >= 0 && internalValue < _choices.Length && internalValue == Math.Floor(internalValue);

    internal override bool IsCompatibleWith(Distribution other) => Equals(other as CategoricalDistribution);

    /// <summary>Whether both have the same choices in the same order.</summary>
    public bool Equals(CategoricalDistribution? other) =>
        other is not null
        && (
            ReferenceEquals(_choices, other._choices)
            || _choices.AsSpan().SequenceEqual(other._choices, ChoiceComparer.Instance)
        );

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_choices.Length, _choices[0]);

    internal override string Describe() => $"categorical({string.Join(", ", _choices.Select(Format))})";

    private static object? Normalise(object? choice) =>
        choice switch
        {
            null or string or bool or long or double => choice,
            int i => (long)i,
            float f => (double)f,
            _ => throw new ArgumentException(
                $"A choice must be a string, a bool, an int, a long, a float, a double or null, but got {choice} of"
                    + $" type {choice.GetType().Name}. Map it from a name inside the objective."
            ),
        };

    private static bool SameChoice(object? a, object? b) =>
        (a, b) switch
        {
            (double x, double y) => x.Equals(y),
            (long x, double y) => x == y,
            (double x, long y) => x == y,
            _ => Equals(a, b),
        };

    private static string Format(object? choice) =>
        choice switch
        {
            null => "null",
            string s => $"'{s}'",
            _ => Convert.ToString(choice, CultureInfo.InvariantCulture)!,
        };

    private sealed class ChoiceComparer : IEqualityComparer<object?>
    {
        public static readonly ChoiceComparer Instance = new();

        public new bool Equals(object? x, object? y) => SameChoice(x, y);

        public int GetHashCode(object? obj) => obj?.GetHashCode() ?? 0;
    }
}
