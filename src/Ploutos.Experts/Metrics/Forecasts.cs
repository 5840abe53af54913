namespace Ploutos.Experts.Metrics;

/// <summary>What an expert forecast and what came: for each row a day, the probability of class 1
/// (UP, HIGH), and whether class 1 happened. Rows of several tickers are pooled, in any order; rows
/// of one day belong together wherever chance is weighed.</summary>
public sealed class Forecasts
{
    private readonly double[] _probability;
    private readonly bool[] _outcome;
    private readonly int[] _dayOfRow;
    private readonly DateOnly[] _days;

    /// <summary>Copies the rows.</summary>
    /// <param name="days">Day of each row.</param>
    /// <param name="probability">Probability of class 1, 0 .. 1.</param>
    /// <param name="outcome">Whether class 1 happened.</param>
    /// <exception cref="ArgumentException">No rows, different lengths, or a probability outside 0
    /// .. 1.</exception>
    public Forecasts(ReadOnlySpan<DateOnly> days, ReadOnlySpan<double> probability, ReadOnlySpan<bool> outcome)
    {
        if (days.Length == 0 || days.Length != probability.Length || days.Length != outcome.Length)
        {
            throw new ArgumentException(
                $"Days, probabilities and outcomes must have one length above 0, but got {days.Length}, "
                    + $"{probability.Length}, {outcome.Length}.",
                nameof(days)
            );
        }

        foreach (double p in probability)
        {
            if (!(p is >= 0 and <= 1))
                throw new ArgumentException(
                    $"A probability must lie in 0 .. 1, but got {p}. Apply the calibration to the logits first.",
                    nameof(probability)
                );
        }

        (_probability, _outcome) = (probability.ToArray(), outcome.ToArray());
        _days = [.. days.ToArray().Distinct().Order()];
        _dayOfRow = Array.ConvertAll(days.ToArray(), day => Array.BinarySearch(_days, day));
    }

    /// <summary>Number of rows.</summary>
    public int Count => _probability.Length;

    /// <summary>Distinct days, ascending.</summary>
    public ReadOnlySpan<DateOnly> Days => _days;

    /// <summary>Probability of class 1 of each row.</summary>
    public ReadOnlySpan<double> Probability => _probability;

    /// <summary>Whether class 1 happened, of each row.</summary>
    public ReadOnlySpan<bool> Outcome => _outcome;

    /// <summary>Index into <see cref="Days"/> of each row.</summary>
    internal ReadOnlySpan<int> DayOfRow => _dayOfRow;

    /// <summary>The same rows with other probabilities, one a row in the same order: another
    /// forecaster of the same question.</summary>
    public Forecasts WithProbabilities(ReadOnlySpan<double> probability) =>
        new(Array.ConvertAll(_dayOfRow, d => _days[d]), probability, _outcome);

    /// <summary>The same rows with one probability for all: the baseline that a skilled forecast
    /// must beat.</summary>
    public Forecasts WithConstant(double probability)
    {
        double[] constant = new double[Count];
        Array.Fill(constant, probability);
        return new(Array.ConvertAll(_dayOfRow, d => _days[d]), constant, _outcome);
    }
}
