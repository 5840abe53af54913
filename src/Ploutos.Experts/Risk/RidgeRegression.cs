using MathNet.Numerics.LinearAlgebra;

namespace Ploutos.Experts.Risk;

/// <summary>Ridge regression (Hoerl and Kennard 1970) on standardised inputs: minimises sum
/// (y - w z - b)^2 + penalty |w|^2, the intercept b free, by the normal equations of the centred
/// inputs. z is (x - mean) / deviation with the training rows' moments (population deviation,
/// missing values left out), clipped to -5 .. 5; a missing input is 0. scikit-learn's Ridge
/// minimises the same.</summary>
public sealed record RidgeRegression
{
    /// <summary>Largest size of a standardised input.</summary>
    public const double ClipAt = 5;

    /// <summary>Means of the inputs on the training rows.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviations (n) of the inputs on the training rows; 1 where one is
    /// constant.</summary>
    public required IReadOnlyList<double> Deviation { get; init; }

    /// <summary>Weight of each standardised input.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>The value where every input is at its mean.</summary>
    public required double Intercept { get; init; }

    /// <summary>Fits the regression.</summary>
    /// <param name="inputs">[rows, columns], row after row; NaN where one is missing.</param>
    /// <param name="columns">Inputs a row, at least 1.</param>
    /// <param name="targets">[rows], finite.</param>
    /// <param name="penalty">Of the squared weights, above 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or there are no rows.</exception>
    public static RidgeRegression Fit(
        ReadOnlySpan<double> inputs,
        int columns,
        ReadOnlySpan<double> targets,
        double penalty
    )
    {
        int[] rows = new int[targets.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i;
        return Fit(inputs, columns, targets, rows, penalty);
    }

    /// <summary>Fits the regression of some of the rows.</summary>
    /// <param name="inputs">[rows, columns], row after row; NaN where one is missing.</param>
    /// <param name="columns">Inputs a row, at least 1.</param>
    /// <param name="targets">[rows], finite.</param>
    /// <param name="chosen">Which rows, in the order in which they are summed.</param>
    /// <param name="penalty">Of the squared weights, above 0.</param>
    internal static RidgeRegression Fit(
        ReadOnlySpan<double> inputs,
        int columns,
        ReadOnlySpan<double> targets,
        ReadOnlySpan<int> chosen,
        double penalty
    )
    {
        if (chosen.IsEmpty || inputs.Length != targets.Length * columns)
            throw new ArgumentException(
                $"Inputs must hold rows x columns values, at least one row, but got {inputs.Length} for "
                    + $"{targets.Length} x {columns}.",
                nameof(inputs)
            );
        if (!(penalty > 0))
            throw new ArgumentOutOfRangeException(nameof(penalty), $"The penalty must be above 0, but got {penalty}.");
        (double[] mean, double[] deviation) = Moments(inputs, columns, chosen);
        double[] z = new double[columns],
            sums = new double[columns],
            products = new double[columns],
            squares = new double[columns * columns];
        double targetSum = 0;
        foreach (int i in chosen)
        {
            for (int j = 0; j < columns; j++)
                z[j] = Standardised(inputs[i * columns + j], mean[j], deviation[j]);
            targetSum += targets[i];
            for (int a = 0; a < columns; a++)
            {
                sums[a] += z[a];
                products[a] += z[a] * targets[i];
                for (int b = 0; b <= a; b++)
                    squares[a * columns + b] += z[a] * z[b];
            }
        }

        double rows = chosen.Length,
            targetMean = targetSum / rows;
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            columns,
            columns,
            (a, b) =>
                squares[Math.Max(a, b) * columns + Math.Min(a, b)] - sums[a] * sums[b] / rows + (a == b ? penalty : 0)
        );
        Vector<double> weights = covariance
            .Cholesky()
            .Solve(Vector<double>.Build.Dense(columns, j => products[j] - sums[j] * targetMean));
        return new()
        {
            Mean = mean,
            Deviation = deviation,
            Weights = weights.ToArray(),
            Intercept = targetMean - weights.DotProduct(Vector<double>.Build.Dense(columns, j => sums[j] / rows)),
        };
    }

    /// <summary>The regression's value for one row of inputs.</summary>
    public double Predict(ReadOnlySpan<double> row)
    {
        double f = Intercept;
        for (int j = 0; j < Weights.Count; j++)
            f += Contribution(j, row[j]);
        return f;
    }

    /// <summary>What one input adds to the value.</summary>
    public double Contribution(int input, double value) =>
        Weights[input] * Standardised(value, Mean[input], Deviation[input]);

    private static double Standardised(double x, double mean, double deviation) =>
        double.IsNaN(x) ? 0 : Math.Clamp((x - mean) / deviation, -ClipAt, ClipAt);

    private static (double[] Mean, double[] Deviation) Moments(
        ReadOnlySpan<double> inputs,
        int columns,
        ReadOnlySpan<int> chosen
    )
    {
        double[] known = new double[columns],
            sum = new double[columns],
            squares = new double[columns];
        foreach (int i in chosen)
        {
            ReadOnlySpan<double> row = inputs.Slice(i * columns, columns);
            for (int j = 0; j < columns; j++)
                if (!double.IsNaN(row[j]))
                    (known[j], sum[j]) = (known[j] + 1, sum[j] + row[j]);
        }

        double[] mean = [.. sum.Select((s, j) => known[j] == 0 ? 0 : s / known[j])];
        foreach (int i in chosen)
        {
            ReadOnlySpan<double> row = inputs.Slice(i * columns, columns);
            for (int j = 0; j < columns; j++)
            {
                double d = row[j] - mean[j];
                if (!double.IsNaN(d))
                    squares[j] += d * d;
            }
        }

        double[] deviation = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            // A constant input (a spread of rounding's size) says nothing; its weight comes out as
            // nearly 0.
            double spread = known[j] == 0 ? 0 : Math.Sqrt(squares[j] / known[j]);
            deviation[j] = spread > 1e-12 * Math.Max(1, Math.Abs(mean[j])) ? spread : 1;
        }

        return (mean, deviation);
    }
}
