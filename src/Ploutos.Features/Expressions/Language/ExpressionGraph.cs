using System.Runtime.InteropServices;

namespace Ploutos.Features.Expressions.Language;

/// <summary>The nodes of several expressions, each distinct one once; operands come before what
/// uses them.</summary>
internal sealed class ExpressionGraph
{
    private readonly Dictionary<Node, int> _known = [];
    private readonly List<Node> _nodes = [];
    private readonly List<Facts> _facts = [];

    public int Count => _nodes.Count;

    public Node this[int index] => _nodes[index];

    /// <summary>Bars without a gap until the node's first value.</summary>
    public int RequiredBars(int index) => _facts[index].RequiredBars;

    /// <summary>Bars after its own that the node looks at.</summary>
    public int Ahead(int index) => _facts[index].Ahead;

    /// <summary>How many operations over all tickers lie on the longest way to the node, itself
    /// included.</summary>
    public int MarketLevel(int index) => _facts[index].MarketLevel;

    /// <summary>The index of a node, new or known. Constants of constants are computed; operands
    /// whose order does not matter are put into one order.</summary>
    public int Add(Node node)
    {
        if (Folded(node) is { } value)
            node = Node.Constant(value);
        if (IsSymmetric(node.Operator) && node.A > node.B)
            node = node with { A = node.B, B = node.A };
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, node, out bool known);
        if (!known)
        {
            index = _nodes.Count;
            _nodes.Add(node);
            _facts.Add(FactsOf(node));
        }

        return index;
    }

    private static bool IsSymmetric(Operator op) =>
        op
            is Operator.Add
                or Operator.Multiply
                or Operator.Greater
                or Operator.Less
                or Operator.And
                or Operator.Or
                or Operator.Corr
                or Operator.Cov;

    private double? Folded(Node node)
    {
        if (node.A == Node.None || !_nodes[node.A].IsConstant || node.B != Node.None && !_nodes[node.B].IsConstant)
            return null;
        double a = _nodes[node.A].Value,
            b = node.B == Node.None ? 0 : _nodes[node.B].Value;
        return node.Operator switch
        {
            Operator.Add => a + b,
            Operator.Subtract => a - b,
            Operator.Multiply => a * b,
            Operator.Divide => a / b,
            Operator.Log => Math.Log(a),
            Operator.Abs => Math.Abs(a),
            Operator.Sign => a > 0 ? 1
            : a < 0 ? -1
            : 0,
            Operator.Power => Math.Pow(a, b),
            Operator.Greater => Math.Max(a, b),
            Operator.Less => Math.Min(a, b),
            _ => null,
        };
    }

    private Facts FactsOf(Node node)
    {
        Facts facts = new(1, 0, 0);
        foreach (int operand in (ReadOnlySpan<int>)[node.A, node.B, node.C])
        {
            if (operand == Node.None)
                continue;
            Facts of = _facts[operand];
            facts = new(
                Math.Max(facts.RequiredBars, of.RequiredBars),
                Math.Max(facts.Ahead, of.Ahead),
                Math.Max(facts.MarketLevel, of.MarketLevel)
            );
        }

        return node switch
        {
            { IsCrossSection: true } => facts with { MarketLevel = facts.MarketLevel + 1 },
            { Operator: Operator.EMA } => facts,
            { Operator: Operator.Count } => facts with { RequiredBars = node.Window },
            { Operator: Operator.Ref } => facts with
            {
                RequiredBars = facts.RequiredBars + Math.Max(0, node.Window),
                Ahead = Math.Max(0, facts.Ahead - node.Window),
            },
            { Window: > 0 } => facts with { RequiredBars = facts.RequiredBars + node.Window - 1 },
            _ => facts,
        };
    }

    private readonly record struct Facts(int RequiredBars, int Ahead, int MarketLevel);
}
