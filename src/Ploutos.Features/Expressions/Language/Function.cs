namespace Ploutos.Features.Expressions.Language;

/// <summary>What a function takes at a place.</summary>
internal enum Parameter
{
    /// <summary>A column, or a number that stands for one; a condition counts as 1 or 0.</summary>
    Value,

    /// <summary>A column, not a number alone.</summary>
    Column,

    /// <summary>A condition.</summary>
    Condition,

    /// <summary>A whole number of bars.</summary>
    Window,

    /// <summary>A whole number of bars to look back; below 0 to look ahead.</summary>
    Shift,

    /// <summary>A number from 0 to 1.</summary>
    Share,
}

/// <summary>A function of the language.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="LeastWindow">Bars that its window needs.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Make">The node, from its operands, its window and its share.</param>
internal sealed record Function(
    string Name,
    int LeastWindow,
    Parameter[] Parameters,
    Func<ExpressionGraph, Operands, int> Make
)
{
    private static readonly Parameter[] s_one = [Parameter.Value],
        s_two = [Parameter.Value, Parameter.Value],
        s_conditions = [Parameter.Condition, Parameter.Condition],
        s_shift = [Parameter.Column, Parameter.Shift],
        s_window = [Parameter.Column, Parameter.Window],
        s_pair = [Parameter.Column, Parameter.Column, Parameter.Window],
        s_market = [Parameter.Column];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Function> All { get; } =
        new[]
        {
            Of(Operator.Log, s_one),
            Of(Operator.Abs, s_one),
            Of(Operator.Sign, s_one),
            Of(Operator.Power, s_two),
            Of(Operator.Greater, s_two),
            Of(Operator.Less, s_two),
            Of(Operator.And, s_conditions),
            Of(Operator.Or, s_conditions),
            Of(Operator.If, [Parameter.Condition, Parameter.Value, Parameter.Value]),
            Of(Operator.Ref, s_shift),
            new("Delta", 1, s_shift, Delta),
            Of(Operator.Mean, s_window),
            Of(Operator.Sum, s_window),
            Of(Operator.Std, s_window, 2),
            Of(Operator.Var, s_window, 2),
            Of(Operator.Max, s_window),
            Of(Operator.Min, s_window),
            Of(Operator.Quantile, [.. s_window, Parameter.Share]),
            new("Med", 1, s_window, (graph, o) => graph.Add(Windowed(Operator.Quantile, o with { Share = 0.5 }))),
            Of(Operator.Rank, s_window),
            Of(Operator.IdxMax, s_window),
            Of(Operator.IdxMin, s_window),
            Of(Operator.Corr, s_pair, 2),
            Of(Operator.Cov, s_pair, 2),
            Of(Operator.Slope, s_window, 2),
            Of(Operator.Rsquare, s_window, 2),
            Of(Operator.Resi, s_window, 2),
            Of(Operator.WMA, s_window),
            Of(Operator.EMA, s_window),
            Of(Operator.Skew, s_window, 3),
            Of(Operator.Kurt, s_window, 4),
            Of(Operator.Mad, s_window),
            Of(Operator.Count, s_window),
            Of(Operator.CSRank, s_market),
            Of(Operator.CSMean, s_market),
            Of(Operator.CSZScore, s_market),
        }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    private static Function Of(Operator op, Parameter[] parameters, int leastWindow = 1) =>
        new(op.ToString(), leastWindow, parameters, (graph, operands) => graph.Add(Windowed(op, operands)));

    private static Node Windowed(Operator op, Operands o) => new(op, o.A, o.B, o.C, o.Window, o.Share);

    private static int Delta(ExpressionGraph graph, Operands o) =>
        graph.Add(Node.Of(Operator.Subtract, o.A, graph.Add(Windowed(Operator.Ref, o))));
}

/// <summary>The arguments of a call: nodes, window and share.</summary>
internal readonly record struct Operands(int A, int B, int C, int Window, double Share)
{
    public static Operands Empty { get; } = new(Node.None, Node.None, Node.None, 0, 0);

    /// <summary>With one more node.</summary>
    public Operands With(int node) =>
        A == Node.None ? this with { A = node }
        : B == Node.None ? this with { B = node }
        : this with { C = node };
}
