using System.Globalization;
using Microsoft.Extensions.Localization;
using Ploutos.Research.Backtests;

namespace Ploutos.Web.Pages;

/// <summary>What a backtest's intervals allow to be said, in the reader's language. The cases are those
/// of its own verdict, which is English.</summary>
internal static class BacktestWords
{
    private const double Sure = 0.95;

    /// <summary>The verdict.</summary>
    public static string Verdict(IStringLocalizer words, BacktestResult result)
    {
        string held =
            result.Benchmark == "universe"
                ? words["verdict.universe"].Value
                : words["verdict.held", result.Benchmark].Value;
        if (!result.Series.Gross.Any(g => g > 0))
            return words["verdict.flat"].Value;
        if (result.Evidence.Deflated is not { } deflated)
            return words["verdict.no-sharpe", held].Value;
        if (result.Figure("sharpe_difference")?.Strategy is not { Value: { } value, Low: { } low, High: { } high })
            return words["verdict.no-difference", held].Value;
        string by = words["verdict.by", Show.Signed(value, 2), Show.Signed(low, 2), Show.Signed(high, 2)].Value,
            luck = words.Many("verdict.luck", result.Evidence.Trials, Show.Number(deflated, 2));
        string said =
            low > 0 ? (deflated >= Sure ? "verdict.edge" : "verdict.luck-not-ruled-out")
            : high < 0 ? "verdict.no-edge"
            : "verdict.level";
        return words[said, held, by, luck].Value;
    }

    /// <summary>The name of an option of <see cref="BacktestComparison.Options"/>.</summary>
    public static string Option(IStringLocalizer words, string name) =>
        words["option." + name] is { ResourceNotFound: false } known ? known.Value : name;

    /// <summary>Its value. What is of the reader's own making, such as a ticker, stays as it is.</summary>
    public static string Value(IStringLocalizer words, string name, string? value) =>
        value is null
            ? words["option.default"].Value
            : name switch
            {
                "explain" or "accept_serious" => words[
                    bool.TryParse(value, out bool on) && on ? "option.on" : "option.off"
                ].Value,
                "commission_bp" or "slippage_bp" => Show.Number(Figure(value), 1),
                "max_position"
                or "max_gross"
                or "max_turnover"
                or "cash_rate"
                or "borrow_rate"
                or "target_volatility" => Show.Percent(Figure(value)),
                "start" or "end" => DateOnly.TryParseExact(value, "yyyy-MM-dd", out DateOnly day)
                    ? Show.Day(day)
                    : value,
                "signals" => Word(words, "backtests.from-", value),
                "sizing_scope" => Word(words, "backtests.scope-", value),
                "sizing_forecast" => Word(words, "backtests.forecast-", value),
                "benchmark" => Word(words, "option.benchmark-", value),
                "direction" or "sizing" => Word(words, "backtests.", value),
                _ => value,
            };

    private static string Word(IStringLocalizer words, string prefix, string value) =>
        words[prefix + value] is { ResourceNotFound: false } known ? known.Value : value;

    private static double? Figure(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double figure) ? figure : null;
}
