using System.Globalization;
using Ploutos.Backtesting.Simulation;
using Ploutos.Experts.Risk;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>A request in the simulator's terms, and in words that tell configurations apart.</summary>
internal static class BacktestSettings
{
    /// <summary>The names of the two directions.</summary>
    public const string LongOnly = "long-only",
        LongShort = "long-short";

    /// <summary>The names of the two ways to size positions.</summary>
    public const string EqualWeight = "equal-weight",
        VolatilityTarget = "volatility-target";

    /// <summary>The names of the two things that a target volatility can be of.</summary>
    public const string Position = "position",
        Portfolio = "portfolio";

    /// <summary>What sizes positions; null where no volatility does.</summary>
    /// <exception cref="PloutosException">There is no such forecast.</exception>
    public static SizingForecast? Forecast(BacktestRequest request) =>
        SizingForecastNames.Parse(request.SizingForecast ?? SizingForecastNames.All[0]) is not { } forecast
            ? throw Refuse("sizingForecast", string.Join(", ", SizingForecastNames.All), request.SizingForecast!)
        : request.Sizing == VolatilityTarget ? forecast
        : null;

    /// <summary>The request with what was left open written into it.</summary>
    public static BacktestRequest Resolved(BacktestRequest request) =>
        request.Sizing == VolatilityTarget
            ? request with
            {
                SizingForecast = Forecast(request)!.Value.Text(),
                SizingScope = request.SizingScope ?? Position,
            }
            : request;

    /// <summary>Whether the target volatility is that of the account: of the portfolio, or of the one
    /// position that there is.</summary>
    public static bool AimsAtAccount(BacktestRequest request, int tickers) =>
        request.Sizing == VolatilityTarget && (request.SizingScope == Portfolio || tickers == 1);

    /// <summary>The simulator's options.</summary>
    /// <exception cref="PloutosException">An option breaks its rule.</exception>
    public static BacktestOptions Parse(BacktestRequest request)
    {
        if (request.From is not (null or "evaluation" or "models"))
            throw Refuse("from", "evaluation or models", request.From);
        if (request is { From: not null, SignalFile: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                $"signals must come from one source, but got a file and '{request.From}'. Give one of them."
            )
            {
                Remedies = [new ChangeOption("signals", "leave it out"), new ChangeOption("from", "leave it out")],
            };
        if (request.Start > request.End)
            throw new PloutosException(
                Fault.WrongUsage,
                $"start must not lie after end, but got {request.Start:yyyy-MM-dd} and {request.End:yyyy-MM-dd}."
            )
            {
                Remedies = [new ChangeOption("start", "no later than end")],
            };
        _ = Forecast(request);
        var options = new BacktestOptions
        {
            CommissionBp = request.CommissionBp,
            SlippageBp = request.SlippageBp,
            Direction = request.Direction switch
            {
                LongOnly => Direction.LongOnly,
                LongShort => Direction.LongShort,
                _ => throw Refuse("direction", $"{LongOnly} or {LongShort}", request.Direction),
            },
            Sizing = request.Sizing switch
            {
                EqualWeight => PositionSizing.EqualWeight,
                VolatilityTarget => PositionSizing.VolatilityTarget,
                _ => throw Refuse("sizing", $"{EqualWeight} or {VolatilityTarget}", request.Sizing),
            },
            SizingScope = (request.SizingScope ?? Position) switch
            {
                Position => SizingScope.Position,
                Portfolio => SizingScope.Portfolio,
                var other => throw Refuse("sizingScope", $"{Position} or {Portfolio}", other),
            },
            MaxPosition = request.MaxPosition,
            MaxGross = request.MaxGross,
            MaxDailyTurnover = request.MaxTurnover ?? double.PositiveInfinity,
            CashRate = request.CashRate,
            BorrowRate = request.BorrowRate,
            TargetVolatility = request.TargetVolatility,
        };
        try
        {
            options.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new PloutosException(Fault.WrongUsage, $"{e.Message} Nothing was run.", e);
        }

        return options;
    }

    /// <summary>Everything that was chosen. Costs are part of it: who tries lower ones tries
    /// again. The benchmark is not: it changes nothing of the account.</summary>
    public static string Configuration(
        BacktestRequest request,
        BacktestSignals signals,
        IReadOnlyList<string> tickers
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"backtest {request.Direction} {request.Sizing} commission {request.CommissionBp} slippage"
                + $" {request.SlippageBp} "
        )
        + string.Create(
            CultureInfo.InvariantCulture,
            $"position {request.MaxPosition} gross {request.MaxGross} turnover {request.MaxTurnover} cash"
                + $" {request.CashRate} "
        )
        + string.Create(
            CultureInfo.InvariantCulture,
            $"borrow {request.BorrowRate} volatility"
                + $" {(request.Sizing == VolatilityTarget ? request.TargetVolatility : 0)} {Sized(request)}"
        )
        + string.Create(
            CultureInfo.InvariantCulture,
            $"start {request.Start:yyyy-MM-dd} end {request.End:yyyy-MM-dd} on {string.Join(',', tickers)} by"
                + $" {signals.Identity}"
        )
        + (request.Currency is { } currency ? $" in {currency}" : "");

    /// <summary>How a volatility sizes. Where it is the one way that earlier versions knew, nothing:
    /// the same trial counts once.</summary>
    private static string Sized(BacktestRequest request) =>
        (Forecast(request) is { } forecast and not SizingForecast.Deviation20 ? $"by {forecast.Text()} " : "")
        + (request is { Sizing: VolatilityTarget, SizingScope: Portfolio } ? "of the portfolio " : "");

    private static PloutosException Refuse(string name, string rule, string got) =>
        new(Fault.WrongUsage, $"{name} must be {rule}, but got '{got}'.") { Remedies = [new ChangeOption(name, rule)] };
}
