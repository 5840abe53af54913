using MathNet.Numerics.LinearAlgebra;
using Ploutos.Experts.Serving;

namespace Ploutos.Experts.Baselines;

/// <summary>Logistic regression by Newton's method (iteratively reweighted least squares; Hosmer,
/// Lemeshow and Sturdivant 2013, ch. 1.2): minimises sum log(1 + exp(-y f)) + penalty / 2 |w|^2
/// over f = w z + b, z the inputs at mean 0 and standard deviation 1 on the rows it is fitted on.
/// The intercept is not penalised. scikit-learn's LogisticRegression minimises the same with C = 1
/// / penalty.</summary>
public sealed class LogisticRegression
{
    private const int MostSteps = 50;
    private const double Converged = 1e-10;
    private readonly double[] _mean,
        _scale,
        _weights;

    private LogisticRegression(double[] mean, double[] scale, double[] weights, double intercept) =>
        (_mean, _scale, _weights, Intercept) = (mean, scale, weights, intercept);

    /// <summary>Log-odds of a row whose inputs are at their mean.</summary>
    public double Intercept { get; }

    /// <summary>Weight of each standardised input.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The same as plain data.</summary>
    /// <param name="inputs">The inputs that it was fitted on.</param>
    public LinearForecaster Linear(ServingInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Names.Count == _weights.Length
            ? new()
            {
                Inputs = inputs.Name,
                Own = ServingInputs.Find(inputs.Name) == inputs ? null : inputs,
                Names = inputs.Names,
                Mean = _mean,
                Scale = _scale,
                Weights = _weights,
                Intercept = Intercept,
                Needed = _weights.Length,
            }
            : throw new ArgumentException(
                $"The inputs must be {_weights.Length}, but '{inputs.Name}' has {inputs.Names.Count}.",
                nameof(inputs)
            );
    }

    /// <summary>Fits on rows of finite inputs.</summary>
    /// <param name="inputs">[rows, columns], row after row.</param>
    /// <param name="columns">Inputs a row, 0 or more.</param>
    /// <param name="outcome">[rows], whether class 1 happened; both classes must occur.</param>
    /// <param name="penalty">Of the squared weights, above 0, in units of one row's loss.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or only one class occurs.</exception>
    public static LogisticRegression Fit(
        ReadOnlySpan<double> inputs,
        int columns,
        ReadOnlySpan<bool> outcome,
        double penalty
    )
    {
        double[] owned = inputs.ToArray();
        return FitOver(owned, columns, outcome, penalty);
    }

    /// <summary>The same, with the inputs standardised where they lie, since those of millions of rows
    /// are large.</summary>
    /// <inheritdoc cref="Fit"/>
    internal static LogisticRegression FitOver(
        Span<double> inputs,
        int columns,
        ReadOnlySpan<bool> outcome,
        double penalty
    )
    {
        int rows = outcome.Length;
        if (inputs.Length != rows * columns)
            throw new ArgumentException(
                $"Inputs must hold rows x columns values, but got {inputs.Length} for {rows} x {columns}.",
                nameof(inputs)
            );
        int ones = outcome.Count(true);
        if (ones == 0 || ones == rows)
            throw new ArgumentException(
                $"A logistic regression needs rows of both classes, but got {rows - ones} of class 0 and {ones} "
                    + $"of class 1. Import more bars.",
                nameof(outcome)
            );
        if (!(penalty > 0))
            throw new ArgumentOutOfRangeException(nameof(penalty), $"The penalty must be above 0, but got {penalty}.");
        (double[] mean, double[] scale) = Moments(inputs, columns, rows);
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = (inputs[i] - mean[i % columns]) / scale[i % columns];
        double[] solution = Newton(inputs, columns, outcome, penalty, Math.Log((double)ones / (rows - ones)));
        return new(mean, scale, solution[..columns], solution[columns]);
    }

    /// <summary>Probability of class 1 of one row; NaN where an input is missing.</summary>
    public double Probability(ReadOnlySpan<double> row)
    {
        double f = Intercept;
        for (int j = 0; j < _weights.Length; j++)
            f += _weights[j] * (row[j] - _mean[j]) / _scale[j];
        return double.IsNaN(f) ? double.NaN : Calibration.Calibrator.Sigmoid(f);
    }

