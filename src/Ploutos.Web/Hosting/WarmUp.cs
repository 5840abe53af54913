using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Ploutos.Web.Json;
using Ploutos.Web.Safety;
using Ploutos.Web.Settings;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Hosting;

/// <summary>Does once what the first visitors would wait for: loads the models, analyses the
/// stored tickers and renders every page, so that code is compiled and caches are full. It begins
/// when the host listens, in the background and on one thread; its requests go through the pipeline
/// without a socket, so that no key, no limit and no count of requests is touched. While a visitor
/// waits for an answer, nothing new is begun, for ten seconds in all: the cores are the visitor's. Whatever fails
/// here fails for the visitor, too, who is told then.</summary>
internal sealed partial class WarmUp(
    ServeOptions options,
    IWorkspaceViews views,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    ILogger<WarmUp> log
) : BackgroundService
{
    private static readonly string[] s_pages = ["/", "/watchlist", "/models", "/data", "/optimisation", "/backtests"];

    private readonly List<(string Address, int Status)> _answers = [];
    private readonly Visitors _visitors = new(turns: 200);
    private RequestDelegate? _pipeline;

    /// <summary>What was asked, and the status of each answer; to be read after
    /// <see cref="BackgroundService.ExecuteTask"/>.</summary>
    public IReadOnlyList<(string Address, int Status)> Answers => _answers;

    /// <summary>Takes hold of the pipeline that follows, and counts whom it serves.</summary>
    public RequestDelegate Hold(RequestDelegate pipeline)
    {
        _pipeline = pipeline;
        return options.WarmUp ? _visitors.Counted(pipeline) : pipeline;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.WarmUp)
            return;
        try
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (lifetime.ApplicationStarted.Register(started.SetResult))
                await started.Task.WaitAsync(stoppingToken);
            await Run(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // nothing was promised
        }
        catch (Exception e)
        {
            Failed(e);
        }
    }

    private async Task Run(CancellationToken stop)
    {
        string[] tickers = Tickers();
        if (tickers is [string first, ..])
        {
            await _visitors.Served(stop);
            Analyse(first);
            string name = Uri.EscapeDataString(first);
            await Ask($"/analyse?ticker={name}", stop);
            await Ask($"/api/v7/bars?ticker={name}", stop);
            await Ask($"/analyse?handler=Changes&ticker={name}", stop);
            await Ask($"/analyse?handler=Why&ticker={name}", stop);
            await Ask($"/analyse?handler=Risk&ticker={name}", stop);
            await Ask($"/api/v7/signals?ticker={name}", stop);
        }
        else
        {
            await Ask("/analyse", stop);
        }

        await Ask("/api/v7/jobs", stop);
        await Ask("/css/site.css", stop);
        foreach (string ticker in tickers)
        {
            await _visitors.Served(stop);
            Analyse(ticker);
        }

        foreach (string page in s_pages)
            await Ask(page, stop);
    }

    private string[] Tickers()
    {
        try
        {
            return [.. views.Data().Take(Endpoints.AnalysisEndpoints.MostTickers).Select(s => s.Ticker)];
        }
        catch (ViewException)
        {
            return []; // no store: the page says so
        }
    }

    private void Analyse(string ticker)
    {
        try
        {
            PredictionBytes.Of(views.Analysis(ticker));
        }
        catch (ViewException e)
        {
            Skipped(ticker, e.Message);
        }
    }

    private async Task Ask(string address, CancellationToken stop)
    {
        await _visitors.Served(stop);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = stop };
        HttpRequest request = context.Request;
        int query = address.IndexOf('?', StringComparison.Ordinal);
        (request.Method, request.Scheme, request.Host) = (HttpMethods.Get, "http", new HostString("localhost"));
        request.Protocol = HttpProtocol.Http11;
        (request.Path, request.QueryString) =
            query < 0 ? (address, default) : (address[..query], new QueryString(address[query..]));
        request.Headers[HeaderNames.AcceptEncoding] = "gzip, deflate, br";
        if (options.ApiKey is { } key)
            request.Headers[ApiKey.Header] = key;
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        await (_pipeline ?? throw new InvalidOperationException("The pipeline was not built."))(context);
        _answers.Add((address, context.Response.StatusCode));
    }

    [LoggerMessage(LogLevel.Debug, "The first requests were not prepared")]
    private partial void Failed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "{Ticker} was not prepared: {Reason}")]
    private partial void Skipped(string ticker, string reason);
}

/// <summary>Ties the warm-up to the pipeline.</summary>
internal static class WarmUpPipeline
{
    /// <summary>Stands first, so that what is rendered ahead passes all that a request passes.</summary>
    public static void UseWarmUp(this IApplicationBuilder app) =>
        app.Use(app.ApplicationServices.GetRequiredService<WarmUp>().Hold);
}
