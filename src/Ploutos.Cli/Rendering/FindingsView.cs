using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Rendering;

/// <summary>Serious findings beside a result, one a line.</summary>
internal static class FindingsView
{
    /// <summary>Writes them.</summary>
    public static void Write(Output output, IReadOnlyList<SeriousFinding> findings)
    {
        foreach (SeriousFinding finding in findings)
            output.Line($"warning: {finding.Text}");
    }
}
