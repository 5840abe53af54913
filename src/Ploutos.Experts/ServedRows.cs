using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Experts;

/// <summary>What the serving forecaster says of many rows.</summary>
/// <param name="Margins">[rows]: the network's margins, or the log-odds of the simpler forecaster
/// that serves; NaN where it says nothing.</param>
/// <param name="Abstains">[rows]: whether the row has the base rate, without conviction.</param>
/// <param name="Calibrator">From a margin to the probability of class 1.</param>
public sealed record ServedRows(double[] Margins, bool[] Abstains, Calibrator Calibrator)
{
    /// <summary>Forecasts rows of a dataset.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Features of its expert over the tickers of the rows.</param>
    /// <param name="rows">The rows, scaled by the model's scaler.</param>
    /// <param name="market">The market of the serving forecaster, the very one that it has in the daily
    /// run; null where it reads none, or is to rest on the ticker's own inputs.</param>
    public static ServedRows Of(TrainedExpert model, ExpertTable table, ExpertRows rows, MarketFeatures? market)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        if (model.Simple is { } simple)
            return Of(simple, table.Bars, rows.Keys, market?.Of(simple.Market), table.Market);
        using var team = new WorkerTeam(1);
        double[] margins = SequenceEvaluator.Margins(model.Parameters!, rows.Sequences, team, 1);
        return new(margins, Array.ConvertAll(margins, m => model.Abstains && !double.IsNaN(m)), model.Calibrator);
    }

    /// <summary>Forecasts rows by a simpler forecaster.</summary>
    /// <param name="simple">The forecaster.</param>
    /// <param name="bars">The tickers of the rows.</param>
    /// <param name="keys">The rows.</param>
    /// <param name="market">Its market; null where it reads none, or is to rest on the ticker's own
    /// inputs.</param>
    /// <param name="inputs">The market that the expert's own inputs look at; null where they look at
    /// none.</param>
    public static ServedRows Of(
        ModelServing simple,
        IReadOnlyList<BarSeries> bars,
        IReadOnlyList<RowKey> keys,
        MarketFeatures? market,
        MarketFeatures? inputs = null
    )
    {
        ArgumentNullException.ThrowIfNull(simple);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(keys);
        double[] margins = new double[keys.Count];
        bool[] abstains = new bool[keys.Count];
        foreach (IGrouping<int, int> ticker in Enumerable.Range(0, margins.Length).GroupBy(r => keys[r].Ticker))
        {
            BarSeries series = bars[ticker.Key];
            SimpleTicker forecaster = new(simple, series, inputs);
            foreach (int row in ticker)
                (margins[row], abstains[row]) = forecaster.At(series.Dates.BinarySearch(keys[row].Date), market);
        }

        return new(margins, abstains, Calibrator.Identity);
    }

    /// <summary>The probability of each row; NaN where the forecaster says nothing.</summary>
    public double[] Probabilities() =>
        Array.ConvertAll(Margins, m => double.IsNaN(m) ? double.NaN : Calibrator.Probability(m));
}
