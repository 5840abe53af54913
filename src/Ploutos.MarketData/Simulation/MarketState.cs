namespace Ploutos.MarketData.Simulation;

/// <summary>All of one ticker's past that its next return depends on: the last 20 closes, the
/// averages of ups and downs, the regime, the shadows, the results. The return of the next day is <c>r = sigma
/// (m + e)</c> with <c>e</c> normal, <c>sigma</c> the regime's volatility, and <c>m = momentum
/// tanh(2 x) - reversion (2 y - 1)</c>: <c>x</c> is how far the close stands from its 20-day mean
/// in units of two standard deviations (a Bollinger position), <c>y</c> the two-day RSI (Wilder)
/// from 0 to 1. Both can be seen by a model. On the bars where the order <c>o</c> of two shadows
/// counts (<see cref="ShadowCycle"/>), the chance of a rise <c>p = Phi(m)</c> becomes <c>p + o
/// order min(p, 1 - p)</c>. Over both orders that is <c>p</c> on average: whoever does not see the
/// order finds these bars like all others.</summary>
internal struct MarketState
{
    private const int Window = 20;

    private Closes _closes; // a ring
    private int _count,
        _at;
    private double _up,
        _down,
        _sum,
        _squares,
        _last;

    public readonly double Close => _last;

    public bool Turbulent { get; set; }

    public ShadowCycle Shadows;

    public ResultsCycle Results;

    /// <summary>The expected return of the next day in units of its standard deviation; 0 until 20
    /// closes are known.</summary>
    public readonly double Drift(SimulationOptions options)
    {
        if (_count < Window)
            return 0;
        double mean = _sum / Window,
            variance = (_squares - (_sum * mean)) / (Window - 1);
        double x = (Close - mean) / (2 * Math.Sqrt(variance)),
            y = _up / (_up + _down);
        double linear = (options.MomentumStrength * Math.Tanh(2 * x)) - (options.ReversionStrength * ((2 * y) - 1));
        return Shadows.Order == 0 || !options.HasShadows ? linear : Ordered(options, linear);
    }

    private readonly double Ordered(SimulationOptions options, double linear)
    {
        double p = NormalLaw.Distribution(linear);
        return NormalLaw.Quantile(p + (Shadows.Order * options.OrderStrength * Math.Min(p, 1 - p)));
    }

    public readonly double Volatility(SimulationOptions options) =>
        Turbulent ? options.TurbulentVolatility : options.CalmVolatility;

    public void Add(double close)
    {
        if (_count > 0)
        {
            double change = close - Close,
                up = Math.Max(change, 0),
                down = Math.Max(-change, 0);
            // Wilder's average over two days begins with the plain mean of the first two changes.
            (_up, _down) = _count == 1 ? (up, down) : ((_up + up) / 2, (_down + down) / 2);
        }

        double gone = _closes[_at]; // 0 while the window fills
        (_sum, _squares) = (_sum + close - gone, _squares + (close * close) - (gone * gone));
        _closes[_at] = close;
        _last = close;
        _at = _at + 1 == Window ? 0 : _at + 1;
        _count++;
    }

    /// <summary>The regime of the next day.</summary>
    public void Switch(SimulationOptions options, double uniform)
    {
        if (uniform < (Turbulent ? options.TurbulenceEnds : options.CalmEnds))
            Turbulent = !Turbulent;
    }

    [System.Runtime.CompilerServices.InlineArray(Window)]
    private struct Closes
    {
        private double _first;
    }
}
