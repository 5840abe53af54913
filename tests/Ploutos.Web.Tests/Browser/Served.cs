using Ploutos.Web.Settings;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests.Browser;

/// <summary>The real host on a workspace, on a free port.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebHost _host;
    private readonly IWorkspaceViews _views;

    private Served(WebHost host, IWorkspaceViews views, IPloutosWorkflows workflows) =>
        (_host, _views, Workflows) = (host, views, workflows);

    public string Address => _host.Addresses[0];

    public IPloutosWorkflows Workflows { get; }

    public static async Task<Served> StartAsync(
        string folder,
        Action<WorkspaceFolder, IPloutosWorkflows>? make = null,
        string? key = null,
        string address = "http://127.0.0.1:0",
        TimeProvider? time = null
    )
    {
        var workspace = new WorkspaceFolder(folder);
        IPloutosWorkflows workflows = WorkflowFactory.Create(workspace, time ?? TimeProvider.System);
        make?.Invoke(workspace, workflows);
        IWorkspaceViews views = WorkflowFactory.CreateViews(workspace, time ?? TimeProvider.System);
        ServeOptions options = new()
        {
            Urls = [address],
            ApiKey = key,
            WarmUp = false,
        };
        return new(
            await WebHost.StartAsync(options, workflows, views, time ?? TimeProvider.System, CancellationToken.None),
            views,
            workflows
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _views.Dispose();
    }
}
