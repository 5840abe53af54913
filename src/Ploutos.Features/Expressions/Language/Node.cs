namespace Ploutos.Features.Expressions.Language;

/// <summary>One operation on columns. Two nodes that are equal compute the same column.</summary>
/// <param name="Operator">What it computes.</param>
/// <param name="A">First operand, the index of a node; -1 for none.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand.</param>
/// <param name="Window">Bars of the window or of the shift; 0 where there is none.</param>
/// <param name="Value">The constant, or the share of a quantile.</param>
internal readonly record struct Node(Operator Operator, int A, int B, int C, int Window, double Value)
{
    public const int None = -1;

    public bool IsConstant => Operator == Operator.Constant;

    /// <summary>Whether it looks at all tickers of a day.</summary>
    public bool IsCrossSection => Operator is Operator.CSRank or Operator.CSMean or Operator.CSZScore;

    /// <summary>Whether it is true or false (1 or 0) rather than any number.</summary>
    public bool IsCondition => Operator is Operator.Above or Operator.Below or Operator.And or Operator.Or;

    public static Node Of(Operator op, int a = None, int b = None, int c = None) => new(op, a, b, c, 0, 0);

    public static Node Constant(double value) => new(Operator.Constant, None, None, None, 0, value);
}
