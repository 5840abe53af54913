using Ploutos.Experts.Baselines;
using Ploutos.Features.Labels;

namespace Ploutos.Experts.Risk;

/// <summary>Rows whose future is known, with their inputs, taken from a table once for several
/// fits.</summary>
internal sealed class RiskSample
{
    private RiskSample(IReadOnlyList<string> names, IReadOnlyList<TableRow> rows)
    {
        (Names, Rows) = (names, rows);
        (Inputs, Targets, High) = (new double[rows.Count * names.Count], new double[rows.Count], new bool[rows.Count]);
    }

    /// <summary>Names of the inputs.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Which rows.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>[rows, names], row after row; NaN where one is missing.</summary>
    public double[] Inputs { get; }

    /// <summary>[rows], the log of volatility ahead over its usual level, -3 .. 3.</summary>
    public double[] Targets { get; }

    /// <summary>[rows], whether volatility came above its usual level.</summary>
    public bool[] High { get; }

    /// <summary>Takes rows of a table.</summary>
    public static RiskSample Of(RiskTable table, RiskInputSet set, int horizon, IReadOnlyList<TableRow> rows)
    {
        var sample = new RiskSample(RiskInputs.Names(set), rows);
        for (int i = 0; i < rows.Count; i++)
        {
            table.CopyInputs(rows[i], set, sample.InputsOf(i));
            RealisedAhead ahead = table.AheadOf(rows[i].Ticker, horizon);
            double target = ahead.Target(rows[i].Bar);
            sample.Targets[i] = Math.Clamp(target, -RiskRegression.TargetClip, RiskRegression.TargetClip);
            sample.High[i] = ahead.Label(rows[i].Bar) == 1;
        }

        return sample;
    }

    /// <summary>Some of the rows.</summary>
    /// <param name="chosen">Their places, in any order.</param>
    public RiskSample At(IReadOnlyList<int> chosen)
    {
        var part = new RiskSample(Names, [.. chosen.Select(i => Rows[i])]);
        for (int k = 0; k < chosen.Count; k++)
        {
            InputsOf(chosen[k]).CopyTo(part.InputsOf(k));
            (part.Targets[k], part.High[k]) = (Targets[chosen[k]], High[chosen[k]]);
        }

        return part;
    }

    /// <summary>Fits the ridge regression of these rows.</summary>
    public RidgeRegression FitRidge() => RidgeRegression.Fit(Inputs, Names.Count, Targets, RiskRegression.Penalty);

    /// <summary>Forecasts of these rows.</summary>
    public double[] Forecast(RidgeRegression ridge)
    {
        double[] forecast = new double[Rows.Count];
        for (int i = 0; i < forecast.Length; i++)
            forecast[i] = ridge.Predict(InputsOf(i));
        return forecast;
    }

    private Span<double> InputsOf(int row) => Inputs.AsSpan(row * Names.Count, Names.Count);
}
