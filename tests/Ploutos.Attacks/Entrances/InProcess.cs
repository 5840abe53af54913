using Ploutos.Attacks.Engine;
using Ploutos.Cli;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;

namespace Ploutos.Attacks.Entrances;

/// <summary>The command in this process, on the real workflows.</summary>
internal static class InProcess
{
    private const string Defect = "This should not happen";

    /// <summary>Runs a command line.</summary>
    /// <exception cref="UnforeseenException">The command's last resort caught an exception.</exception>
    public static ExitCode Run(IReadOnlyList<string> args)
    {
        using StringWriter output = new(),
            error = new();
        using Shell shell = new()
        {
            Output = new Output(output, false, false),
            Error = new Output(error, false, false),
            Time = TimeProvider.System,
            Workflows = workspace => WorkflowFactory.Create(workspace, TimeProvider.System),
        };
        ExitCode code = Application.Run(args, shell);
        string said = error.ToString();
        if (!said.Contains(Defect, StringComparison.Ordinal))
            return code;
        string line = said.Split('\n').First(l => l.Contains(Defect, StringComparison.Ordinal));
        string log = line[(line.LastIndexOf(" with ", StringComparison.Ordinal) + " with ".Length)..].Trim();
        string trace = File.Exists(log) ? File.ReadAllText(log) : line;
        throw new UnforeseenException(Trace.Kind(trace[(trace.IndexOf('\n', StringComparison.Ordinal) + 1)..]), line);
    }
}
