using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts.Foreign;

/// <summary>A model of a file of its own on one ticker's bars. Holds a buffer: one thread at a time.</summary>
internal sealed class ForeignTicker
{
    /// <summary>A probability nearer to 0 or 1 counts as this: log-odds are finite.</summary>
    private const double Nearest = 1e-7;

    private readonly IForeignModel _model;
    private readonly FeatureMatrix _features;
    private readonly int[] _complete;
    private readonly float[] _window;

    /// <param name="foreign">The model.</param>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="market">The market that its inputs look at; null where they look at none.</param>
    public ForeignTicker(ServedForeign foreign, BarSeries bars, MarketFeatures? market)
    {
        _model = foreign.Model;
        _features = foreign.Inputs.Compute(bars, market);
        _complete = _features.CompleteRuns();
        _window = new float[foreign.Model.Window * foreign.Inputs.Count];
    }

    /// <summary>The log-odds of class 1 at a bar; NaN where an input of the window is missing, or the model
    /// says nothing.</summary>
    public double LogOdds(int bar)
    {
        double p = Probability(bar);
        if (double.IsNaN(p))
            return p;
        p = Math.Clamp(p, Nearest, 1 - Nearest);
        return Math.Log(p / (1 - p));
    }

    /// <summary>The probability of class 1 at a bar; NaN as above.</summary>
    public double Probability(int bar)
    {
        if (_complete[bar] < _model.Window)
            return double.NaN;
        int width = _features.Columns,
            first = bar - _model.Window + 1;
        for (int j = 0; j < width; j++)
        {
            ReadOnlySpan<double> column = _features.Column(j);
            for (int t = 0; t < _model.Window; t++)
                _window[t * width + j] = (float)column[first + t];
        }

        return _model.Probability(_window);
    }
}
