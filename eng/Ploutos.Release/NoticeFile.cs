using System.Text;

namespace Ploutos.Release;

/// <summary>The file of third-party notices: what is shipped, under which licence, and each text once.</summary>
internal static class NoticeFile
{
    /// <summary>Its name in the repository and in the published folder.</summary>
    public const string Name = "THIRD-PARTY-NOTICES.txt";

    private static readonly string s_rule = new('-', 80);

    /// <summary>The whole file, made from the restored packages and the bundled scripts.</summary>
    public static string Text(string repository)
    {
        var texts = new LicenceTexts(Path.Combine(repository, "eng", "licences"));
        var file = new StringBuilder(
            """
            THIRD-PARTY NOTICES

            The Ploutos command contains the packages and scripts below, each under its own licence. The
            numbers name the texts that follow. A self-contained command also contains .NET, with its
            licences in the folder `licences`. eng/update-notices.sh makes this file.


            """
        );
        foreach (ShippedPackage package in ShippedPackage.Read(repository))
            Add(
                file,
                $"{package.Name} {package.Version} (NuGet)",
                package.Licence,
                package.Copyright,
                texts.Of(package.Name, package.Licence, package.Texts)
            );
        Add(
            file,
            "Executable host of .NET (the file `ploutos`)",
            "MIT",
            "Copyright (c) .NET Foundation and Contributors",
            texts.Of("The host of .NET", "MIT", [])
        );
        foreach (BundledScript script in BundledScript.Packages(repository))
            AddScript(file, repository, script, texts);

        foreach ((int number, string text) in texts.All)
            file.Append(s_rule).Append($"\nText {number}\n").Append(s_rule).Append("\n\n").Append(text).Append("\n\n");
        return file.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static void AddScript(StringBuilder file, string repository, BundledScript script, LicenceTexts texts)
    {
        string folder = Path.Combine(repository, script.Folder);
        LegalText[] own =
        [
            .. script
                .Files.Keys.Where(f => f != script.Script && script.Contains.All(p => p.Text != f))
                .Select(f => LegalText.Read(Path.Combine(folder, f))),
        ];
        Add(
            file,
            $"{script.Name} {script.Version} (npm)",
            script.Licence,
            script.Copyright,
            texts.Of(script.Name, script.Licence, own)
        );
        foreach (ScriptPart part in script.Contains)
        {
            LegalText[] found = part.Text is null ? [] : [LegalText.Read(Path.Combine(folder, part.Text))];
            Add(
                file,
                $"{part.Name} {part.Version} (npm, inside {script.Name})",
                part.Licence,
                part.Copyright,
                texts.Of(part.Name, part.Licence, found)
            );
        }
    }

    private static void Add(
        StringBuilder file,
        string what,
        string licence,
        string copyright,
        IEnumerable<int> texts
    ) =>
        file.Append(what)
            .Append($"\n    {licence}: text {string.Join(", ", texts)}\n")
            .Append(copyright.Length > 0 ? $"    {copyright}\n\n" : "\n");
}
