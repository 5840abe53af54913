using Spectre.Console;

namespace Ploutos.Cli.Rendering;

/// <summary>One of the process's outputs: a writer, and whether a person looks at it.</summary>
internal sealed class Output(TextWriter writer, bool isTerminal, bool colour)
{
    private IAnsiConsole? _console;

    /// <summary>Plain text goes here.</summary>
    public TextWriter Writer { get; } = writer;

    /// <summary>A terminal, not a file or a pipe.</summary>
    public bool IsTerminal { get; } = isTerminal;

    /// <summary>Colours are welcome.</summary>
    public bool Colour { get; } = colour;

    /// <summary>Spectre's view of the same output. Made when first asked for, because loading the
    /// library costs a cold start.</summary>
    public IAnsiConsole Console =>
        _console ??= AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = IsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = Colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = IsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
                Out = new TerminalWindow(Writer, IsTerminal),
            }
        );

    /// <summary>Writes a line. On a terminal that is too narrow for it, it goes on in the next line, between
    /// words; several lines at once are left as they are.</summary>
    public void Line(string text = "")
    {
        if (IsTerminal && text.Length > Width && !text.Contains('\n'))
            Text(text);
        else
            Writer.WriteLine(text);
    }

    /// <summary>Writes a line for programs, such as JSON, as it is.</summary>
    public void Raw(string text) => Writer.WriteLine(text);

    /// <summary>Columns of the terminal; 120 where none is known.</summary>
    public int Width => Window.WidthOf(IsTerminal);

    /// <summary>Writes a sentence: on a terminal its lines end between words, elsewhere it is one
    /// line.</summary>
    public void Text(string sentence)
    {
        if (!IsTerminal)
            Writer.WriteLine(sentence);
        else
            foreach (string line in LineBreaks.Of(sentence, Width))
                Writer.WriteLine(line);
    }

    private static class Window
    {
        public static int WidthOf(bool isTerminal) =>
            isTerminal && System.Console.WindowWidth > 0 ? System.Console.WindowWidth : 120;
    }

    private sealed class TerminalWindow(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => Window.WidthOf(isTerminal);

        public int Height => isTerminal && System.Console.WindowHeight > 0 ? System.Console.WindowHeight : 40;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // The stream below the writer is UTF-8 already.
        }
    }
}
