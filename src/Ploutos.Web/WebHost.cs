using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Web.Hosting;
using Ploutos.Web.Jobs;
using Ploutos.Web.Observability;
using Ploutos.Web.Safety;
using Ploutos.Web.Settings;
using Ploutos.Web.Telemetry;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web;

/// <summary>The dashboard and the API on one workspace, from start to stop.</summary>
public sealed class WebHost : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;

    private WebHost(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the ports that were taken.</summary>
    public IReadOnlyList<string> Addresses =>
        [
            .. _app
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses,
        ];

    /// <summary>What was prepared ahead of the first requests, once that is done.</summary>
    internal async Task<IReadOnlyList<(string Address, int Status)>> PreparedAsync()
    {
        WarmUp warmUp = _app.Services.GetRequiredService<WarmUp>();
        await (warmUp.ExecuteTask ?? Task.CompletedTask);
        return warmUp.Answers;
    }

    /// <summary>Listens until it is told to stop; then running jobs are stopped, and what they had
    /// finished is kept.</summary>
    /// <param name="options">Where, and who may come in.</param>
    /// <param name="workflows">What does the work.</param>
    /// <param name="views">What shows the workspace.</param>
    /// <param name="time">The clock.</param>
    /// <param name="started">Told the addresses once requests are answered.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="PloutosException">An address is wrong, taken, or open to others without a
    /// key.</exception>
    public static async Task RunAsync(
        ServeOptions options,
        IPloutosWorkflows workflows,
        IWorkspaceViews views,
        TimeProvider time,
        Action<IReadOnlyList<string>> started,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(started);
        using IDisposable? telemetry = OpenTelemetryExport.Start();
        await using WebHost host = await StartAsync(options, workflows, views, time, stop);
        started(host.Addresses);
        using ServiceNotice notice = ServiceNotice.Ready(time);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
            await stopped.Task;
    }

    /// <summary>Starts to listen, and returns once requests are answered. Disposing it stops it.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public static async Task<WebHost> StartAsync(
        ServeOptions options,
        IPloutosWorkflows workflows,
        IWorkspaceViews views,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ListenAddresses addresses = ListenAddresses.Parse(options);
        CrossOrigins.Check(options);
        WebApplication app = HostSetup.Build(options, addresses, workflows, views, time);
        try
        {
            await app.StartAsync(cancellation);
            // Its gauges are there before the first request asks for it
            app.Services.GetRequiredService<ServerMetrics>();
            return new(app);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await app.DisposeAsync();
            string where = string.Join(", ", options.Urls);
            bool isTaken = e is AddressInUseException or { InnerException: AddressInUseException };
            throw new PloutosException(
                isTaken ? Fault.Busy : Fault.Failed,
                isTaken
                    ? $"{where} is taken by another process, perhaps an earlier server of this program."
                    : $"{where} can't be listened on: {e.Message.TrimEnd('.')}.",
                e
            )
            {
                Remedies =
                [
                    .. isTaken ? (Remedy[])[new StopOtherProcess()] : [],
                    new ChangeOption("port", $"such as {addresses.All[0].Port + 1}"),
                    new ChangeOption("urls", "another address"),
                ],
            };
        }
    }

    /// <summary>Stops: streams of events end at once, other open requests are let finish, jobs are
    /// asked to stop and waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        _app.Lifetime.StopApplication();
        await _app.Services.GetRequiredService<JobBoard>().StopAll(s_patience);
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
