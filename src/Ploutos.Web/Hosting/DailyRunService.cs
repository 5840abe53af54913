using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ploutos.Signals.Daily;
using Ploutos.Web.Settings;
using Ploutos.Workflows.Rooms;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Hosting;

/// <summary>The daily run inside the server, where it was asked for. Its fault does not take the
/// server down.</summary>
internal sealed partial class DailyRunService(ServeOptions options, IDailyWorkflows daily, ILogger<DailyRunService> log)
    : BackgroundService,
        IProgress<WorkflowEvent>
{
    public void Report(WorkflowEvent value)
    {
        if (value is Note { IsWarning: true } warning)
            Warn(warning.Text);
        else if (value is Note note)
            Tell(note.Text);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Live)
            return;
        try
        {
            await daily.LiveAsync(new LiveRequest(), this, stoppingToken);
        }
        catch (PloutosException e)
        {
            Warn(e.Message);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "The daily run ended by a defect; the server goes on without it")]
    private partial void Failed(Exception exception);

    [LoggerMessage(LogLevel.Information, "Daily run: {Text}")]
    private partial void Tell(string text);

    [LoggerMessage(LogLevel.Warning, "Daily run: {Text}")]
    private partial void Warn(string text);
}
