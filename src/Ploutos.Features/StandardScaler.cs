using Ploutos.Features.Splits;

namespace Ploutos.Features;

/// <summary>Brings each feature to mean 0 and standard deviation 1 on the training rows, and hands
/// rows to a network as float32. Never fitted on validation or test rows.</summary>
public sealed class StandardScaler
{
    // A deviation this small against the mean is rounding: the column is constant, and dividing by
    // it would blow rounding up.
    private const double Negligible = 1e-12;
    private readonly double[] _mean,
        _scale;

    /// <summary>A scaler with known figures, as a model file keeps them.</summary>
    /// <param name="mean">Mean of each feature.</param>
    /// <param name="scale">Standard deviation of each feature, above 0; 1 for a
    /// constant one.</param>
    /// <param name="clipAt">Largest size of a scaled value; null (the default) leaves outliers as
    /// they are.</param>
    public StandardScaler(ReadOnlySpan<double> mean, ReadOnlySpan<double> scale, double? clipAt = null)
    {
        if (mean.Length != scale.Length)
            throw new ArgumentException(
                $"Mean and scale must have one length, but got {mean.Length} and {scale.Length}.",
                nameof(scale)
            );
        for (int j = 0; j < mean.Length; j++)
        {
            if (!double.IsFinite(mean[j]) || !(scale[j] > 0) || double.IsInfinity(scale[j]))
                throw new ArgumentException(
                    $"Mean must be finite and scale above 0, but feature {j} has mean={mean[j]}, "
                        + $"scale={scale[j]}.",
                    nameof(scale)
                );
        }

        if (clipAt is not null && !(clipAt > 0))
            throw new ArgumentOutOfRangeException(
                nameof(clipAt),
                $"clipAt must be above 0, or null for no clipping, but got {clipAt}."
            );
        (_mean, _scale, ClipAt) = (mean.ToArray(), scale.ToArray(), clipAt);
    }

    /// <summary>Number of features.</summary>
    public int Count => _mean.Length;

    /// <summary>Mean of each feature on the training rows.</summary>
    public IReadOnlyList<double> Mean => _mean;

    /// <summary>Standard deviation (n) of each feature on the training rows; 1 where it is
    /// constant.</summary>
    public IReadOnlyList<double> Scale => _scale;

    /// <summary>Largest size of a scaled value, or null.</summary>
    public double? ClipAt { get; }

    /// <summary>Fits on the given rows of each ticker; rows with a missing feature are skipped.</summary>
    /// <param name="training">The tickers' features, and which rows of them train.</param>
    /// <param name="clipAt">As in the constructor.</param>
    /// <exception cref="ArgumentException">The sets differ, or no row is complete.</exception>
    public static StandardScaler Fit(
        IReadOnlyList<(FeatureMatrix Features, RowRange Rows)> training,
        double? clipAt = null
    )
    {
        ArgumentNullException.ThrowIfNull(training);
        int columns = training.Count == 0 ? 0 : training[0].Features.Columns;
        if (training.Any(t => !t.Features.Names.SequenceEqual(training[0].Features.Names)))
            throw new ArgumentException(
                "All tickers must have the same features in the same order; compute them with one FeatureSet.",
                nameof(training)
            );
        int[][] runs = [.. training.Select(t => t.Features.CompleteRuns())];
        long rows = training
            .Select(
                (t, i) =>
                    (long)runs[i].AsSpan(t.Rows.Start, t.Rows.Count).Length
                    - runs[i].AsSpan(t.Rows.Start, t.Rows.Count).Count(0)
            )
            .Sum();
        if (rows == 0)
            throw new ArgumentException(
                "A scaler needs at least one training row with every feature defined, but got none. Train on a "
                    + "longer range.",
                nameof(training)
            );
        double[] mean = new double[columns],
            scale = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            mean[j] = SumOf(training, runs, j, 0, squared: false) / rows;
            double deviation = Math.Sqrt(SumOf(training, runs, j, mean[j], squared: true) / rows);
            scale[j] = deviation > Negligible * Math.Abs(mean[j]) ? deviation : 1;
        }

        return new(mean, scale, clipAt);
    }

    /// <summary>Writes scaled rows: feature j of the i-th row goes to <c>destination[i * Count +
    /// j]</c>. A missing feature stays NaN; a row that has one is not to be shown to a network
    /// (<see cref="FeatureMatrix.CompleteRuns"/>).</summary>
    public void Transform(FeatureMatrix features, RowRange rows, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Count)
            throw new ArgumentException(
                $"The scaler was fitted on {Count} features, but got {features.Columns}. Use the features the "
                    + "model was made for.",
                nameof(features)
            );
        if (destination.Length < rows.Count * Count)
            throw new ArgumentException(
                $"The destination must hold {rows.Count} x {Count} values, but holds {destination.Length}.",
                nameof(destination)
            );
        double limit = ClipAt ?? double.PositiveInfinity;
        for (int j = 0; j < Count; j++)
        {
            ReadOnlySpan<double> column = features.Column(j, rows);
            double mean = _mean[j],
                scale = _scale[j];
            for (int i = 0; i < column.Length; i++)
                destination[i * Count + j] = (float)Math.Clamp((column[i] - mean) / scale, -limit, limit);
        }
    }

    private static double SumOf(
        IReadOnlyList<(FeatureMatrix Features, RowRange Rows)> training,
        int[][] runs,
        int j,
        double mean,
        bool squared
    )
    {
        double sum = 0;
        for (int i = 0; i < training.Count; i++)
        {
            (FeatureMatrix features, RowRange rows) = training[i];
            ReadOnlySpan<double> column = features.Column(j);
            for (int t = rows.Start; t < rows.End; t++)
            {
                double d = column[t] - mean;
                if (runs[i][t] > 0)
                    sum += squared ? d * d : d;
            }
        }

        return sum;
    }
}
