using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Ploutos.Features.Expressions.Language;
using Ploutos.Features.Indicators;

namespace Ploutos.Features.Expressions.Evaluation;

/// <summary>Computes one node bar by bar: a column of the bars, a constant, arithmetic, a
/// comparison, a shift.</summary>
internal static class ElementwiseStep
{
    public static void Run(ColumnSheet sheet, Node node, Span<double> y)
    {
        ReadOnlySpan<double> a = node.A == Node.None ? default : sheet.Read(node.A),
            b = node.B == Node.None ? default : sheet.Read(node.B),
            c = node.C == Node.None ? default : sheet.Read(node.C);
        if (Source(sheet, node, y) || Arithmetic(node.Operator, a, b, y) || Logic(node.Operator, a, b, c, y))
            return;
        switch (node.Operator)
        {
            case Operator.Vwap:
                TensorPrimitives.Add(a, b, y);
                TensorPrimitives.Add(y, c, y);
                TensorPrimitives.Divide(y, 3, y);
                break;
            case Operator.Ref:
                Shift(a, node.Window, sheet.Bars.Count, y);
                break;
            default:
                throw new InvalidOperationException($"{node.Operator} is not computed bar by bar.");
        }
    }

    /// <summary>What needs no other node: a column of the bars, a constant.</summary>
    /// <returns>False where the node is none of these.</returns>
    private static bool Source(ColumnSheet sheet, Node node, Span<double> y)
    {
        switch (node.Operator)
        {
            case Operator.Open:
                IndicatorSheet.CopyKnown(sheet.Bars.Open, double.Epsilon, y);
                return true;
            case Operator.High:
                IndicatorSheet.CopyKnown(sheet.Bars.High, double.Epsilon, y);
                return true;
            case Operator.Low:
                IndicatorSheet.CopyKnown(sheet.Bars.Low, double.Epsilon, y);
                return true;
            case Operator.Close:
                IndicatorSheet.CopyKnown(sheet.Bars.Close, double.Epsilon, y);
                return true;
            case Operator.Volume:
                IndicatorSheet.CopyKnown(sheet.Bars.Volume, 0, y);
                return true;
            case Operator.Constant:
                y.Fill(node.Value);
                return true;
            default:
                return false;
        }
    }

    /// <returns>False where the operator is no arithmetic.</returns>
    private static bool Arithmetic(Operator op, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        switch (op)
        {
            case Operator.Add:
                TensorPrimitives.Add(a, b, y);
                return true;
            case Operator.Subtract:
                TensorPrimitives.Subtract(a, b, y);
                return true;
            case Operator.Multiply:
                TensorPrimitives.Multiply(a, b, y);
                return true;
            case Operator.Divide:
                TensorPrimitives.Divide(a, b, y);
                return true;
            case Operator.Log:
                TensorPrimitives.Log(a, y);
                return true;
            case Operator.Abs:
                TensorPrimitives.Abs(a, y);
                return true;
            case Operator.Sign:
                for (int t = 0; t < y.Length; t++)
                    y[t] =
                        a[t] > 0 ? 1
                        : a[t] < 0 ? -1
                        : a[t];
                return true;
            case Operator.Power:
                for (int t = 0; t < y.Length; t++)
                    y[t] = double.IsNaN(a[t] + b[t]) ? double.NaN : Math.Pow(a[t], b[t]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Comparisons, the larger and the smaller, and choices. True is 1, false is 0.</summary>
    /// <returns>False where the operator is none of these.</returns>
    private static bool Logic(
        Operator op,
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        ReadOnlySpan<double> c,
        Span<double> y
    )
    {
        switch (op)
        {
            case Operator.Above:
                Compare(a, b, y);
                return true;
            case Operator.Below:
                Compare(b, a, y);
                return true;
            case Operator.Greater or Operator.Or:
                TensorPrimitives.Max(a, b, y);
                return true;
            case Operator.Less or Operator.And:
                TensorPrimitives.Min(a, b, y);
                return true;
            case Operator.If:
                for (int t = 0; t < y.Length; t++)
                    y[t] =
                        double.IsNaN(a[t]) ? double.NaN
                        : a[t] != 0 ? b[t]
                        : c[t];
                return true;
            default:
                return false;
        }
    }

    /// <summary>1 where a is above b, 0 where it is not, NaN where one of them is.</summary>
    private static void Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> va = MemoryMarshal.Cast<double, Vector<double>>(a),
            vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        Span<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int i = 0; i < vy.Length; i++)
        {
            Vector<double> unknown = va[i] * 0 + vb[i] * 0;
            vy[i] =
                unknown
                + Vector.ConditionalSelect(Vector.GreaterThan(va[i], vb[i]), Vector<double>.One, Vector<double>.Zero);
        }
    }

    /// <summary><c>y[t] = x[t - n]</c>; NaN where there is no such bar.</summary>
    private static void Shift(ReadOnlySpan<double> x, int n, int bars, Span<double> y)
    {
        int by = Math.Min(Math.Abs(n), bars);
        y.Fill(double.NaN);
        if (n >= 0)
            x[..(bars - by)].CopyTo(y[by..]);
        else
            x[by..bars].CopyTo(y);
    }
}
