using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Ploutos.Web.Endpoints;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Web.Models;
using Ploutos.Web.Observability;
using Ploutos.Web.Safety;
using Ploutos.Web.Settings;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Hosting;

/// <summary>Puts the host together. It begins with nothing, so that no file in the current folder
/// and no ASPNETCORE_ variable changes where it listens.</summary>
internal static class HostSetup
{
    public static WebApplication Build(
        ServeOptions options,
        ListenAddresses addresses,
        IPloutosWorkflows workflows,
        IWorkspaceViews views,
        TimeProvider time
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new()
            {
                ApplicationName = typeof(HostSetup).Assembly.GetName().Name, // where the pages lie
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = Environments.Production,
            }
        );
        var connections = new ConnectionLimits(options, addresses.Proxies);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => Listening.Configure(kestrel, addresses, connections));
        builder.Environment.WebRootFileProvider = Assets.Files;
        AddLogs(builder.Logging, options);
        IServiceCollection services = builder.Services;
        services.AddSingleton(options).AddSingleton(views).AddSingleton(time).AddSingleton(views.Workspace);
        services
            .AddSingleton<IBarWorkflows>(workflows)
            .AddSingleton<IResearchWorkflows>(workflows)
            .AddSingleton<IModelWorkflows>(workflows)
            .AddSingleton<ISignalWorkflows>(workflows)
            .AddSingleton<IDailyWorkflows>(workflows)
            .AddSingleton<IPaperWorkflows>(workflows)
            .AddSingleton<IAlertWorkflows>(workflows);
        services.AddSingleton<HiddenPaths>().AddSingleton<Comparisons>().AddSingleton<RecentStatus>();
        services.AddSingleton<JobJournal>().AddSingleton<JobBoard>().AddSingleton<JobStarter>();
        services.AddMetrics().AddSingleton<ServerMetrics>().AddSingleton<PrometheusPage>();
        services.AddHostedService<DailyRunService>().AddHostedService<IdleCollection>();
        services.AddSingleton<WarmUp>().AddHostedService(static p => p.GetRequiredService<WarmUp>());
        AddSite(services, options, addresses.All[0].Port);
        WebApplication app = builder.Build();
        ConnectionLimits.Use(app);
        Use(app, options, addresses.Proxies);
        Map(app);
        return app;
    }

    private static void AddLogs(ILoggingBuilder logging, ServeOptions options)
    {
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Ploutos", LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None); // a token of an earlier start is no news
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // The framework tells each request without a key
        logging.AddFilter(typeof(KeyHandler).FullName, LogLevel.Warning);
        // That it could not start is told once, by whoever started it, and without a stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter(
            "Microsoft.AspNetCore.Server.Kestrel",
            static level => level is LogLevel.Warning or LogLevel.Error
        );
        if (options.JsonLogs)
            logging.AddJsonConsole(static o => o.UseUtcTimestamp = true);
        else
            logging.AddSimpleConsole(static o =>
                (o.SingleLine, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "HH:mm:ss ")
            );
        logging.Services.Configure<ConsoleLoggerOptions>(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddSite(IServiceCollection services, ServeOptions options, int port)
    {
        services.ConfigureHttpJsonOptions(static o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict; // no number is a text
            o.SerializerOptions.Converters.Add(new RoundedNumberConverter());
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.Configure<RouteHandlerOptions>(static o => o.ThrowOnBadRequest = true);
        services.AddProblemDetails(static o =>
            o.CustomizeProblemDetails = static problem =>
            {
                Problems.Complete(problem.ProblemDetails);
                if (problem.ProblemDetails.Detail is { } detail)
                    problem.ProblemDetails.Detail = problem
                        .HttpContext.RequestServices.GetRequiredService<HiddenPaths>()
                        .Clean(detail);
            }
        );
        services.AddOpenApi(o => ApiDescription.Configure(o, options.ApiKey is not null));
        services.AddCrossOrigins(options);
        services.AddResponseCompression(static o => o.EnableForHttps = true);
        services.AddLimits(options);
        services.AddCookieSigning(port, options.ApiKey is not null);
        if (options.ApiKey is { } key)
            services.AddAccess(new ApiKey(key), port);
        else
            services.AddAuthorization();
        services.AddLocalization(static o => o.ResourcesPath = "Resources");
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddRazorPages().AddViewLocalization(LanguageViewLocationExpanderFormat.Suffix);
        services.Configure<MvcOptions>(static o => o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));
    }

    private static void Use(WebApplication app, ServeOptions options, IReadOnlyList<IPNetwork> proxies)
    {
        app.UseWarmUp();
        app.UseHeadAsGet();
        app.UseSecurityHeaders();
        app.UseFaults();
        if (options.ApiKey is null)
        {
            app.UseNoProxies();
            app.UseLoopbackNames();
        }
        else
        {
            app.UseTrustedProxies(proxies);
        }

        app.UseRouting(); // before the limits, some of which are an endpoint's own
        app.UseCrossOrigins(options);
        app.UseRateLimiter();
        app.UseResponseCompression();
        app.UseAssets();
        HiddenPaths.Use(app);
        app.UseWhen(
            static c => !c.Request.Path.StartsWithSegments("/api"),
            static pages => pages.UseRequestLocalization()
        );
        if (options.ApiKey is not null)
            app.UseAuthentication().Use(KeyHandler.Throttle);
        app.UseAuthorization();
        app.UseJsonBodies();
        app.UseCrossSiteCheck();
    }

    private static void Map(WebApplication app)
    {
        app.MapRazorPages();
        app.MapOpenApi("/openapi/{documentName}.json");
        ReferenceEndpoints.Map(app);
        ReportEndpoints.MapFiles(app);
        RouteGroupBuilder api = app.MapGroup("/api/v7").WithProblems().WithKnownQuery();
        AnalysisEndpoints.Map(api);
        BarEndpoints.Map(api);
        SignalEndpoints.Map(api);
        RiskEndpoints.Map(api);
        SizeEndpoints.Map(api);
        ModelEndpoints.Map(api);
        ProofEndpoints.Map(api);
        StudyEndpoints.Map(api);
        ReportEndpoints.Map(api);
        StatusEndpoints.Map(api);
        JobEndpoints.Map(api);
        JobStartEndpoints.Map(api);
        UploadEndpoints.Map(api);
        EventEndpoints.Map(api);
        ExplainEndpoints.Map(api);
        EvaluationEndpoints.Map(api);
        BacktestEndpoints.Map(api);
        LiveEndpoints.Map(api);
        HealthEndpoints.Map(app);
    }
}
