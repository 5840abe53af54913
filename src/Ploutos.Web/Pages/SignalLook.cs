namespace Ploutos.Web.Pages;

/// <summary>How a signal or a class looks: a colour, a shape and a word each, so that no colour
/// carries a meaning alone.</summary>
/// <param name="Tone">Class of the style sheet.</param>
/// <param name="Icon">Name of the icon.</param>
/// <param name="Word">Key of the word.</param>
/// <param name="Rank">From strong sell (-2) to strong buy (2), for sorting.</param>
internal sealed record SignalLook(string Tone, string Icon, string Word, int Rank)
{
    /// <summary>Of one of the six signals.</summary>
    public static SignalLook Of(string? signal) =>
        signal switch
        {
            "STRONG BUY" => new("up", "up2", "signal.strong-buy", 2),
            "BUY" => new("up", "up", "signal.buy", 1),
            "SELL" => new("down", "down", "signal.sell", -1),
            "STRONG SELL" => new("down", "down2", "signal.strong-sell", -2),
            "STRONG HOLD" => new("hold", "hold2", "signal.strong-hold", 0),
            _ => new("hold", "hold", "signal.hold", 0),
        };

    /// <summary>Of UP, DOWN, HIGH or LOW.</summary>
    public static SignalLook OfClass(string name) =>
        name switch
        {
            "UP" => new("up", "up", "class.up", 1),
            "DOWN" => new("down", "down", "class.down", -1),
            "HIGH" => new("high", "high", "class.high", 1),
            "LOW" => new("low", "low", "class.low", -1),
            // A class of an own expert has no translation: its name is its word
            _ => new("low", "low", name, -1),
        };
}
