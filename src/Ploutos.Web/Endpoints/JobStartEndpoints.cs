using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Web.Safety;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using static Ploutos.Web.Endpoints.JobChecks;
using JobAnswer = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Accepted<Ploutos.Web.Json.JobSnapshot>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult
>;

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
                JobAnswer (JsonBody<FetchJobRequest> body, JobStarter starter, IBarWorkflows bars) =>
                    starter.Start(Fetch(body.Value, bars))
            ),
            "fetch",
            "Fetches bars of tickers; without any, brings up to date what came from the network."
        );
        Describe(
            jobs.MapPost(
                "/optimize",
                JobAnswer (
                    JsonBody<OptimizeJobRequest> body,
                    JobStarter starter,
                    IBarWorkflows bars,
                    IResearchWorkflows research
                ) => starter.Start(Optimize(body.Value, bars, research))
            ),
            "optimize",
            "Searches hyperparameters."
        );
        Describe(
            jobs.MapPost(
                "/train",
                JobAnswer (
                    JsonBody<TrainJobRequest> body,
                    JobStarter starter,
                    IBarWorkflows bars,
                    IResearchWorkflows research,
                    IWorkspaceViews views
                ) => starter.Start(Train(body.Value, bars, research, views))
            ),
            "train",
            "Trains experts on the stored bars, as candidates that do not predict until they are promoted."
        );
        Describe(
            jobs.MapPost(
                "/backtest",
                JobAnswer (
                    JsonBody<BacktestJobRequest> body,
                    JobStarter starter,
                    IBarWorkflows bars,
                    IResearchWorkflows research
                ) => starter.Start(BacktestStart.Of(body.Value, bars, research))
            ),
            "backtest",
            "Runs the out-of-sample signals through an account."
        );
        Describe(
            jobs.MapPost(
                "/evaluate",
                JobAnswer (
                    JsonBody<EvaluateJobRequest> body,
                    JobStarter starter,
                    IBarWorkflows bars,
                    IResearchWorkflows research
                ) => starter.Start(Evaluate(body.Value, bars, research))
            ),
            "evaluate",
            "Holds the experts against V7 and baselines, walk-forward."
        );
        Describe(
            jobs.MapPost(
                "/prove",
                JobAnswer (
                    JsonBody<ProveJobRequest> body,
                    JobStarter starter,
                    IBarWorkflows bars,
                    IResearchWorkflows research
                ) => starter.Start(ProofEndpoints.Work(body.Value, bars, research))
            ),
            "prove",
            "Puts the pipeline that trains to the proof; nothing is stored but the job's result."
        );
        Describe(
            jobs.MapPost(
                "/demo",
                JobAnswer (JobStarter starter, IBarWorkflows bars, IResearchWorkflows research) =>
                    starter.Start(DemoStart.Of(bars, research))
            ),
            "demo",
            "Makes a demonstration in an empty workspace: a simulated market, models of it, a backtest."
        );
    }

    private static void Describe(RouteHandlerBuilder endpoint, string kind, string summary) =>
        endpoint
            .WithName($"start-{kind}")
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static JobWork Fetch(FetchJobRequest body, IBarWorkflows bars)
    {
        string source = body.Source ?? "auto";
        // Paths of the server's files are for whoever sits at it: csv:DIR is not taken from a network.
        RequireOneOf(source, "source", "auto", "yahoo", "binance", "stooq", "alpaca", "tiingo", "simulated");
        RequireOrder(body.From, body.To, "from", "to");
        IReadOnlyList<string>? tickers = Tickers(body.Tickers, bars);
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
                    ? bars.Update(request, progress, stop)
                    : bars.Fetch(request, progress, stop);
                return JsonSerializer.SerializeToElement(report, ApiJson.Default.FetchReport);
            }
        );
    }

    private static JobWork Optimize(OptimizeJobRequest body, IBarWorkflows bars, IResearchWorkflows research)
    {
        RequireIn(body.Trials, 1, MostTrials, "trials");
        RequireIn(body.Jobs, 1, 64, "jobs");
        RequireIn(body.Window, 1, MostWindow, "window");
        RequireIn(body.MaxEpochs, 1, 1000, "max_epochs");
        RequireIn(body.TimeoutSeconds, 1.0, 604800, "timeout_seconds");
        var asked = new OptimizeRequest
        {
            Experts = Experts(body.Experts, research),
            Trials = body.Trials ?? 50,
            Timeout = body.TimeoutSeconds is { } s ? TimeSpan.FromSeconds(s) : null,
            Tickers = Stored(body.Tickers, bars, body.TestFrom),
            Jobs = body.Jobs,
            Seed = body.Seed ?? 42,
            Window = body.Window,
            TestFrom = body.TestFrom,
            MaxEpochs = body.MaxEpochs,
            Space = body.Space,
            AcceptSerious = body.AcceptSerious,
        };
        return new(
            "optimize",
            $"{Names(asked.Experts)}: {Counted.Of(asked.Trials, "trial")}",
            JsonSerializer.SerializeToElement(body, ApiJson.Default.OptimizeJobRequest),
            asked.Experts?.Count ?? 3,
            (progress, stop) =>
                JsonSerializer.SerializeToElement(
                    research.Optimize(asked, progress, stop),
                    ApiJson.Default.IReadOnlyListOptimizeSummary
                )
        );
    }

    private static JobWork Train(
        TrainJobRequest body,
        IBarWorkflows bars,
        IResearchWorkflows research,
        IWorkspaceViews views
    )
    {
        RequireIn(body.Window, 1, MostWindow, "window");
        if (body.Study is { } study)
            RequireStudy(views.Study(study).Overview, body.Experts);
        var asked = new TrainRequest
        {
            Experts = Experts(body.Experts, research, withRisk: true),
            TestFrom = body.TestFrom,
            Seed = body.Seed ?? 42,
            Window = body.Window,
            Tickers = Stored(body.Tickers, bars, body.TestFrom),
            // A click must not replace what predicts; the comparison is looked at first.
            Candidate = true,
            AcceptSerious = body.AcceptSerious,
            Fixed = body.Fixed,
            VolatilityModel = body.VolatilityModel,
        };
        return new(
            "train",
            Names(asked.Experts),
            JsonSerializer.SerializeToElement(body, ApiJson.Default.TrainJobRequest),
            (asked.Experts?.Count ?? 3) * (asked.Fixed ? 1 : 2), // settings, and the training itself
            (progress, stop) =>
                JsonSerializer.SerializeToElement(
                    research.Train(asked, progress, stop),
                    ApiJson.Default.IReadOnlyListTrainedSummary
                )
        );
    }

    /// <summary>A training goes by the result of the expert's last search, which may be another study's.</summary>
    private static void RequireStudy(StudyOverview study, IReadOnlyList<string>? experts)
    {
        Require(
            study.Expert is not null && experts is [var expert] && expert == study.Expert,
            $"'study' must be of the one expert that 'experts' names, but {study.Name} is of"
                + $" {study.Expert ?? "no expert of Ploutos"}."
        );
        Require(
            study.IsTrainedWith,
            $"'study' must be what the last search of {study.Expert} ended with, but another search, or a better"
                + $" trial of {study.Name}, came later. Search {study.Name} again, or leave 'study' out to train"
                + " with the result that there is."
        );
    }

    private static JobWork Evaluate(EvaluateJobRequest body, IBarWorkflows bars, IResearchWorkflows research)
    {
        RequireIn(body.Window, 1, MostWindow, "window");
        RequireIn(body.Folds, 1, 50, "folds");
        var otherwise = new EvaluateRequest();
        RequireOneOf(body.Scheme, "scheme", "expanding", "rolling", "cpcv");
        var asked = new EvaluateRequest
        {
            Source = null,
            Experts = Experts(body.Experts, research),
            Scheme = body.Scheme ?? otherwise.Scheme,
            Folds = body.Folds ?? otherwise.Folds,
            FirstTest = body.FirstTest,
            Window = body.Window ?? otherwise.Window,
            Seed = body.Seed ?? otherwise.Seed,
            Tickers = Stored(body.Tickers, bars, null),
            AcceptSerious = body.AcceptSerious,
        };
        return new(
            "evaluate",
            $"{Names(asked.Experts)}, {asked.Scheme}, {Counted.Of(asked.Folds, "fold")}",
            JsonSerializer.SerializeToElement(body, ApiJson.Default.EvaluateJobRequest),
            1,
            (progress, stop) =>
                JsonSerializer.SerializeToElement(research.Evaluate(asked, progress, stop).Id, ApiJson.Default.String)
        );
    }

    private static string Names(IReadOnlyList<string>? experts) =>
        experts is null ? "all experts" : string.Join(", ", experts);
}
