using Microsoft.Extensions.Time.Testing;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

/// <summary>What one command line did.</summary>
internal sealed record CommandRun(ExitCode Code, string Output, string Error)
{
    /// <summary>Runs a command line in this process, on workflows of the test's own, with both
    /// outputs piped or both terminals.</summary>
    public static CommandRun Of(
        IPloutosWorkflows workflows,
        string[] args,
        bool terminal = false,
        bool colour = false,
        bool interrupted = false,
        string input = ""
    )
    {
        using StringWriter output = new(),
            error = new();
        using StringReader answers = new(input);
        using Shell shell = new()
        {
            Output = new Output(output, terminal, colour),
            Error = new Output(error, terminal, colour),
            Input = answers,
            Time = new FakeTimeProvider(new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero)),
            Workflows = _ => workflows,
            Cancellation = new(interrupted),
        };
        ExitCode code = Application.Run(args, shell);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The same, with words separated by blanks.</summary>
    public static CommandRun Of(IPloutosWorkflows workflows, string line) =>
        Of(workflows, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
