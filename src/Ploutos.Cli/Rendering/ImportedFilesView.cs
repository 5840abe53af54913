using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Rendering;

/// <summary>What became of the files of an import: a table of outcomes, and each file that was
/// skipped or refused with its reason.</summary>
internal static class ImportedFilesView
{
    private const int MostAlike = 5;

    /// <summary>Writes the table where there were several files, or one that gave no bars.</summary>
    public static void Write(Output output, IReadOnlyList<ImportedFile>? files, bool dryRun)
    {
        if (files is not null && (files.Count > 1 || files.Any(f => f.Reason is not null)))
        {
            output.Line();
            WriteOutcomes(output, files);
            foreach (FileOutcome outcome in new[] { FileOutcome.Skipped, FileOutcome.Refused })
                WriteReasons(output, [.. files.Where(f => f.Outcome == outcome)]);
        }

        if (dryRun)
            output.Text("Nothing was stored: this was a dry run.");
    }

    private static void WriteOutcomes(Output output, IReadOnlyList<ImportedFile> files)
    {
        TextTable table = new(
            new("files"),
            new("count", Right: true),
            new("tickers", Right: true),
            new("rows", Right: true)
        );
        foreach (IGrouping<FileOutcome, ImportedFile> group in files.GroupBy(f => f.Outcome).OrderBy(g => g.Key))
            table.Add(
                Word(group.Key),
                Figures.Count(group.Count()),
                Figures.Count(group.Sum(f => f.Tickers)),
                Figures.Count(group.Sum(f => f.Rows))
            );
        table.Write(output);
    }

    /// <summary>Skipped files share few reasons; of many alike some are named.</summary>
    private static void WriteReasons(Output output, IReadOnlyList<ImportedFile> files)
    {
        foreach (IGrouping<string, ImportedFile> alike in files.GroupBy(Reason))
        {
            ImportedFile[] own = [.. alike];
            bool isRefused = own[0].Outcome == FileOutcome.Refused;
            string names = string.Join(", ", own.Take(MostAlike).Select(f => Path.GetFileName(f.File)));
            string more = own.Length > MostAlike ? $" and {Figures.Count(own.Length - MostAlike)} more" : "";
            output.Text($"{Word(own[0].Outcome)}: {names}{more}: {alike.Key}");
            if (isRefused)
                foreach (string line in RemedyText.Lines(own[0].Remedies))
                    output.Text(line);
        }
    }

    /// <summary>The reason, with a file's name in place of its path, which stands before it already.</summary>
    private static string Reason(ImportedFile file)
    {
        string name = Path.GetFileName(file.File),
            reason = (file.Reason ?? "").Replace(file.File, name, StringComparison.Ordinal);
        return reason.StartsWith($"{name}: ", StringComparison.Ordinal) ? reason[(name.Length + 2)..]
            : reason.StartsWith($"{name} ", StringComparison.Ordinal) ? $"it{reason[name.Length..]}"
            : reason;
    }

    private static string Word(FileOutcome outcome) => StateName.Of(outcome).ToLowerInvariant();
}
