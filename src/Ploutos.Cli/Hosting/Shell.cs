using System.Text;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Cli.Hosting;

/// <summary>Everything outside of the command that it touches: two outputs, the clock, the
/// workflows, and the wish to stop.</summary>
internal sealed class Shell : IDisposable
{
    /// <summary>Standard output: results and nothing else.</summary>
    public required Output Output { get; init; }

    /// <summary>Standard error: progress, notes, errors.</summary>
    public required Output Error { get; init; }

    /// <summary>Standard input: answers to questions.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes the workflows of a workspace.</summary>
    public required Func<WorkspaceFolder, IPloutosWorkflows> Workflows { get; init; }

    /// <summary>Makes the views of a workspace, for the web host.</summary>
    public Func<WorkspaceFolder, IWorkspaceViews> Views { get; init; } =
        static workspace => WorkflowFactory.CreateViews(workspace, TimeProvider.System);

    /// <summary>Cancelled when the user wants to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The real thing: this process's streams in UTF-8, the system's clock unless a part brings
    /// another, the real workflows with the optional parts.</summary>
    public static Shell OfThisProcess(IReadOnlyList<IServiceProvider> parts, CancellationToken cancellation)
    {
        TimeProvider time =
            parts.Select(p => p.GetService(typeof(TimeProvider))).OfType<TimeProvider>().FirstOrDefault()
            ?? TimeProvider.System;
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = utf8;
        bool colour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        bool dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new()
        {
            Output = Open(Console.OpenStandardOutput(), !Console.IsOutputRedirected && !dumb),
            Error = Open(Console.OpenStandardError(), !Console.IsErrorRedirected && !dumb),
            Input = Console.In,
            Time = time,
            Workflows = workspace => WorkflowFactory.Create(workspace, time, parts),
            Views = workspace => WorkflowFactory.CreateViews(workspace, time, parts),
            Cancellation = cancellation,
        };

        Output Open(Stream stream, bool terminal) =>
            new(new StreamWriter(stream, utf8, bufferSize: 4096) { AutoFlush = true }, terminal, terminal && colour);
    }

    /// <summary>Flushes both outputs.</summary>
    public void Dispose()
    {
        Output.Writer.Dispose();
        Error.Writer.Dispose();
    }
}
