namespace Ploutos.Backtesting.Simulation;

/// <summary>Turns the signals known at a close into target weights, and the weights into orders
/// within the limits.</summary>
internal sealed class SignalAllocation(
    BacktestOptions options,
    SignalSeries?[] signals,
    VolatilitySeries?[]? volatilities = null
) : IAllocation
{
    private readonly VolatilityTarget _volatility = new(options, volatilities);
    private readonly int[] _next = new int[signals.Length];
    private readonly double[] _targets = new double[signals.Length];
    private readonly double[] _weights = new double[signals.Length];
    private readonly bool[] _capped = new bool[signals.Length];

    /// <summary>A weight is cut where it loses more than rounding.</summary>
    private const double Rounding = 1 + 1e-9;

    /// <summary>How often the limits cut so far.</summary>
    public LimitsReached Limits { get; private set; } = new();

    public void Decide(int day, Market market, Portfolio portfolio, double[] orders)
    {
        ReadSignals(market.Days[day]);
        _volatility.Read(market.Days[day]);
        SetWeights(market, day);
        SetOrders(market, portfolio, orders);
    }

    private void ReadSignals(DateOnly today)
    {
        for (int i = 0; i < signals.Length; i++)
        {
            for (; signals[i] is { } s && _next[i] < s.Days.Length && s.Days[_next[i]] <= today; _next[i]++)
                _targets[i] =
                    options.Direction == Direction.LongOnly ? Math.Max(0, s.Targets[_next[i]]) : s.Targets[_next[i]];
        }
    }

    private void SetWeights(Market market, int day)
    {
        int active = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            double volatilityScale =
                options.Sizing == PositionSizing.VolatilityTarget && _targets[i] != 0
                    ? options.TargetVolatility / _volatility.Of(market, i)
                    : 1;
            bool takesPart =
                _targets[i] != 0
                && double.IsFinite(market.LastClose[i])
                && double.IsFinite(volatilityScale)
                && !market.IsDelisted(i, day);
            _weights[i] = takesPart ? _targets[i] * volatilityScale : 0;
            active += takesPart ? 1 : 0;
        }

        for (int i = 0; i < _weights.Length; i++)
            _weights[i] = _weights[i] * options.MaxGross / Math.Max(1, active);
        (double gross, bool capped) = CutPositions(_volatility.PortfolioFactor(market, market.Days[day], _weights));
        for (int i = 0; gross > options.MaxGross && i < _weights.Length; i++)
            _weights[i] *= options.MaxGross / gross;
        Limits = Limits with
        {
            Days = Limits.Days + (active > 0 ? 1 : 0),
            PositionDays = Limits.PositionDays + (capped ? 1 : 0),
            PositionTickers = _capped.Count(c => c),
            GrossDays = Limits.GrossDays + (gross > options.MaxGross * Rounding ? 1 : 0),
        };
    }

    /// <summary>Cuts each weight, times a factor, to its limit.</summary>
    private (double Gross, bool Capped) CutPositions(double factor)
    {
        double gross = 0;
        bool any = false;
        for (int i = 0; i < _weights.Length; i++)
        {
            double wanted = _weights[i] * factor;
            _weights[i] = Math.Clamp(wanted, -options.MaxPosition, options.MaxPosition);
            gross += Math.Abs(_weights[i]);
            bool capped = Math.Abs(wanted) > options.MaxPosition * Rounding;
            _capped[i] |= capped;
            any |= capped;
        }

        return (gross, any);
    }

    private void SetOrders(Market market, Portfolio portfolio, double[] orders)
    {
        double equity = portfolio.Equity(),
            turnover = 0;
        for (int i = 0; i < orders.Length; i++)
        {
            if (double.IsFinite(market.Close[i]))
            {
                double held = portfolio.Shares[i],
                    wanted = _weights[i] * equity / market.Close[i];
                bool tooSmall =
                    Math.Abs(wanted - held) * market.Close[i] < options.MinimumTrade * equity
                    && (wanted != 0 || held == 0);
                orders[i] = tooSmall ? 0 : wanted - held;
            }

            turnover += Math.Abs(orders[i] * (double.IsFinite(market.LastClose[i]) ? market.LastClose[i] : 0)) / equity;
        }

        if (turnover > options.MaxDailyTurnover * Rounding)
            Limits = Limits with { TurnoverDays = Limits.TurnoverDays + 1 };
        for (int i = 0; turnover > options.MaxDailyTurnover && i < orders.Length; i++)
            orders[i] *= options.MaxDailyTurnover / turnover;
    }
}
