using System.Globalization;
using Ploutos.Research.Backtests;
using Ploutos.Research.ExpertFiles;

namespace Ploutos.Web.Pages;

/// <summary>The form that starts a backtest, empty or filled as another one was made.</summary>
/// <param name="Again">The backtest whose options fill it; null for the defaults.</param>
/// <param name="Ensembles">What can make the signals.</param>
/// <param name="IsOpen">Whether the form is unfolded.</param>
internal sealed record BacktestForm(BacktestResult? Again, IReadOnlyList<EnsembleView> Ensembles, bool IsOpen)
{
    private static readonly BacktestRequest s_defaults = new();

    private BacktestRequest Options => Again?.Options ?? s_defaults;

    /// <summary>The chosen value of a list, as in the API; empty for its default.</summary>
    public string Chosen(string name) =>
        name switch
        {
            "from" => Again?.SignalsFrom is "evaluation" or "models" ? Again.SignalsFrom : "",
            "ensemble" => Options.Ensemble ?? "",
            "direction" => Options.Direction,
            "sizing" => Options.Sizing,
            "sizing_forecast" when Again is null || Options.Sizing != "volatility-target" => "",
            // A backtest of an earlier version did not say, and sized by the deviation of 20 days.
            "sizing_forecast" => Options.SizingForecast is "risk" ? "" : Options.SizingForecast ?? "deviation20",
            "sizing_scope" => Options.SizingScope is "portfolio" ? "portfolio" : "",
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The form has no such list."),
        };

    /// <summary>What a text or number field holds; empty for its default, which is its placeholder.</summary>
    public string? Value(string name) =>
        name switch
        {
            "commission_bp" => Number(Options.CommissionBp),
            "slippage_bp" => Number(Options.SlippageBp),
            _ when Again is null => null,
            "tickers" => Options.Tickers is { Count: > 0 } ? string.Join(", ", Options.Tickers) : null,
            "currency" => Options.Currency,
            "benchmark" => Again.Benchmark == BacktestWorkflow.Universe ? null : Again.Benchmark,
            "target_volatility" => Percent(Options.TargetVolatility),
            "max_position" => Percent(Options.MaxPosition),
            "max_gross" => Percent(Options.MaxGross),
            "max_turnover" => Percent(Options.MaxTurnover),
            "cash_rate" => Percent(Options.CashRate),
            "borrow_rate" => Percent(Options.BorrowRate),
            "start" => Day(Options.Start),
            "end" => Day(Options.End),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The form has no such field."),
        };

    /// <summary>Whether a box is ticked.</summary>
    public bool IsTicked(string name) =>
        Again is not null && (name == "explain" ? Options.Explain : Options.AcceptSerious);

    private static string Number(double value) => Math.Round(value, 9).ToString(CultureInfo.InvariantCulture);

    private static string? Percent(double? share) => share is { } s ? Number(100 * s) : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
