namespace Ploutos.Cli.Rendering;

/// <summary>Ends lines between words. Later lines are indented by two blanks more than the
/// first.</summary>
internal static class LineBreaks
{
    private const int Hanging = 2;

    /// <summary>The lines of a sentence, each of at most <paramref name="width"/> columns unless a
    /// single word is longer. Several blanks in a line stay, so that what is aligned stays so.</summary>
    public static IEnumerable<string> Of(string sentence, int width)
    {
        int indent = sentence.Length - sentence.TrimStart(' ').Length,
            at = indent;
        string line = sentence[..indent];
        bool isEmpty = true;
        while (at < sentence.Length)
        {
            int word = at;
            while (word < sentence.Length && sentence[word] == ' ')
                word++;
            int end = sentence.IndexOf(' ', word);
            end = end < 0 ? sentence.Length : end;
            if (!isEmpty && line.Length + end - at > width)
            {
                yield return line;
                line = new(' ', indent + Hanging);
                isEmpty = true;
            }

            line += sentence[(isEmpty ? word : at)..end];
            isEmpty = false;
            at = end;
        }

        yield return line.TrimEnd(' ');
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
