namespace Ploutos.Features.Expressions.Language;

/// <summary>An expression breaks a rule. The message stands alone: which expression, where, the
/// rule, the value received and what to do.</summary>
public sealed class ExpressionException : ArgumentException
{
    private const int Around = 24;

    /// <param name="fault">What is wrong.</param>
    /// <param name="name">The expression's name in its set.</param>
    /// <param name="text">The expression.</param>
    /// <param name="place">The first character it is about, counted from 1; 0 where it is about
    /// all of it.</param>
    /// <param name="rule">Rule, value received and remedy, in sentences.</param>
    public ExpressionException(ExpressionFault fault, string name, string text, int place, string rule)
        : base($"{name}: {(place > 0 ? $"at character {place}, {Excerpt(text, place)}: " : "")}{rule}") =>
        (Fault, Name, Text, Place, Rule) = (fault, name, text, place, rule);

    /// <summary>What is wrong.</summary>
    public ExpressionFault Fault { get; }

    /// <summary>The expression's name in its set.</summary>
    public string Name { get; }

    /// <summary>The expression.</summary>
    public string Text { get; }

    /// <summary>The first character it is about, counted from 1; 0 where it is about all of
    /// it.</summary>
    public int Place { get; }

    /// <summary>Rule, value received and remedy, without name and place.</summary>
    public string Rule { get; }

    private static string Excerpt(string text, int place)
    {
        int start = Math.Clamp(place - 1, 0, text.Length),
            length = Math.Min(Around, text.Length - start);
        return length == 0 ? "the end"
            : start + length < text.Length ? $"'{text.Substring(start, length)}...'"
            : $"'{text[start..]}'";
    }
}
