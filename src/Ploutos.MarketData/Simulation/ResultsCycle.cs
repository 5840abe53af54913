namespace Ploutos.MarketData.Simulation;

/// <summary>Where a ticker stands between its results, which come twice a year and move the price overnight by
/// four standard deviations, up or down. Five bars before, two things are seen on one bar: an open far above or
/// below the close before, and heavy or thin trade. In heavy trade the results go the way of the open, in thin
/// trade the other way. Each of the two alone is a coin toss, and so is their sum: only a model that sees how they
/// act together knows the way. On the bars between it and the results only one that sees several bars
/// does.</summary>
internal struct ResultsCycle
{
    private const int Length = 126,
        Ahead = 5;

    /// <summary>How far the results move the price, and how far the open before them is displaced, in daily
    /// standard deviations.</summary>
    private const double Move = 4,
        Displacement = 9;

    /// <summary>What the volume of heavy trade is multiplied by, and that of thin trade divided by.</summary>
    private const double Trade = 8;

    private bool _begun,
        _heavy,
        _up;
    private int _age,
        _direction;

    /// <summary>Whether the night to the next bar brings results that were foretold.</summary>
    private readonly bool AreNext => _direction != 0 && _age == Ahead - 1;

    /// <summary>A cycle at any of its bars; nothing is foretold before its first end.</summary>
    public static ResultsCycle Begin(SeededRandom random) =>
        new() { _begun = true, _age = (int)(random.Uniform() * Length) };

    /// <summary>Goes to the next bar.</summary>
    /// <param name="uniform">Decides what the next results are and how they are foretold, where this bar
    /// does.</param>
    public void Step(double uniform)
    {
        if (!_begun || ++_age < Length)
            return;
        _age = 0;
        (_heavy, _up) = (uniform < 0.5, 2 * uniform % 1 < 0.5);
        _direction = _heavy == _up ? 1 : -1;
    }

    /// <summary>What results add to the return of the next bar, in units of its standard deviation; 0 where
    /// there are none.</summary>
    /// <param name="strength">Of <see cref="SimulationOptions.InteractionStrength"/>.</param>
    /// <param name="uniform">Decides whether they go as foretold.</param>
    public readonly double Surprise(double strength, double uniform) =>
        !AreNext ? 0
        : uniform < ChanceOfRise(strength) ? Move
        : -Move;

    /// <summary>The chance that a normal variate around <paramref name="standing"/>, and the results of the next
    /// bar with it, is above 0.</summary>
    public readonly double ChanceAbove(double strength, double standing)
    {
        if (!AreNext)
            return NormalLaw.Distribution(standing);
        double rise = ChanceOfRise(strength);
        return (rise * NormalLaw.Distribution(standing + Move))
            + ((1 - rise) * NormalLaw.Distribution(standing - Move));
    }

    /// <summary>Draws what foretells results, where this bar does.</summary>
    /// <param name="before">The close of the bar before.</param>
    /// <param name="sigma">The day's standard deviation.</param>
    /// <param name="open">The open; the high and the low hold it afterwards.</param>
    /// <param name="high">The high.</param>
    /// <param name="low">The low.</param>
    /// <param name="volume">The volume.</param>
    public readonly void Draw(
        double before,
        double sigma,
        ref double open,
        ref double high,
        ref double low,
        ref double volume
    )
    {
        if (!_begun || _age != 0 || _direction == 0)
            return;
        open = before * Math.Exp((_up ? Displacement : -Displacement) * sigma);
        (high, low) = (Math.Max(high, open), Math.Min(low, open));
        volume *= _heavy ? Trade : 1 / Trade;
    }

    private readonly double ChanceOfRise(double strength) => 0.5 + (0.5 * strength * _direction);
}
