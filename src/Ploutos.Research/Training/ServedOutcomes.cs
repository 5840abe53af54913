using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;

namespace Ploutos.Research.Training;

/// <summary>What a model's serving forecaster says of labelled rows, and what came.</summary>
internal sealed class ServedOutcomes
{
    private readonly Dictionary<RowKey, (double Margin, bool Outcome)> _rows = [];

    private ServedOutcomes(Calibrator calibrator) => Calibrator = calibrator;

    /// <summary>From a margin to a probability.</summary>
    public Calibrator Calibrator { get; }

    /// <summary>The rows.</summary>
    public IEnumerable<RowKey> Keys => _rows.Keys;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Margin and outcome of a row.</summary>
    public (double Margin, bool Outcome) this[RowKey key] => _rows[key];

    /// <summary>Whether a row is among them.</summary>
    public bool Contains(RowKey key) => _rows.ContainsKey(key);

    /// <summary>Forecasts the rows that have a label.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Features of its expert.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="market">The market that serves the model; null where it reads none.</param>
    public static ServedOutcomes Of(TrainedExpert model, ExpertTable table, ExpertRows rows, MarketFeatures? market)
    {
        ServedRows served = ServedRows.Of(model, table, rows, market);
        var outcomes = new ServedOutcomes(served.Calibrator);
        foreach (int r in OutOfSample.Usable(served.Margins, rows))
            outcomes._rows[rows.Keys[r]] = (served.Margins[r], rows.Sequences.Labels[r] == 1);
        return outcomes;
    }

    /// <summary>Calibrated forecasts of some of the rows.</summary>
    public Forecasts Forecast(IReadOnlyList<RowKey> keys) =>
        new(
            [.. keys.Select(k => k.Date)],
            [.. keys.Select(k => Calibrator.Probability(_rows[k].Margin))],
            [.. keys.Select(k => _rows[k].Outcome)]
        );
}
