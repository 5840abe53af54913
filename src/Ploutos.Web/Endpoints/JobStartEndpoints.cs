using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Web.Hosting;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Web.Safety;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Endpoints;

/// <summary>Starts long work. The answer comes at once, 202 with the job; 409 with the job in the
/// way where one of the kind runs.</summary>
internal static class JobStartEndpoints
{
    private const int MostTrials = 10_000,
        MostWindow = 64;

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder jobs = api.MapGroup("/jobs").RequireRateLimiting(RateLimits.Starts);
        Describe(
            jobs.MapPost(
                "/fetch",
                Results<Accepted<JobSnapshot>, ProblemHttpResult> (FetchJobRequest? body, JobStarter starter) =>
                    starter.Start(Fetch(body ?? new(), starter.Workflows))
            ),
            "fetch",
            "Fetches bars of tickers; without any, brings up to date what came from the network."
        );
        Describe(
            jobs.MapPost(
                "/optimize",
                Results<Accepted<JobSnapshot>, ProblemHttpResult> (OptimizeJobRequest? body, JobStarter starter) =>
                    starter.Start(Optimize(body ?? new(), starter.Workflows))
            ),
            "optimize",
            "Searches hyperparameters."
        );
        Describe(
            jobs.MapPost(
                "/train",
                Results<Accepted<JobSnapshot>, ProblemHttpResult> (TrainJobRequest? body, JobStarter starter) =>
                    starter.Start(Train(body ?? new(), starter.Workflows))
            ),
            "train",
            "Trains experts on the stored bars."
        );
        Describe(
            jobs.MapPost(
                "/backtest",
                Results<Accepted<JobSnapshot>, ProblemHttpResult> (BacktestJobRequest? body, JobStarter starter) =>
                    starter.Start(Backtest(body ?? new(), starter.Workflows))
            ),
            "backtest",
            "Runs the out-of-sample signals through an account."
        );
        Describe(
            jobs.MapPost(
                "/evaluate",
                Results<Accepted<JobSnapshot>, ProblemHttpResult> (EvaluateJobRequest? body, JobStarter starter) =>
                    starter.Start(Evaluate(body ?? new(), starter.Workflows))
            ),
            "evaluate",
            "Holds the experts against V7 and baselines, walk-forward."
        );
    }

    private static void Describe(RouteHandlerBuilder endpoint, string kind, string summary) =>
        endpoint
            .WithName($"start-{kind}")
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static JobWork Fetch(FetchJobRequest body, IPloutosWorkflows workflows)
    {
        string source = body.Source ?? "auto";
        // Paths of the server's files are for whoever sits at it: csv:DIR is not taken from a network.
        Require(
            source is "auto" or "yahoo" or "stooq" or "alpaca" or "tiingo" or "simulated",
            $"'source' must be auto, yahoo, stooq, alpaca, tiingo or simulated, but got '{source}'."
        );
        IReadOnlyList<string>? tickers = body.Tickers is { Count: > 0 } named ? [.. named.Select(Name)] : null;
        Require(
            tickers is null || tickers.Count <= AnalysisEndpoints.MostTickers,
            $"At most {AnalysisEndpoints.MostTickers} tickers may be named, but got {tickers?.Count}."
        );
        Require(
            tickers is not null || source == "auto",
            "Without 'tickers' what is stored is brought up to date from where it came, so that 'source' must be"
                + " absent. Name tickers."
        );
        var request = new FetchRequest(tickers, body.From, body.To, source, body.Full);
        string title =
            tickers is null ? "stored tickers"
            : tickers.Count <= 5 ? string.Join(", ", tickers)
            : $"{tickers.Count} tickers";
        return new(
            "fetch",
            title,
            JsonSerializer.SerializeToElement(body, ApiJson.Default.FetchJobRequest),
            1,
            (progress, stop) =>
            {
                FetchReport report = tickers is null
                    ? workflows.Update(request, progress, stop)
                    : workflows.Fetch(request, progress, stop);
                return JsonSerializer.SerializeToElement(report, ApiJson.Default.FetchReport);
            }
        );
    }

    private static JobWork Optimize(OptimizeJobRequest body, IPloutosWorkflows workflows)
    {
        RequireIn(body.Trials, 1, MostTrials, "trials");
        RequireIn(body.Jobs, 1, 64, "jobs");
        RequireIn(body.Window, 1, MostWindow, "window");
        RequireIn(body.MaxEpochs, 1, 1000, "max_epochs");
        Require(
            body.TimeoutSeconds is null or (>= 1 and <= 604800),
            $"'timeout_seconds' must be in 1 .. 604800, but got {body.TimeoutSeconds}."
        );
        var asked = new OptimizeRequest(
            Experts(body.Experts),
            body.Trials ?? 50,
            body.TimeoutSeconds is { } s ? TimeSpan.FromSeconds(s) : null,
            Tickers(body.Tickers),
            body.Jobs,
            body.Seed ?? 42,
            Window: body.Window ?? 16,
            TestFrom: body.TestFrom,
            MaxEpochs: body.MaxEpochs
        );
        return new(
            "optimize",
            $"{Names(asked.Experts)}: {asked.Trials} trials",
            JsonSerializer.SerializeToElement(body, ApiJson.Default.OptimizeJobRequest),
            asked.Experts?.Count ?? 3,
            (progress, stop) =>
                JsonSerializer.SerializeToElement(
                    workflows.Optimize(asked, progress, stop),
                    ApiJson.Default.IReadOnlyListOptimizeSummary
                )
        );
    }

    private static JobWork Train(TrainJobRequest body, IPloutosWorkflows workflows)
    {
        RequireIn(body.Window, 1, MostWindow, "window");
        var asked = new TrainRequest(
            Experts(body.Experts),
            body.TestFrom,
            body.Seed ?? 42,
            body.Window ?? 16,
            Tickers(body.Tickers)
        );
        return new(
            "train",
            Names(asked.Experts),
            JsonSerializer.SerializeToElement(body, ApiJson.Default.TrainJobRequest),
            asked.Experts?.Count ?? 3,
            (progress, stop) =>
                JsonSerializer.SerializeToElement(
                    workflows.Train(asked, progress, stop),
                    ApiJson.Default.IReadOnlyListTrainedSummary
                )
        );
    }

    private static JobWork Backtest(BacktestJobRequest body, IPloutosWorkflows workflows)
    {
        Require(
            body.From is null or "evaluation" or "models",
            $"'from' must be evaluation or models, but got '{body.From}'."
        );
        var otherwise = new BacktestRequest();
        var asked = new BacktestRequest(
            body.From,
            null,
            body.Direction ?? otherwise.Direction,
            body.Sizing ?? otherwise.Sizing,
            body.CommissionBp ?? otherwise.CommissionBp,
            body.SlippageBp ?? otherwise.SlippageBp,
            body.MaxPosition ?? otherwise.MaxPosition,
            Start: body.Start,
            End: body.End,
            Benchmark: body.Benchmark is { } ticker ? TickerRule.Parse(ticker) : null,
            Tickers: Tickers(body.Tickers)
        );
        return new(
            "backtest",
            $"signals of {asked.From ?? "the evaluation, else of the models"}, {asked.Direction}",
            JsonSerializer.SerializeToElement(body, ApiJson.Default.BacktestJobRequest),
            1,
            // The job's list keeps names, not whole accounts: /api/v7/backtests/{id} has the rest.
            (progress, stop) =>
                JsonSerializer.SerializeToElement(workflows.Backtest(asked, progress, stop).Id, ApiJson.Default.String)
        );
    }

    private static JobWork Evaluate(EvaluateJobRequest body, IPloutosWorkflows workflows)
    {
        RequireIn(body.Window, 1, MostWindow, "window");
        RequireIn(body.Folds, 1, 50, "folds");
        var otherwise = new EvaluateRequest();
        Require(
            body.Scheme is null or "expanding" or "rolling" or "cpcv",
            $"'scheme' must be expanding, rolling or cpcv, but got '{body.Scheme}'."
        );
        var asked = new EvaluateRequest(
            null,
            Experts(body.Experts),
            body.Scheme ?? otherwise.Scheme,
            body.Folds ?? otherwise.Folds,
            body.FirstTest,
            Window: body.Window ?? otherwise.Window,
            Seed: body.Seed ?? otherwise.Seed,
            Tickers: Tickers(body.Tickers)
        );
        return new(
            "evaluate",
            $"{Names(asked.Experts)}, {asked.Scheme}, {asked.Folds} folds",
            JsonSerializer.SerializeToElement(body, ApiJson.Default.EvaluateJobRequest),
            1,
            (progress, stop) =>
                JsonSerializer.SerializeToElement(workflows.Evaluate(asked, progress, stop).Id, ApiJson.Default.String)
        );
    }

    private static IReadOnlyList<string>? Experts(IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 })
            return null;
        string? wrong = names.FirstOrDefault(n => n is not ("momentum" or "reversion" or "volatility"));
        Require(wrong is null, $"'experts' must be of momentum, reversion and volatility, but got '{wrong}'.");
        return [.. names.Distinct()];
    }

    private static IReadOnlyList<string>? Tickers(IReadOnlyList<string>? names) =>
        names is { Count: > 0 } ? [.. names.Select(Name)] : null;

    /// <summary>A ticker or a universe: never the path of a file, which the command would read.</summary>
    private static string Name(string name) => Universes.Names.Contains(name) ? name : TickerRule.Parse(name);

    private static string Names(IReadOnlyList<string>? experts) =>
        experts is null ? "all experts" : string.Join(", ", experts);

    private static void RequireIn(int? value, int least, int most, string name) =>
        Require(
            value is null || (value >= least && value <= most),
            $"'{name}' must be in {least} .. {most}, but got {value}."
        );

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new ViewException(ViewFault.BadRequest, rule);
    }
}
