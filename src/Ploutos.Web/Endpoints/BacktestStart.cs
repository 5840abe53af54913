using System.Text.Json;
using Ploutos.Research.Backtests;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using static Ploutos.Web.Endpoints.JobChecks;

namespace Ploutos.Web.Endpoints;

/// <summary>A backtest as a job.</summary>
internal static class BacktestStart
{
    /// <summary>The work that a body asks for.</summary>
    /// <exception cref="ViewException">A value breaks its rule.</exception>
    public static JobWork Of(BacktestJobRequest body, IBarWorkflows bars, IResearchWorkflows research)
    {
        RequireOneOf(body.From, "from", "evaluation", "models");
        if (body.Ensemble is not null)
            RequireOneOf(body.Ensemble, "ensemble", [.. research.Ensembles().Select(e => e.Name)]);
        RequireOneOf(body.Direction, "direction", "long-only", "long-short");
        RequireOneOf(body.Sizing, "sizing", "equal-weight", "volatility-target");
        RequireOneOf(body.SizingForecast, "sizing_forecast", "risk", "ewma", "deviation20");
        RequireOneOf(body.SizingScope, "sizing_scope", "position", "portfolio");
        RequireIn(body.TargetVolatility, 0.0001, 10, "target_volatility");
        RequireIn(body.CommissionBp, 0.0, 10_000, "commission_bp");
        RequireIn(body.SlippageBp, 0.0, 10_000, "slippage_bp");
        Require(
            body.MaxPosition is null or (> 0 and <= 1),
            FormattableString.Invariant($"'max_position' must be above 0 and at most 1, but got {body.MaxPosition}.")
        );
        RequireIn(body.CashRate, -0.99, 0.99, "cash_rate");
        RequireIn(body.BorrowRate, 0.0, 0.99, "borrow_rate");
        RequireAboveZero(body.MaxGross, "max_gross");
        RequireAboveZero(body.MaxTurnover, "max_turnover");
        RequireOrder(body.Start, body.End, "start", "end");
        IReadOnlyList<string>? tickers = Stored(body.Tickers, bars, null);
        string? benchmark = body.Benchmark is { } ticker ? Asked.Ticker(ticker, "benchmark") : null;
        if (benchmark is not null && !bars.List().Any(held => held.Ticker == benchmark))
            throw new ViewException(
                ViewFault.UnknownTicker,
                $"'benchmark' must name a stored ticker, but the store has no bars of '{benchmark}'."
            );
        var otherwise = new BacktestRequest();
        var asked = new BacktestRequest
        {
            From = body.From,
            Ensemble = body.Ensemble,
            SignalFile = null,
            Direction = body.Direction ?? otherwise.Direction,
            Sizing = body.Sizing ?? otherwise.Sizing,
            CommissionBp = body.CommissionBp ?? otherwise.CommissionBp,
            SlippageBp = body.SlippageBp ?? otherwise.SlippageBp,
            MaxPosition = body.MaxPosition ?? otherwise.MaxPosition,
            MaxGross = body.MaxGross ?? otherwise.MaxGross,
            MaxTurnover = body.MaxTurnover,
            CashRate = body.CashRate ?? otherwise.CashRate,
            BorrowRate = body.BorrowRate ?? otherwise.BorrowRate,
            Explain = body.Explain,
            TargetVolatility = body.TargetVolatility ?? otherwise.TargetVolatility,
            Start = body.Start,
            End = body.End,
            Benchmark = benchmark,
            Currency = body.Currency,
            Tickers = tickers,
            SizingForecast = body.SizingForecast,
            SizingScope = body.SizingScope,
            AcceptSerious = body.AcceptSerious,
        };
        return new(
            "backtest",
            $"signals of {asked.From ?? "the evaluation, else of the models"}, {asked.Direction}",
            JsonSerializer.SerializeToElement(body, ApiJson.Default.BacktestJobRequest),
            1,
            // The job's list keeps names, not whole accounts: /api/v7/backtests/{id} has the rest.
            (progress, stop) =>
                JsonSerializer.SerializeToElement(research.Backtest(asked, progress, stop).Id, ApiJson.Default.String)
        );
    }

    private static void RequireAboveZero(double? value, string name) =>
        Require(value is null or > 0, FormattableString.Invariant($"'{name}' must be above 0, but got {value}."));
}
