namespace Ploutos.Tuning;

/// <summary>The set of values one parameter may take. A value has two forms: the one the objective
/// sees (double, long, string, bool, null) and the internal number that samplers and storages work
/// with: the value itself, or a choice's index.</summary>
public abstract record Distribution
{
    private protected Distribution() { }

    /// <summary>Whether the set holds exactly one value, so that there is nothing to draw.</summary>
    public abstract bool IsSingle { get; }

    /// <summary>The value that the objective sees for an internal number.</summary>
    public abstract object? ToValue(double internalValue);

    /// <summary>The internal number of a value.</summary>
    /// <exception cref="ArgumentException">The value is of a type, or a choice, that this
    /// distribution does not have.</exception>
    public abstract double ToInternal(object? value);

    /// <summary>Whether the internal number lies in the set.</summary>
    public abstract bool Contains(double internalValue);

    /// <summary>The rule by which two trials may use one name: the same kind; the same scale; and
    /// the same choices where there are choices. A range may move between trials.</summary>
    internal abstract bool IsCompatibleWith(Distribution other);

    /// <summary>The distribution in words, for messages.</summary>
    internal abstract string Describe();
}
