using Ploutos.Features.Expressions.Evaluation;
using Ploutos.Features.Expressions.Language;
using Ploutos.Features.Indicators;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Expressions;

/// <summary>The functions over all tickers of a day that can be computed together: what they look
/// at is computed for every ticker first, then each day across the tickers. Functions inside
/// functions make several stages.</summary>
internal sealed class CrossSectionStage
{
    private readonly int[] _functions,
        _arguments;
    private readonly EvaluationPlan _plan;

    private CrossSectionStage(ExpressionGraph graph, int[] functions, IReadOnlySet<int> given)
    {
        _functions = functions;
        _arguments = [.. functions.Select(f => graph[f].A).Distinct().Where(a => !given.Contains(a))];
        _plan = new(graph, _arguments, given);
    }

    /// <summary>The stages of some expressions, first to last, and the nodes that are known after
    /// all of them.</summary>
    public static (CrossSectionStage[] Stages, IReadOnlySet<int> Known) Of(ExpressionGraph graph, int[] roots)
    {
        List<CrossSectionStage> stages = [];
        HashSet<int> known = [];
        for (int level = 1; level <= roots.Max(graph.MarketLevel); level++)
        {
            int[] functions =
            [
                .. Enumerable
                    .Range(0, graph.Count)
                    .Where(node => graph[node].IsCrossSection && graph.MarketLevel(node) == level),
            ];
            var stage = new CrossSectionStage(graph, functions, known.ToHashSet());
            stages.Add(stage);
            known.UnionWith(stage._arguments);
            known.UnionWith(functions);
        }

        return ([.. stages], known);
    }

    /// <summary>Adds the columns of the stage to what is known of each ticker.</summary>
    public void Run(ExpressionGraph graph, BarSeries[] market, CrossSection days, Dictionary<int, double[]>[] known)
    {
        Parallel.For(
            0,
            market.Length,
            i =>
            {
                using var sheet = new ColumnSheet(market[i], graph.Count);
                foreach ((int node, double[] column) in known[i])
                    sheet.Place(node, column);
                foreach (int argument in _arguments)
                    sheet.Place(argument, known[i][argument] = new double[sheet.Length]);
                _plan.Run(sheet);
                foreach (int function in _functions)
                {
                    known[i][function] = new double[sheet.Length];
                    known[i][function].AsSpan(market[i].Count).Fill(double.NaN);
                }
            }
        );
        foreach (int function in _functions)
        {
            double[][] results = Array.ConvertAll(known, k => k[function]);
            days.Compute(
                [
                    .. known.Select(
                        (k, i) => Known(market[i], k[graph[function].A], graph.Ahead(graph[function].A), days)
                    ),
                ],
                results,
                graph[function].Operator switch
                {
                    Operator.CSRank => CrossSection.Rank,
                    Operator.CSMean => CrossSection.Mean,
                    _ => CrossSection.ZScore,
                }
            );
            foreach (double[] column in results)
                Elementwise.InfinityToNaN(column);
        }
    }

    /// <summary>A day's tickers are those that belong to the universe on it. Of a label, which looks ahead, also
    /// those alone that have a bar on each of the days it looks at: the others' value would be known later than
    /// the label.</summary>
    private static double[] Known(BarSeries bars, double[] values, int ahead, CrossSection days)
    {
        if (bars.Members is null && ahead == 0)
            return values;
        double[] own = [.. values];
        for (int t = 0; t < bars.Count; t++)
            if (!bars.IsMember(bars.Dates[t]) || !days.IsWhole(bars, t, ahead))
                own[t] = double.NaN;
        return own;
    }
}
