using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ploutos.Cli.Display;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workflows.Backup;
using Ploutos.Workflows.Deploy;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workflows.Rooms;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Hosting;

/// <summary>One run of one verb: its workspace, where it writes, how it tells progress.</summary>
internal sealed class Session
{
    private readonly Shell _shell;
    private readonly bool _quiet;
    private readonly Lazy<IPloutosWorkflows> _workflows;

    public Session(Shell shell, GlobalOptions globals, ParseResult arguments)
        : this(
            shell,
            arguments.GetValue(globals.Quiet),
            arguments.GetValue(globals.Json),
            WorkspaceFolder.Locate(arguments.GetValue(globals.Workspace))
        )
    { }

    private Session(Shell shell, bool quiet, bool json, WorkspaceFolder workspace)
    {
        (_shell, _quiet, Json, Workspace) = (shell, quiet, json, workspace);
        _workflows = new(() => shell.Workflows(Workspace));
    }

    /// <summary>The same run in another workspace.</summary>
    public Session In(WorkspaceFolder workspace) => new(_shell, _quiet, Json, workspace);

    /// <summary>Where everything lies.</summary>
    public WorkspaceFolder Workspace { get; }

    /// <summary>The result is wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>The bars.</summary>
    public IBarWorkflows Bars => _workflows.Value;

    /// <summary>Search, training, evaluation, proof, backtests.</summary>
    public IResearchWorkflows Research => _workflows.Value;

    /// <summary>The versions of the models.</summary>
    public IModelWorkflows Models => _workflows.Value;

    /// <summary>Predictions, risk and the record of signals.</summary>
    public ISignalWorkflows Signals => _workflows.Value;

    /// <summary>The daily run and its record.</summary>
    public IDailyWorkflows Daily => _workflows.Value;

    /// <summary>The paper account.</summary>
    public IPaperWorkflows Paper => _workflows.Value;

    /// <summary>The alerts.</summary>
    public IAlertWorkflows Alerts => _workflows.Value;

    /// <summary>Backup and restore.</summary>
    public IBackupWorkflows Backups => _workflows.Value;

    /// <summary>The whole way from bars to predictions.</summary>
    public IDeployWorkflows Deployment => _workflows.Value;

    /// <summary>Whether machine and workspace are in order.</summary>
    public IDiagnosticWorkflows Diagnostics => _workflows.Value;

    /// <summary>All of them, for the web host, which hands them out by itself.</summary>
    public IPloutosWorkflows Workflows => _workflows.Value;

    /// <summary>Standard output.</summary>
    public Output Output => _shell.Output;

    /// <summary>Does long work, and shows on standard error how far it is.</summary>
    public T ShowProgress<T>(Func<IProgress<WorkflowEvent>, CancellationToken, T> work)
    {
        Output error = _shell.Error;
        CancellationToken cancellation = _shell.Cancellation;
        if (error.IsTerminal && !_quiet)
            return TerminalProgress.Show(error, _shell.Time, progress => work(progress, cancellation), cancellation);
        return Tell(work);
    }

    /// <summary>The same for work that is mostly over at once: lines instead of a board, whose
    /// library would cost a fast answer its start.</summary>
    public T Tell<T>(Func<IProgress<WorkflowEvent>, CancellationToken, T> work)
    {
        CancellationToken cancellation = _shell.Cancellation;
        PlainProgress plain = new(_shell.Error, _shell.Time, _quiet);
        using CancellationTokenRegistration stop = cancellation.Register(() =>
            plain.Report(new Note(EventText.Stopping))
        );
        return work(plain, cancellation);
    }

    /// <summary>Writes a result: as a line of JSON where that was asked for, else as
    /// <paramref name="text"/> does.</summary>
    /// <param name="result">The result.</param>
    /// <param name="type">Its serialiser, made only where JSON was asked for: that compiles hundreds of methods of a
    /// cold start.</param>
    /// <param name="text">Writes it for people.</param>
    public void Show<T>(T result, Func<JsonTypeInfo<T>> type, Action<Output, T> text)
    {
        if (Json)
            Output.Raw(JsonSerializer.Serialize(result, type()));
        else
            text(Output, result);
    }
}
