using Spectre.Console;

namespace Ploutos.Cli.Rendering;

/// <summary>Says that bars were made up, so that nobody can miss it: boxed, in magenta on a
/// terminal.</summary>
internal static class SimulatedBanner
{
    private const int Inner = 56;

    private static readonly string[] Text =
    [
        "",
        "SIMULATED   SIMULATED   SIMULATED   SIMULATED",
        "",
        "What follows was made from a simulated market.",
        "It says nothing about any real stock.",
        "",
    ];

    /// <summary>Writes the banner where <paramref name="simulated"/> is true.</summary>
    public static void Write(Output output, bool simulated)
    {
        if (!simulated)
            return;
        string edge = new('#', Inner + 4);
        WriteLine(output, edge);
        foreach (string line in Text)
            WriteLine(output, $"##{new string(' ', (Inner - line.Length) / 2)}{line}".PadRight(Inner + 2) + "##");
        WriteLine(output, edge);
        output.Line();
    }

    private static void WriteLine(Output output, string line)
    {
        if (output.Colour)
            output.Console.WriteLine(line, new Style(Color.White, Color.Magenta3, Decoration.Bold));
        else
            output.Line(line);
    }
}
