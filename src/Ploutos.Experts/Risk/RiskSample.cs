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

    /// <summary>The places of all rows.</summary>
    public int[] All() => [.. Enumerable.Range(0, Rows.Count)];

    /// <summary>Fits the ridge regression of some of the rows.</summary>
    /// <param name="chosen">Their places.</param>
    public RidgeRegression FitRidge(ReadOnlySpan<int> chosen) =>
        RidgeRegression.Fit(Inputs, Names.Count, Targets, chosen, RiskRegression.Penalty);

    /// <summary>Forecasts of some of the rows.</summary>
    /// <param name="chosen">Their places.</param>
    /// <param name="ridge">The regression.</param>
    public double[] Forecast(ReadOnlySpan<int> chosen, RidgeRegression ridge)
    {
        double[] forecast = new double[chosen.Length];
        for (int k = 0; k < forecast.Length; k++)
            forecast[k] = ridge.Predict(InputsOf(chosen[k]));
        return forecast;
    }

    /// <summary>Whether volatility came above its usual level, of some of the rows.</summary>
    /// <param name="chosen">Their places.</param>
    public bool[] HighOf(ReadOnlySpan<int> chosen)
    {
        bool[] high = new bool[chosen.Length];
        for (int k = 0; k < high.Length; k++)
            high[k] = High[chosen[k]];
        return high;
    }

    private Span<double> InputsOf(int row) => Inputs.AsSpan(row * Names.Count, Names.Count);
}
