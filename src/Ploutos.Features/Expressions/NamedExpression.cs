namespace Ploutos.Features.Expressions;

/// <summary>An expression and the name of the column that it makes.</summary>
/// <param name="Name">Letters, digits, '_', '.' and '-'.</param>
/// <param name="Text">The expression; docs/expressions.md has the language.</param>
public readonly record struct NamedExpression(string Name, string Text);
