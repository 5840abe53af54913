using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Serving;

namespace Ploutos.Experts.Risk;

/// <summary>Forecasts the log of realised volatility over its usual level by ridge regression, and
/// the probability that volatility lies above the level (HIGH) by a logistic fit on that forecast
/// alone.</summary>
public sealed record RiskRegression
{
    /// <summary>Penalty of the squared weights, in units of one row's squared error.</summary>
    public static double Penalty => RiskDefinition.BuiltIn.Penalty;

    /// <summary>Largest size of a target in fitting: a week twenty times as volatile as usual
    /// teaches no more than that.</summary>
    public static double TargetClip => RiskDefinition.BuiltIn.TargetClip;

    /// <summary>Names of the inputs, in order.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The forecast of the log.</summary>
    public required RidgeRegression Ridge { get; init; }

    /// <summary>From the forecast to the probability of HIGH.</summary>
    public required ForecastLogistic Logistic { get; init; }

    /// <summary>Fits on rows whose future is known (<see cref="RiskTable.KnownRows"/>).</summary>
    /// <exception cref="ArgumentException">No rows, or rows of one outcome only.</exception>
    public static RiskRegression Fit(RiskTable table, RiskInputSet set, int horizon, IReadOnlyList<TableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        return Fit(RiskSample.Of(table, set, horizon, rows));
    }

    /// <summary>Forecasts of the log of volatility over the usual level, one a row.</summary>
    public double[] Forecast(RiskTable table, RiskInputSet set, IReadOnlyList<TableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        double[] f = new double[rows.Count],
            inputs = new double[Inputs.Count];
        for (int i = 0; i < f.Length; i++)
        {
            table.CopyInputs(rows[i], set, inputs);
            f[i] = Ridge.Predict(inputs);
        }

        return f;
    }

    /// <summary>The same as plain data: the logistic fit of a forecast that is linear in the inputs is
    /// linear in them, too.</summary>
    /// <param name="set">Which inputs: the own, or these and the market's.</param>
    public LinearForecaster Linear(RiskInputSet set) =>
        new()
        {
            Inputs = set switch
            {
                RiskInputSet.Own => "risk",
                RiskInputSet.Market => ServingInputs.RiskMarket,
                _ => throw new ArgumentOutOfRangeException(
                    nameof(set),
                    $"The risk model reads its own inputs or the market's, but got {set}."
                ),
            },
            Names = Inputs,
            Mean = Ridge.Mean,
            Scale = Ridge.Deviation,
            Weights = [.. Ridge.Weights.Select(w => Logistic.Slope * w)],
            Intercept = Logistic.Slope * Ridge.Intercept + Logistic.Intercept,
            Clip = RidgeRegression.ClipAt,
            Needed = RiskInputs.HarCount,
        };

    /// <summary>Probabilities of HIGH, one a row.</summary>
    public double[] Probabilities(RiskTable table, RiskInputSet set, IReadOnlyList<TableRow> rows) =>
        Array.ConvertAll(Forecast(table, set, rows), Logistic.Probability);

    /// <summary>Fits on rows that were taken from a table already.</summary>
    internal static RiskRegression Fit(RiskSample sample) => Fit(sample, sample.All());

    /// <summary>Fits on some of them.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="chosen">Their places in it.</param>
    internal static RiskRegression Fit(RiskSample sample, ReadOnlySpan<int> chosen)
    {
        RidgeRegression ridge = sample.FitRidge(chosen);
        return new()
        {
            Inputs = sample.Names,
            Ridge = ridge,
            Logistic = ForecastLogistic.Fit(sample.Forecast(chosen, ridge), sample.HighOf(chosen)),
        };
    }

    /// <summary>The rule that a regression read from a file breaks, or null.</summary>
    internal string? Fault(RiskInputSet set)
    {
        IReadOnlyList<string> expected = RiskInputs.Names(set);
        int n = expected.Count;
        if (Inputs is null || Ridge?.Mean is null || Ridge.Deviation is null || Ridge.Weights is null)
            return $"the regression '{set}' lacks a part";
        if (Logistic is null)
            return $"the regression '{set}' lacks its logistic fit";
        if (!Inputs.SequenceEqual(expected))
            return $"its inputs must be {string.Join(", ", expected)}, but are {string.Join(", ", Inputs)}";
        if (Ridge.Mean.Count != n || Ridge.Deviation.Count != n || Ridge.Weights.Count != n)
            return $"'{set}' must have {n} means, deviations and weights, but has {Ridge.Mean.Count}, "
                + $"{Ridge.Deviation.Count} and {Ridge.Weights.Count}";
        double[] all =
        [
            .. Ridge.Mean,
            .. Ridge.Weights,
            Ridge.Intercept,
            Logistic.Slope,
            Logistic.Intercept,
            .. Ridge.Deviation,
        ];
        if (Array.Exists(all, v => !double.IsFinite(v)))
            return $"every number of '{set}' must be finite, but one is "
                + $"{Array.Find(all, v => !double.IsFinite(v))}";
        return Ridge.Deviation.Any(d => !(d > 0))
            ? $"deviations must be above 0, but '{set}' has one of {Ridge.Deviation.First(d => !(d > 0))}"
            : null;
    }
}
