using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What to write as files.</summary>
/// <param name="Folder">Where to; a file a ticker, named after it.</param>
/// <param name="Tickers">As in <see cref="FetchRequest"/>; null for all in the store.</param>
/// <param name="Vintage">Which vintage; null for the newest.</param>
/// <param name="Replace">Also over files that exist.</param>
public sealed record BarExportRequest(
    string Folder,
    IReadOnlyList<string>? Tickers = null,
    int? Vintage = null,
    bool Replace = false
)
{
    /// <summary>The form of the files.</summary>
    public BarFileForm Form { get; init; }
}

/// <summary>A form of files of bars.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BarFileForm>))]
public enum BarFileForm
{
    /// <summary>Text with commas.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