    private static (double[] Mean, double[] Scale) Moments(ReadOnlySpan<double> inputs, int columns, int rows)
    {
        double[] mean = new double[columns],
            scale = new double[columns];
        for (int i = 0; i < inputs.Length; i++)
            mean[i % columns] += inputs[i] / rows;
        for (int i = 0; i < inputs.Length; i++)
            scale[i % columns] += (inputs[i] - mean[i % columns]) * (inputs[i] - mean[i % columns]) / rows;
        for (int j = 0; j < columns; j++)
            scale[j] = Math.Sqrt(scale[j]) is var s && s > 1e-12 * Math.Abs(mean[j]) ? s : 1;
        return (mean, scale);
    }

    /// <summary>The weights, and the intercept behind them.</summary>
    private static double[] Newton(
        ReadOnlySpan<double> z,
        int columns,
        ReadOnlySpan<bool> outcome,
        double penalty,
        double intercept
    )
    {
        double[] w = new double[columns + 1];
        w[columns] = intercept;
        double loss = Loss(z, columns, outcome, penalty, w);
        for (int step = 0; step < MostSteps; step++)
        {
            (Matrix<double> hessian, Vector<double> gradient) = Curvature(z, columns, outcome, penalty, w);
            Vector<double> move = hessian.Cholesky().Solve(gradient);
            if (move.DotProduct(gradient) < Converged * outcome.Length * 1e-6)
                break;
            double length = 1,
                next = loss;
            double[] at = w;
            for (; length > 1e-8; length /= 2)
            {
                double[] tried = [.. w.Select((v, j) => v - length * move[j])];
                next = Loss(z, columns, outcome, penalty, tried);
                if (next < loss)
                {
                    at = tried;
                    break;
                }
            }

            if (ReferenceEquals(at, w))
                break;
            (w, loss) = (at, next);
        }

        return w;
    }

    private static double Loss(
        ReadOnlySpan<double> z,
        int columns,
        ReadOnlySpan<bool> outcome,
        double penalty,
        double[] w
    )
    {
        double loss = 0;
        for (int j = 0; j < columns; j++)
            loss += 0.5 * penalty * w[j] * w[j];
        for (int i = 0; i < outcome.Length; i++)
        {
            double f = Logit(z, columns, i, w);
            loss += Math.Max(f, 0) - (outcome[i] ? f : 0) + Math.Log(1 + Math.Exp(-Math.Abs(f)));
        }

        return loss;
    }

    private static (Matrix<double> Hessian, Vector<double> Gradient) Curvature(
        ReadOnlySpan<double> z,
        int columns,
        ReadOnlySpan<bool> outcome,
        double penalty,
        double[] w
    )
    {
        int size = columns + 1;
        double[] gradient = new double[size],
            hessian = new double[size * size],
            row = new double[size];
        row[columns] = 1;
        for (int i = 0; i < outcome.Length; i++)
        {
            double p = Calibration.Calibrator.Sigmoid(Logit(z, columns, i, w)),
                d = p - (outcome[i] ? 1 : 0),
                h = p * (1 - p);
            z.Slice(i * columns, columns).CopyTo(row);
            for (int a = 0; a < size; a++)
            {
                gradient[a] += d * row[a];
                double scaled = h * row[a];
                for (int b = 0; b <= a; b++)
                    hessian[a * size + b] += scaled * row[b];
            }
        }

        Matrix<double> full = Matrix<double>.Build.Dense(
            size,
            size,
            (a, b) => hessian[Math.Max(a, b) * size + Math.Min(a, b)]
        );
        for (int j = 0; j < size; j++)
        {
            // The tiny ridge on the intercept alone keeps the matrix positive definite where every
            // probability has become certain.
            full[j, j] += j < columns ? penalty : 1e-9;
            gradient[j] += j < columns ? penalty * w[j] : 0;
        }

        return (full, Vector<double>.Build.Dense(gradient));
    }

    private static double Logit(ReadOnlySpan<double> z, int columns, int i, double[] w)
    {
        double f = w[columns];
        for (int j = 0; j < columns; j++)
            f += w[j] * z[i * columns + j];
        return f;
    }
}
