using System.Text.Json.Serialization;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>What became of a file of an import or a check.</summary>
/// <param name="File">Its path, with the entry's name where it is an archive; a ticker, where its
/// bars were joined from several files.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Tickers">How many tickers it gave.</param>
/// <param name="Rows">Rows delivered.</param>
/// <param name="Reason">Why it was skipped or refused; null where it was not.</param>
public sealed record ImportedFile(string File, FileOutcome Outcome, int Tickers, int Rows, string? Reason)
{
    /// <summary>What a user can do about a refusal.</summary>
    [JsonIgnore]
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}

/// <summary>What became of a file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileOutcome>))]
public enum FileOutcome
{
    /// <summary>Its bars are in the store.</summary>
    Stored,

    /// <summary>Its bars were read and checked alone.</summary>
    Checked,

    /// <summary>No bars were looked for in it, or none that were asked for.</summary>
    Skipped,

    /// <summary>It can't be read, or its bars can't be stored.</summary>
    Refused,
}
