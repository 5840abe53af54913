using System.Globalization;
using Ploutos.MarketData.Columns;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>The columns of files among the inputs of an expert's file.</summary>
internal static class ColumnPart
{
    private const int LongestStale = 10_000;

    /// <summary>Reads them, and says in a text what a model depends on: not the files' contents, which
    /// grow.</summary>
    /// <param name="inputs">The section of the inputs.</param>
    /// <param name="folder">The folder that paths are relative to.</param>
    /// <param name="open">Reads a file of columns.</param>
    public static (IReadOnlyList<FileColumn> Columns, IReadOnlyList<string> Text) Read(
        SettingsFile inputs,
        string folder,
        Func<string, ColumnFile> open
    )
    {
        SettingsFile? columns = inputs.Section("columns");
        var read = new List<FileColumn>();
        var text = new List<string>();
        foreach (string name in columns?.Keys ?? [])
        {
            SettingsFile one = columns!.Section(name)!.Allow("file", "column", "stale_after");
            string file = one.RequiredText("file"),
                path = Path.GetFullPath(Path.Combine(folder, file)),
                column = one.Text("column") ?? name;
            int? stale = one.Has("stale_after") ? one.Whole("stale_after", 1, 1, LongestStale) : null;
            read.Add(new(name, file, bars => open(path).On(bars, column, stale)));
            text.Add(
                string.Create(CultureInfo.InvariantCulture, $"{name} is column {column} of {file}, stale after {stale}")
            );
        }

        return (read, text);
    }
}
