namespace Ploutos.Backtesting.Simulation;

/// <summary>Turns the signals known at a close into target weights, and the weights into orders
/// within the limits.</summary>
internal sealed class SignalAllocation(BacktestOptions options, SignalSeries?[] signals) : IAllocation
{
    private readonly int[] _next = new int[signals.Length];
    private readonly double[] _targets = new double[signals.Length];
    private readonly double[] _weights = new double[signals.Length];

    public void Decide(int day, Market market, Portfolio portfolio, double[] orders)
    {
        ReadSignals(market.Days[day]);
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
                    ? options.TargetVolatility / market.Volatility(i)
                    : 1;
            bool takesPart =
                _targets[i] != 0
                && double.IsFinite(market.LastClose[i])
                && double.IsFinite(volatilityScale)
                && !market.IsDelisted(i, day);
            _weights[i] = takesPart ? _targets[i] * volatilityScale : 0;
            active += takesPart ? 1 : 0;
        }

        double gross = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] = Math.Clamp(
                _weights[i] * options.MaxGross / Math.Max(1, active),
                -options.MaxPosition,
                options.MaxPosition
            );
            gross += Math.Abs(_weights[i]);
        }

        for (int i = 0; gross > options.MaxGross && i < _weights.Length; i++)
            _weights[i] *= options.MaxGross / gross;
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

        for (int i = 0; turnover > options.MaxDailyTurnover && i < orders.Length; i++)
            orders[i] *= options.MaxDailyTurnover / turnover;
    }
}
