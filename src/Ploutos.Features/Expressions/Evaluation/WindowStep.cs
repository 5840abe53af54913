using System.Numerics.Tensors;
using Ploutos.Features.Expressions.Language;
using Ploutos.Features.Indicators;

namespace Ploutos.Features.Expressions.Evaluation;

/// <summary>What functions of the same columns and window can share.</summary>
internal enum WindowPass
{
    /// <summary>Nothing: computed bar by bar.</summary>
    None,

    /// <summary>Mean, deviation, line.</summary>
    Line,

    /// <summary>The largest value and its place.</summary>
    Largest,

    /// <summary>The smallest value and its place.</summary>
    Smallest,

    /// <summary>Nothing; a window of its own.</summary>
    Own,
}

/// <summary>Computes functions of a sliding window, those that share a pass at once.</summary>
internal static class WindowStep
{
    public static WindowPass PassOf(Operator op) =>
        op switch
        {
            Operator.Mean
            or Operator.Std
            or Operator.Var
            or Operator.Slope
            or Operator.Rsquare
            or Operator.Resi
            or Operator.WMA => WindowPass.Line,
            Operator.Max or Operator.IdxMax => WindowPass.Largest,
            Operator.Min or Operator.IdxMin => WindowPass.Smallest,
            < Operator.Mean => WindowPass.None,
            _ => WindowPass.Own,
        };

    public static void Run(ColumnSheet sheet, ExpressionGraph graph, int[] nodes)
    {
        Node first = graph[nodes[0]];
        switch (PassOf(first.Operator))
        {
            case WindowPass.Line:
                Line(sheet, graph, nodes);
                break;
            case WindowPass.Largest:
                Extreme(sheet, graph, nodes, 1);
                break;
            case WindowPass.Smallest:
                Extreme(sheet, graph, nodes, -1);
                break;
            default:
                Own(sheet, first, sheet.Write(nodes[0]));
                break;
        }
    }

    private static void Own(ColumnSheet sheet, Node node, Span<double> y)
    {
        ReadOnlySpan<double> x = sheet.Read(node.A);
        int n = node.Window;
        switch (node.Operator)
        {
            case Operator.Sum:
                Rolling.Sum(x, n, y);
                break;
            case Operator.Quantile:
                sheet.Ranked(node.A).Quantile(n, node.Value, y);
                break;
            case Operator.Rank:
                sheet.Ranked(node.A).Rank(n, y);
                break;
            case Operator.Corr:
                RollingPair.Correlation(x, sheet.Read(node.B), n, y);
                break;
            case Operator.Cov:
                RollingPair.Covariance(x, sheet.Read(node.B), n, y);
                break;
            case Operator.Skew:
                RollingPowers.Skewness(x, n, y);
                break;
            case Operator.Kurt:
                RollingPowers.Kurtosis(x, n, y);
                break;
            case Operator.Mad:
                RollingDeviation.Compute(x, n, y);
                break;
            case Operator.EMA:
                Exponential(x, n, y);
                break;
            case Operator.Count:
                Count(x, n, sheet.Bars.Count, y);
                break;
            default:
                throw new InvalidOperationException($"{node.Operator} has no window.");
        }
    }

    private static void Line(ColumnSheet sheet, ExpressionGraph graph, int[] nodes)
    {
        int n = graph[nodes[0]].Window,
            length = sheet.Length;
        using PooledColumn scratch = new(4 * length);
        Span<double> mean = scratch.Span[..length],
            squares = scratch.Span.Slice(length, length),
            slope = scratch.Span.Slice(2 * length, length),
            today = scratch.Span.Slice(3 * length, length);
        RollingLine.Compute(sheet.Read(graph[nodes[0]].A), n, mean, squares, slope, today);
        double places = n * ((double)n * n - 1) / 12;
        foreach (int node in nodes)
        {
            Span<double> y = sheet.Write(node);
            switch (graph[node].Operator)
            {
                case Operator.Mean:
                    mean.CopyTo(y);
                    break;
                case Operator.Var:
                    TensorPrimitives.Divide(squares, n - 1, y);
                    break;
                case Operator.Std:
                    TensorPrimitives.Divide(squares, n - 1, y);
                    TensorPrimitives.Sqrt(y, y);
                    break;
                case Operator.Slope:
                    TensorPrimitives.Divide(slope, places, y);
                    break;
                case Operator.Resi:
                    TensorPrimitives.Multiply(slope, -(n - 1) / (2 * places), y);
                    TensorPrimitives.Add(y, today, y);
                    break;
                case Operator.WMA:
                    TensorPrimitives.Multiply(slope, 2 / (n * (n + 1.0)), y);
                    TensorPrimitives.Add(y, mean, y);
                    break;
                case Operator.Rsquare:
                    for (int t = 0; t < length; t++)
                        y[t] = squares[t] > 0 ? Math.Min(1, slope[t] * slope[t] / (places * squares[t])) : double.NaN;
                    break;
                default:
                    throw new InvalidOperationException($"{graph[node].Operator} is not of a line.");
            }
        }
    }

    private static void Extreme(ColumnSheet sheet, ExpressionGraph graph, int[] nodes, double sign)
    {
        using PooledColumn scratch = new(2 * sheet.Length);
        Span<double> value = scratch.Span[..sheet.Length],
            place = scratch.Span[sheet.Length..];
        RollingExtreme.Compute(sheet.Read(graph[nodes[0]].A), graph[nodes[0]].Window, sign, value, place);
        foreach (int node in nodes)
            (graph[node].Operator is Operator.Max or Operator.Min ? value : place).CopyTo(sheet.Write(node));
    }

    /// <summary>Exponential average with alpha 2 / (n + 1) that begins with the first value; after a
    /// missing bar it begins again.</summary>
    private static void Exponential(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        double alpha = 2.0 / (n + 1),
            average = double.NaN;
        for (int t = 0; t < x.Length; t++)
            y[t] = average = double.IsNaN(average) ? x[t] : average + alpha * (x[t] - average);
    }

    /// <summary>How many of the last n values are known.</summary>
    private static void Count(ReadOnlySpan<double> x, int n, int bars, Span<double> y)
    {
        int known = 0;
        for (int t = 0; t < y.Length; t++)
        {
            known += double.IsNaN(x[t]) ? 0 : 1;
            known -= t < n || double.IsNaN(x[t - n]) ? 0 : 1;
            y[t] = t < n - 1 || t >= bars ? double.NaN : known;
        }
    }
}
