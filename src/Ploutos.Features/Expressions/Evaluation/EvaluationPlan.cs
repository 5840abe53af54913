using Ploutos.Features.Expressions.Language;
using Ploutos.Features.Indicators;

namespace Ploutos.Features.Expressions.Evaluation;

/// <summary>The steps that compute some nodes of a graph from a series and from columns that are
/// given: each node once, window functions that can share a pass together, columns let go after
/// their last use.</summary>
internal sealed class EvaluationPlan
{
    private readonly ExpressionGraph _graph;
    private readonly List<Step> _steps = [];

    /// <param name="graph">The nodes.</param>
    /// <param name="wanted">Nodes to compute.</param>
    /// <param name="given">Nodes whose columns are placed before a run; what lies below them is not
    /// computed.</param>
    public EvaluationPlan(ExpressionGraph graph, IEnumerable<int> wanted, IReadOnlySet<int> given)
    {
        _graph = graph;
        bool[] needed = new bool[graph.Count];
        bool[] kept = new bool[graph.Count];
        foreach (int node in wanted)
            needed[node] = kept[node] = true;
        foreach (int node in given)
            kept[node] = true;
        for (int node = graph.Count - 1; node >= 0; node--)
        {
            if (needed[node] && !given.Contains(node))
                foreach (int operand in Operands(graph[node]))
                    needed[operand] = true;
        }

        AddSteps(needed, given);
        ReleaseAfterLastUse(kept);
    }

    /// <summary>Computes the wanted nodes; their columns are where the sheet was told to place
    /// them.</summary>
    public void Run(ColumnSheet sheet)
    {
        foreach (Step step in _steps)
        {
            if (WindowStep.PassOf(_graph[step.Nodes[0]].Operator) == WindowPass.None)
                ElementwiseStep.Run(sheet, _graph[step.Nodes[0]], sheet.Write(step.Nodes[0]));
            else
                WindowStep.Run(sheet, _graph, step.Nodes);
            foreach (int node in step.Nodes)
                Elementwise.InfinityToNaN(sheet.Write(node));
            foreach (int node in step.Released)
                sheet.Release(node);
        }
    }

    private static IEnumerable<int> Operands(Node node) =>
        new[] { node.A, node.B, node.C }.Where(operand => operand != Node.None);

    private void AddSteps(bool[] needed, IReadOnlySet<int> given)
    {
        Dictionary<(WindowPass, int, int), int> passes = [];
        for (int node = 0; node < _graph.Count; node++)
        {
            if (!needed[node] || given.Contains(node))
                continue;
            WindowPass pass = WindowStep.PassOf(_graph[node].Operator);
            var key = (pass, _graph[node].A, _graph[node].Window);
            if (pass is WindowPass.None or WindowPass.Own || !passes.TryGetValue(key, out int step))
            {
                passes.TryAdd(key, _steps.Count);
                _steps.Add(new([node], []));
            }
            else
            {
                _steps[step] = _steps[step] with { Nodes = [.. _steps[step].Nodes, node] };
            }
        }
    }

    private void ReleaseAfterLastUse(bool[] kept)
    {
        bool[] seen = new bool[_graph.Count];
        for (int s = _steps.Count - 1; s >= 0; s--)
        {
            List<int> released = [];
            foreach (int node in _steps[s].Nodes.SelectMany(n => Operands(_graph[n]).Append(n)))
            {
                if (!seen[node] && !kept[node])
                    released.Add(node);
                seen[node] = true;
            }

            _steps[s] = _steps[s] with { Released = [.. released] };
        }
    }

    private readonly record struct Step(int[] Nodes, int[] Released);
}
