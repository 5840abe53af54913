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

    /// <summary>Its value.</summary>
    public static string Value(IStringLocalizer words, string name, string? value)
    {
        if (value is null)
            return words["option.default"].Value;
        if (bool.TryParse(value, out bool on))
            return words[on ? "option.on" : "option.off"].Value;
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double figure))
            return name.EndsWith("_bp", StringComparison.Ordinal) ? Show.Number(figure, 1) : Show.Percent(figure);
        string word = name switch
        {
            "signals" => "backtests.from-" + value,
            "sizing_scope" => "backtests.scope-" + value,
            "sizing_forecast" => "backtests.forecast-" + value,
            "benchmark" => "option.benchmark-" + value,
            _ => "backtests." + value,
        };
        return name is "signals_detail" or "tickers" || words[word] is not { ResourceNotFound: false } known
            ? value
            : known.Value;
    }
}
