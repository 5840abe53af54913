using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.Neural;

namespace Ploutos.Experts.Explaining;

/// <summary>Takes an expert's margin apart by integrated gradients (Sundararajan, Taly and Yan
/// 2017): along the straight line from the training days' mean (0 in scaled features) to the window
/// at hand, contribution = x times the mean gradient. Of the two simple ways this is the complete
/// one: the contributions add up to the change of the margin exactly but for the error of the
/// integral, which is measured and told, where occlusion of one cell at a time leaves out whatever
/// cells do together. The integral is a midpoint sum whose points are doubled until what is left is
/// a thousandth of the contributions' sizes. Holds buffers: one thread at a time.</summary>
public sealed class ExpertExplainer
{
    private const int Batch = 32,
        MostSteps = 1024;
    private const double Complete = 1e-3;

    private readonly TrainedExpert _expert;
    private readonly WindowGradient? _network;
    private readonly float[] _window,
        _points,
        _gradients;

    /// <summary>Prepares the network.</summary>
    public ExpertExplainer(TrainedExpert expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        int cells = expert.Window * expert.Definition.Features.Count;
        (_expert, _network) = (expert, expert.Parameters is { } p ? new WindowGradient(p, Batch) : null);
        (_window, _points, _gradients) = (new float[cells], new float[Batch * cells], new float[Batch * cells]);
    }

    /// <summary>Explains the prediction at the series' last bar. A simpler forecaster that serves is
    /// linear in its log-odds, and its own parts are the contributions.</summary>
    /// <param name="bars">At least <see cref="TrainedExpert.RequiredBars"/> bars.</param>
    /// <param name="market">The market of a serving forecaster or of inputs that read one; may be
    /// null.</param>
    /// <exception cref="ArgumentException">Too few bars, or a feature is missing in the last
    /// window.</exception>
    public Explanation Explain(BarSeries bars, MarketFeatures? market = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Count < _expert.RequiredBars)
            throw new ArgumentException(
                $"{bars.Ticker} must have at least {_expert.RequiredBars} bars "
                    + $"for the {_expert.Definition.Name} expert's features and window, but has {bars.Count}. Import"
                    + $" older bars.",
                nameof(bars)
            );
        if (_expert.Simple is { } simple)
            return LinearExplanation.Of(_expert, simple, bars, market?.Of(simple.Market), _expert.InputMarket(market));
        FeatureMatrix features = _expert.Definition.Features.Compute(bars, _expert.InputMarket(market));
        NewestWindow.Write(_expert, features, _window);
        int window = _expert.Window,
            width = features.Columns,
            last = features.Rows - 1;
        double[] attention = new double[window],
            prior = new double[window],
            newest = new double[width];
        _network!.Run(_window, 1);
        double margin = _network!.Margins[0];
        _network!.AttentionByLag(0, attention);
        _network!.PriorByLag(prior);
        _network!.Run(new float[_window.Length], 1);
        double baseMargin = _network!.Margins[0];
        (double[] contributions, int steps) = Integrate(margin - baseMargin);
        features.CopyRow(last, newest);
        return new()
        {
            Expert = _expert.Definition,
            Features = features.Names,
            Ticker = bars.Ticker,
            Days = [.. Enumerable.Range(0, window).Select(lag => bars.Dates[last - lag])],
            Probability = _expert.Calibrator.Probability(margin),
            Margin = margin,
            BaseMargin = baseMargin,
            Contributions =
            [
                .. Enumerable
                    .Range(0, window)
                    .Select(lag => contributions[((window - 1 - lag) * width)..((window - lag) * width)]),
            ],
            Values = newest,
            ScaledValues = [.. _window[^width..].Select(x => (double)x)],
            Attention = attention,
            AttentionPrior = prior,
            Unexplained = margin - baseMargin - contributions.Sum(),
            Steps = steps,
        };
    }

    private (double[] Contributions, int Steps) Integrate(double change)
    {
        for (int steps = Batch; ; steps *= 2)
        {
            double[] contributions = MidpointSum(steps);
            if (steps >= MostSteps || Math.Abs(change - contributions.Sum()) <= Complete * contributions.Sum(Math.Abs))
                return (contributions, steps);
        }
    }

    private double[] MidpointSum(int steps)
    {
        int cells = _window.Length;
        double[] sum = new double[cells];
        for (int from = 0; from < steps; from += Batch)
        {
            for (int i = 0; i < Batch; i++)
            {
                float share = (float)((from + i + 0.5) / steps);
                for (int c = 0; c < cells; c++)
                    _points[i * cells + c] = share * _window[c];
            }

            _network!.Run(_points, Batch);
            _network!.Gradient(_gradients);
            for (int i = 0; i < Batch; i++)
                for (int c = 0; c < cells; c++)
                    sum[c] += _gradients[i * cells + c];
        }

        for (int c = 0; c < cells; c++)
            sum[c] *= _window[c] / (double)steps;
        return sum;
    }
}
