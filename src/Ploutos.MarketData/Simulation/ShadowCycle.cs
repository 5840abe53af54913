namespace Ploutos.MarketData.Simulation;

/// <summary>Where a ticker stands in a cycle of nine bars that draws two long shadows, one below
/// and one above the closes, on the first bar and on the fifth. Which of them comes first is a coin
/// toss a cycle, and foretells the return of the day after the second: at that time the lowest low
/// and the highest high of the last five bars are the same, whichever came first, so that no
/// feature of one bar tells the order. On the bars before, the five-day range is one-sided
/// (Williams %R), which whoever sees several bars sees. A cycle foretells one day alone, so that no
/// return of the past shows what it foretells; the closes have no part in the shadows. On the bar
/// before the first one the open is displaced towards it: what the momentum features see of the
/// order, too early for the next five days.</summary>
internal struct ShadowCycle
{
    private const int Length = 9,
        SecondShadow = 4,
        Gap = 8;

    /// <summary>How far a shadow reaches from the last close, and how far the open is displaced, in
    /// daily standard deviations.</summary>
    private const double Reach = 9,
        Displacement = 4.5;

    private int _age,
        _sign,
        _next;

    /// <summary>On the bar of the second shadow 1 where the lower came first and -1 where the upper
    /// did; 0 on the other bars.</summary>
    public readonly int Order => _age == SecondShadow ? _sign : 0;

    /// <summary>A cycle at any of its bars.</summary>
    public static ShadowCycle Begin(SeededRandom random) =>
        new()
        {
            _age = (int)(random.Uniform() * Length),
            _sign = Sign(random.Uniform()),
            _next = Sign(random.Uniform()),
        };

    /// <summary>Goes to the next bar.</summary>
    /// <param name="uniform">Decides the order of the next cycle, where this bar does.</param>
    public void Step(double uniform)
    {
        _age++;
        if (_age == Length)
            (_age, _sign) = (0, _next);
        if (_age == Gap)
            _next = Sign(uniform);
    }

    /// <summary>Draws this bar's shadow or its displaced open, if it has one.</summary>
    /// <param name="before">The close of the bar before.</param>
    /// <param name="sigma">The day's standard deviation.</param>
    /// <param name="open">The open; the other three hold it afterwards.</param>
    /// <param name="high">The high.</param>
    /// <param name="low">The low.</param>
    public readonly void Draw(double before, double sigma, ref double open, ref double high, ref double low)
    {
        if (_age == Gap)
            open = before * Math.Exp(-_next * Displacement * sigma);
        (high, low) = (Math.Max(high, open), Math.Min(low, open));
        int side =
            _age == 0 ? -_sign
            : _age == SecondShadow ? _sign
            : 0;
        if (side > 0)
            high = Math.Max(high, before * Math.Exp(Reach * sigma));
        if (side < 0)
            low = Math.Min(low, before * Math.Exp(-Reach * sigma));
    }

    private static int Sign(double uniform) => uniform < 0.5 ? 1 : -1;
}
