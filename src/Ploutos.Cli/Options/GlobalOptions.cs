using System.CommandLine;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Options;

/// <summary>The options that every verb has.</summary>
internal sealed class GlobalOptions
{
    /// <summary><c>--workspace DIR</c>.</summary>
    public Option<string?> Workspace { get; } =
        new("--workspace")
        {
            Description =
                "The folder of bars, models, logs and reports. Without it: "
                + $"{WorkspaceFolder.EnvironmentVariable}, else the current folder.",
            HelpName = "DIR",
            Recursive = true,
        };

    /// <summary><c>--json</c>.</summary>
    public Option<bool> Json { get; } =
        new("--json") { Description = "Write the result as JSON on standard output.", Recursive = true };

    /// <summary><c>--quiet</c>.</summary>
    public Option<bool> Quiet { get; } =
        new("--quiet") { Description = "No progress on standard error; warnings and errors stay.", Recursive = true };
}
