namespace Ploutos.MarketData.Delivery;

/// <summary>A key. Whatever prints it, by design or by accident, gets a mask.</summary>
public readonly struct Secret(string? value) : IEquatable<Secret>
{
    private readonly string? _value = string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>Whether there is a key.</summary>
    public bool IsSet => _value is not null;

    /// <summary>Two keys are equal where their texts are.</summary>
    public static bool operator ==(Secret left, Secret right) => left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(Secret left, Secret right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Secret other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Secret other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>A mask, never the key.</summary>
    public override string ToString() => IsSet ? "(set)" : "(not set)";

    /// <summary>The key, for the one header that carries it.</summary>
    internal string Reveal() => _value ?? "";
}
