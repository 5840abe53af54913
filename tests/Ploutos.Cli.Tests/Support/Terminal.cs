using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The real command on a pseudo-terminal (<c>script</c> of util-linux).</summary>
internal static partial class Terminal
{
    private const string Program = "/usr/bin/script";

    /// <summary>The lines that a command shows, without colours; the calling test is skipped where there is no
    /// <c>script</c>.</summary>
    /// <param name="folder">The workspace.</param>
    /// <param name="columns">Of the terminal.</param>
    /// <param name="line">The command line behind <c>ploutos</c>.</param>
    public static string[] Run(string folder, int columns, string line)
    {
        Assert.SkipUnless(File.Exists(Program) && OperatingSystem.IsLinux(), "needs script of util-linux");
        string shown = Command.Run(
            Program,
            "-qc",
            $"stty cols {columns} rows 50; cd '{folder}'; PLOUTOS_YAHOO_URL=http://127.0.0.1:9 TERM=xterm-256color"
                + $" dotnet '{PloutosProcess.Assembly}' {line}",
            "/dev/null"
        );
        string[] lines = [.. Control().Replace(shown, "").Split('\n').Select(l => l.TrimEnd('\r', ' '))];
        Assert.DoesNotContain(lines, l => l.StartsWith("error: ", StringComparison.Ordinal));
        return lines;
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")]
    private static partial Regex Control();
}
