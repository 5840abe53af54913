namespace Ploutos.Features.Expressions.Language;

/// <summary>What is wrong with an expression.</summary>
public enum ExpressionFault
{
    /// <summary>The text is not an expression.</summary>
    Syntax,

    /// <summary>No column or function has the name.</summary>
    UnknownName,

    /// <summary>A function got another number of arguments than it takes.</summary>
    ArgumentCount,

    /// <summary>An argument is of the wrong kind: a number where a condition is needed, a column
    /// where a number is.</summary>
    ArgumentKind,

    /// <summary>A window is not a whole number in its range.</summary>
    Window,

    /// <summary>An input looks ahead.</summary>
    LooksAhead,

    /// <summary>More operators, or deeper nesting, than is allowed.</summary>
    TooComplex,

    /// <summary>There are fewer bars than the expression needs.</summary>
    TooFewBars,

    /// <summary>The expression looks at all tickers of a day, but was given fewer than that
    /// needs.</summary>
    NeedsMarket,

    /// <summary>Two expressions of a set have one name, or a name can't be that of a
    /// column.</summary>
    Name,
}
