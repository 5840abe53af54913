namespace Ploutos.Cli.Rendering;

/// <summary>Ends lines between words. Later lines are indented by two blanks more than the
/// first.</summary>
internal static class LineBreaks
{
    private const int Hanging = 2;

    /// <summary>The lines of a sentence, each of at most <paramref name="width"/> columns unless a
    /// single word is longer.</summary>
    public static IEnumerable<string> Of(string sentence, int width)
    {
        int indent = sentence.Length - sentence.TrimStart(' ').Length;
        string line = new(' ', indent);
        bool isEmpty = true;
        foreach (string word in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = new(' ', indent + Hanging);
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        yield return line;
    }

    /// <summary>A long word, such as a path, shortened in the middle.</summary>
    public static string Shortened(string text, int width)
    {
        if (text.Length <= width || width < 5)
            return text;
        int left = (width - 3) / 3;
        return $"{text[..left]}...{text[^(width - 3 - left)..]}";
    }
}
