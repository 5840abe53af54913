using Ploutos.Backtesting.Simulation;
using Ploutos.Experts.Risk;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.PaperTrading;

/// <summary><c>paper.json</c> of the workspace. Without it, everything is at its default.</summary>
internal static class PaperFile
{
    /// <summary>The brokers that are built in.</summary>
    public static IReadOnlyList<string> Brokers { get; } = ["embedded", "alpaca"];

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="own">Names of brokers in code; null for none.</param>
    public static PaperOptions Read(string path, IEnumerable<string>? own = null)
    {
        if (SettingsFile.Read(path) is not { } file)
            return new();
        var defaults = new PaperOptions();
        BacktestOptions trading = defaults.Trading;
        file.Allow(
            "broker",
            "initial_cash",
            "currency",
            "fractions",
            "direction",
            "sizing",
            "sizing_forecast",
            "sizing_scope",
            "target_volatility",
            "max_position",
            "max_gross",
            "max_daily_turnover",
            "max_daily_loss",
            "minimum_trade",
            "commission_bp",
            "slippage_bp",
            "cash_rate",
            "borrow_rate",
            "targets"
        );
        return new()
        {
            Broker = file.Choice("broker", defaults.Broker, [.. Brokers, .. own ?? []]),
            InitialCash = Money.Cents(file.Number("initial_cash", (double)defaults.InitialCash, 1, 1e12)),
            Currency = Currency(file, path, defaults.Currency),
            Fractions = file.Flag("fractions", defaults.Fractions),
            MaxDailyLoss = file.Number("max_daily_loss", defaults.MaxDailyLoss, 0.0001, 1),
            Targets = Targets(file),
            SizingForecast = SizingForecastNames
                .Parse(file.Choice("sizing_forecast", SizingForecastNames.All[0], [.. SizingForecastNames.All]))!
                .Value,
            Trading = trading with
            {
                Direction =
                    file.Choice("direction", "long_only", "long_only", "long_short") == "long_only"
                        ? Direction.LongOnly
                        : Direction.LongShort,
                Sizing =
                    file.Choice("sizing", "equal_weight", "equal_weight", "volatility_target") == "equal_weight"
                        ? PositionSizing.EqualWeight
                        : PositionSizing.VolatilityTarget,
                SizingScope =
                    file.Choice("sizing_scope", "position", "position", "portfolio") == "position"
                        ? SizingScope.Position
                        : SizingScope.Portfolio,
                TargetVolatility = file.Number("target_volatility", trading.TargetVolatility, 0.001, 10),
                MaxPosition = file.Number("max_position", trading.MaxPosition, 0.0001, 1),
                MaxGross = file.Number("max_gross", trading.MaxGross, 0.0001, 4),
                MaxDailyTurnover = file.Number("max_daily_turnover", trading.MaxDailyTurnover, 0.0001, 8),
                MinimumTrade = file.Number("minimum_trade", trading.MinimumTrade, 0, 0.5),
                CommissionBp = file.Number("commission_bp", trading.CommissionBp, 0, 1000),
                SlippageBp = file.Number("slippage_bp", trading.SlippageBp, 0, 1000),
                CashRate = file.Number("cash_rate", trading.CashRate, -0.5, 0.5),
                BorrowRate = file.Number("borrow_rate", trading.BorrowRate, 0, 0.9),
            },
        };
    }

    private static string Currency(SettingsFile file, string path, string otherwise)
    {
        if (file.Text("currency") is not { } text)
            return otherwise;
        try
        {
            return AccountCurrency.CodeOf(text);
        }
        catch (PloutosException e)
        {
            throw new PloutosException(e.Fault, $"{path}: {e.Message}", e) { Remedies = e.Remedies };
        }
    }

    private static IReadOnlyDictionary<string, double> Targets(SettingsFile file)
    {
        if (file.Section("targets") is not { } targets)
            return PaperOptions.DefaultTargets;
        targets.Allow([.. PaperOptions.DefaultTargets.Keys]);
        return PaperOptions.DefaultTargets.ToDictionary(t => t.Key, t => targets.Number(t.Key, 0, -1, 1));
    }
}
