using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>A position from its opening to its end.</summary>
/// <param name="Ticker">What was held.</param>
/// <param name="Side">long or short.</param>
/// <param name="Opened">Day of the first fill.</param>
/// <param name="Closed">Day of the last fill; null while it is held.</param>
/// <param name="Profit">Money won or lost after costs of trading.</param>
public sealed record BacktestTrade(string Ticker, string Side, DateOnly Opened, DateOnly? Closed, double Profit)
{
    /// <summary>Most shares that were held, above 0; null in a file of an earlier version, as are the
    /// figures below.</summary>
    public double? Shares { get; init; }

    /// <summary>Mean price of the fills that made the position larger, slippage included.</summary>
    public double? Entry { get; init; }

    /// <summary>Mean price of the fills that made it smaller, slippage included; null before the first
    /// of them.</summary>
    public double? Exit { get; init; }

    /// <summary>Profit as a share of the money of the fills that made it larger.</summary>
    public double? Return { get; init; }

    /// <summary>Commission paid; slippage is in the prices.</summary>
    public double? Commission { get; init; }

    /// <summary>Target that opened it, -1 .. 1: the newest that was known before its first day.</summary>
    public double? Target { get; init; }

    /// <summary>The signal of that target, STRONG BUY ... STRONG SELL; null where targets or scores alone
    /// were given, and in a file of an earlier version.</summary>
    public string? Signal { get; init; }

    /// <summary>Its score, -1 .. 1; null where none was given, and in a file of an earlier version.</summary>
    public double? Score { get; init; }

    /// <summary>Calendar days from the first fill to the last; null while it is held.</summary>
    [JsonIgnore]
    public int? Days => Closed is { } closed ? closed.DayNumber - Opened.DayNumber : null;
}
