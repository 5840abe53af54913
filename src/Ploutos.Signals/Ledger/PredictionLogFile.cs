using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ploutos.Storage;

namespace Ploutos.Signals.Ledger;

/// <summary>A line of <c>logs/predictions.jsonl</c>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Json">The prediction, without its links.</param>
/// <param name="Hash">Names the line: its own hash where it is chained, else a hash over all lines so
/// far.</param>
/// <param name="State">How it stands in the chain.</param>
/// <param name="Wrong">What breaks the chain at this line; null where nothing does.</param>
internal sealed record PredictionLine(long Number, string Json, string Hash, PredictionLineState State, string? Wrong);

/// <summary>How a line stands in the chain.</summary>
internal enum PredictionLineState
{
    /// <summary>It has a hash.</summary>
    Chained,

    /// <summary>It was written by a version without hashes, and the first chained line seals it.</summary>
    Unchained,

    /// <summary>A crash cut it off; the chain goes on after it.</summary>
    CutOff,
}

/// <summary><c>logs/predictions.jsonl</c>, in which earlier versions kept predictions: one a line,
/// each chained to the one before by its hash. It is read and never written.</summary>
internal static class PredictionLogFile
{
    /// <summary>The lines in order, each held against the one before.</summary>
    public static IEnumerable<PredictionLine> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using IncrementalHash prefix = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = new StreamReader(file, new UTF8Encoding(false));
        (string? last, string unchained, long number) = (null, ChainHash.Beginning, 0);
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (ChainedLines.Parse(text) is { } line)
            {
                string expected = last ?? Convert.ToHexStringLower(prefix.GetCurrentHash());
                string? wrong =
                    !line.IsWhole ? "was changed: its text does not have its hash"
                    : line.Previous != expected ? "does not name the hash of what is before it"
                    : null;
                last = line.Hash;
                yield return new(number, line.Json, line.Hash, PredictionLineState.Chained, wrong);
            }
            else if (last is null)
            {
                prefix.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
                unchained = ChainHash.Of(unchained, text);
                yield return new(number, text, unchained, PredictionLineState.Unchained, null);
            }
            else if (IsJson(text))
            {
                yield return new(
                    number,
                    text,
                    "",
                    PredictionLineState.Unchained,
                    "has no hash, though it follows lines that do"
                );
            }
            else
            {
                yield return new(number, text, "", PredictionLineState.CutOff, null);
            }
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
