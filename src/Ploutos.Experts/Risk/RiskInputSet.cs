namespace Ploutos.Experts.Risk;

/// <summary>What a regression of the log of volatility over its level reads.</summary>
public enum RiskInputSet
{
    /// <summary>Four inputs: log-range HAR (Corsi 2009).</summary>
    Har,

    /// <summary>Eight inputs of the ticker's own bars.</summary>
    Own,

    /// <summary>The eight own inputs and eight of the market.</summary>
    Market,

    /// <summary>One input: exponentially weighted volatility, decay 0.94. A baseline.</summary>
    Ewma,

    /// <summary>One input: the standard deviation of 20 daily returns. A baseline.</summary>
    Deviation20,
}
