namespace Ploutos.Release;

/// <summary>Texts of licences and notices, each kept once and numbered.</summary>
/// <param name="standard">The folder of standard texts, <c>{SPDX identifier}.txt</c>, for packages that name a
/// licence and carry no text of it.</param>
internal sealed class LicenceTexts(string standard)
{
    private readonly List<string> _texts = [];

    /// <summary>Every text with its number, from 1.</summary>
    public IEnumerable<(int Number, string Text)> All => _texts.Select((text, index) => (index + 1, text));

    /// <summary>The numbers of the texts that go with a package.</summary>
    /// <param name="package">Its name, for the error.</param>
    /// <param name="licence">Its SPDX expression; of alternatives the first with a standard text is used.</param>
    /// <param name="own">The texts that it carries.</param>
    /// <exception cref="ReleaseException">It carries no licence, and there is no standard text.</exception>
    public IReadOnlyList<int> Of(string package, string licence, IReadOnlyList<LegalText> own)
    {
        var numbers = own.Select(t => Number(t.Text)).ToList();
        if (!own.Any(t => t.IsLicence))
        {
            string file =
                licence
                    .Split(" OR ", StringSplitOptions.TrimEntries)
                    .Select(id => Path.Combine(standard, id + ".txt"))
                    .FirstOrDefault(File.Exists)
                ?? throw new ReleaseException(
                    $"{package} is under {licence}, carries no text of it, and {standard} has none; put it there"
                );
            numbers.Insert(0, Number(File.ReadAllText(file)));
        }

        return [.. numbers.Distinct()];
    }

    private int Number(string text)
    {
        string plain = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Trim();
        int known = _texts.IndexOf(plain);
        if (known < 0)
        {
            _texts.Add(plain);
            known = _texts.Count - 1;
        }

        return known + 1;
    }
}
