namespace Ploutos.Backtesting.Simulation;

/// <summary>Cash and shares of one account. Shares may be fractions; below 0 they are sold short.</summary>
internal sealed class Portfolio(Market market, BacktestOptions options)
{
    private readonly DateOnly[] _opened = new DateOnly[market.Count];
    private readonly double[] _flow = new double[market.Count];
    private readonly double _commission = options.CommissionBp / 10_000,
        _slippage = options.SlippageBp / 10_000;

    public double Cash { get; private set; } = options.InitialCapital;

    public double[] Shares { get; } = new double[market.Count];

    public double Costs { get; private set; }

    public double Interest { get; private set; }

    public List<RoundTrip> RoundTrips { get; } = [];

    /// <summary>Told of every trade as it is filled.</summary>
    public Action<Fill>? Filled { get; init; }

    /// <summary>Takes over the cash and shares of an account that was kept elsewhere.</summary>
    public void Restore(double cash, ReadOnlySpan<double> shares)
    {
        Cash = cash;
        shares.CopyTo(Shares);
    }

    /// <summary>Worth of all long and of all short positions, both as numbers above 0, at the last
    /// known closes.</summary>
    public (double Long, double Short) Worth()
    {
        double longs = 0,
            shorts = 0;
        for (int i = 0; i < Shares.Length; i++)
        {
            if (Shares[i] > 0)
                longs += Shares[i] * market.LastClose[i];
            else if (Shares[i] < 0)
                shorts -= Shares[i] * market.LastClose[i];
        }

        return (longs, shorts);
    }

    /// <summary>What is held at the last known closes.</summary>
    public OpenPosition[] OpenPositions() =>
        [
            .. Enumerable
                .Range(0, Shares.Length)
                .Where(i => Shares[i] != 0)
                .Select(i => new OpenPosition(
                    market.Ticker(i),
                    Shares[i] > 0,
                    _opened[i],
                    Math.Abs(Shares[i]) * market.LastClose[i],
                    _flow[i] + Shares[i] * market.LastClose[i]
                )),
        ];

    /// <summary>Cash and positions together.</summary>
    public double Equity()
    {
        (double longs, double shorts) = Worth();
        return Cash + longs - shorts;
    }

    /// <summary>What buying a share at an open costs, slippage and commission included.</summary>
    public double CostOfBuying(double open) => open * (1 + _slippage) * (1 + _commission);

    /// <summary>A session's interest on idle cash and fee for borrowed shares, on what was held at
    /// the close: the annual rate over the market's sessions a year.</summary>
    public void AccrueInterest()
    {
        double borrowed = Worth().Short;
        double interest = ((Cash - borrowed) * options.CashRate - borrowed * options.BorrowRate) / market.Year.Sessions;
        Cash += interest;
        Interest += interest;
    }

    /// <summary>Buys (above 0) or sells at a price, to which slippage is added. Returns the money
    /// traded, before costs.</summary>
    public double Trade(int i, double shares, double price, DateOnly day)
    {
        if (Shares[i] * (Shares[i] + shares) < 0)
        {
            // A position that turns round is one closed and another opened.
            double closing = -Shares[i];
            return Trade(i, closing, price, day) + Trade(i, shares - closing, price, day);
        }

        if (Shares[i] == 0)
            (_opened[i], _flow[i]) = (day, 0);
        bool isLong = Shares[i] + shares > 0 || Shares[i] > 0;
        double notional = Math.Abs(shares) * price,
            filled = price * (1 + Math.Sign(shares) * _slippage),
            commission = Math.Abs(shares) * filled * _commission;
        double flow = -shares * filled - commission;
        Shares[i] += shares;
        Cash += flow;
        _flow[i] += flow;
        Costs += commission + notional * _slippage;
        Filled?.Invoke(new(market.Ticker(i), day, shares, filled, commission));
        if (Shares[i] == 0)
            RoundTrips.Add(new(market.Ticker(i), isLong, _opened[i], day, _flow[i]));
        return notional;
    }
}
