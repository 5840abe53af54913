namespace Ploutos.Signals.Risk;

/// <summary>A ticker's risk forecasts of past days, by one model, against what came: columns with one
/// value a day. Volatilities are a year (0.2 is 20 %); one that is not known is NaN.</summary>
public sealed record RiskPast
{
    /// <summary>Bars ahead that are forecast.</summary>
    public const int Bars = 5;

    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The last day that the model was fitted on: up to it, it knew what came.</summary>
    public required DateOnly FittedTo { get; init; }

    /// <summary>The days, ascending.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>What was forecast on the day for the five bars after it.</summary>
    public required IReadOnlyList<double> Volatility { get; init; }

    /// <summary>Lower end of its 80 % interval.</summary>
    public required IReadOnlyList<double> Low { get; init; }

    /// <summary>Upper end of its 80 % interval.</summary>
    public required IReadOnlyList<double> High { get; init; }

    /// <summary>What came in these five bars; NaN for the last five days.</summary>
    public required IReadOnlyList<double> Realised { get; init; }

    /// <summary>Days after <see cref="FittedTo"/> on which both are known.</summary>
    public int Counted => Known().Count();

    /// <summary>Share of these on which what came lies in the interval; 0.8 would be exact; NaN where
    /// there are none.</summary>
    public double Inside =>
        Counted == 0 ? double.NaN : Known().Average(i => Realised[i] >= Low[i] && Realised[i] <= High[i] ? 1.0 : 0);

    private IEnumerable<int> Known() =>
        Enumerable.Range(0, Days.Count).Where(i => Days[i] > FittedTo && !double.IsNaN(Volatility[i] + Realised[i]));
}
