using System.Globalization;
using System.Text;
using CsvHelper;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Columns;

/// <summary>A row of a list of members: a ticker belonged to a universe from one day to another.</summary>
/// <param name="Universe">The universe's name, in lower case.</param>
/// <param name="Ticker">The ticker.</param>
/// <param name="From">First day; null for always before.</param>
/// <param name="To">Last day; null for still.</param>
public sealed record Member(string Universe, string Ticker, DateOnly? From, DateOnly? To);

/// <summary>Universes as dated lists of members, from CSV files with the columns <c>universe</c>,
/// <c>ticker</c>, <c>from</c>, <c>to</c>. Days are like 2024-01-31; an empty <c>from</c> means always
/// before, an empty <c>to</c> means still. A ticker may leave and come back, a row each.</summary>
public static class MemberList
{
    private const string Header = "universe,ticker,from,to";
    private const int LongestName = 32;

    private static readonly CsvReaderOptions s_options = new() { TrimWhitespace = true, TrackLineNumbers = true };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MarketDataException">There is none, or a row breaks a rule: the message names line,
    /// rule and value.</exception>
    public static IReadOnlyList<Member> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
            throw new MarketDataException(
                $"A list of members must be a CSV file with the columns {Header}, but there is no"
                    + $" '{Quoted.Name(path)}'."
            );
        try
        {
            using CsvReader cells = CsvReader.Create(File.OpenRead(path), s_options, leaveOpen: false);
            return Rows(cells, Quoted.Name(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketDataException($"{Quoted.Name(path)} can't be read: {e.Message}", e);
        }
    }

    /// <summary>The rows as text, in the order of universe, ticker and day.</summary>
    public static string Text(IEnumerable<Member> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var text = new StringBuilder(Header + "\n");
        foreach (
            Member m in members
                .OrderBy(m => m.Universe, StringComparer.Ordinal)
                .ThenBy(m => m.Ticker, StringComparer.Ordinal)
                .ThenBy(m => m.From)
        )
            text.Append(
                CultureInfo.InvariantCulture,
                $"{m.Universe},{m.Ticker},{m.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)},"
                    + $"{m.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\n"
            );
        return text.ToString();
    }

    private static List<Member> Rows(CsvReader cells, string path)
    {
        string[] header = [.. cells.Headers.Select(name => name.Trim().ToLowerInvariant())];
        int[] at = [.. Header.Split(',').Select(name => Array.IndexOf(header, name))];
        if (at.Contains(-1))
            throw new MarketDataException(
                $"{path}, line 1: the header must name {Header}, but is '{Quoted.Header(header)}'."
            );
        var members = new List<Member>();
        while (cells.Read())
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{path}, line {cells.LineNumber}");
            if (cells.FieldCount < header.Length)
                throw new MarketDataException(
                    $"{line}: it has {cells.FieldCount} cells, but the header names {header.Length}."
                );
            members.Add(Row(line, [.. at.Select(cells.GetString)]));
        }

        return members.Count > 0
            ? members
            : throw new MarketDataException($"{path}: a list of members needs at least one row, but has none.");
    }

    private static Member Row(string line, string[] cells)
    {
        string name = cells[0].Trim().ToLowerInvariant();
        bool isName =
            name.Length is > 0 and <= LongestName
            && char.IsAsciiLetter(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        if (!isName)
            throw new MarketDataException(
                $"{line}: a universe's name must be 1 to {LongestName} letters, digits, '-' or '_', beginning with a"
                    + $" letter, but is '{Quoted.Cell(cells[0])}'."
            );
        if (!Ticker.TryParse(cells[1], out Ticker ticker))
            throw new MarketDataException(
                $"{line}: the ticker must be {Ticker.Rule}, but is '{Quoted.Cell(cells[1])}'."
            );
        (DateOnly? from, DateOnly? to) = (Day(line, "from", cells[2]), Day(line, "to", cells[3]));
        return to < from
            ? throw new MarketDataException(
                $"{line}: from must not be after to, but they are {from:yyyy-MM-dd} and {to:yyyy-MM-dd}."
            )
            : new(name, ticker, from, to);
    }

    private static DateOnly? Day(string line, string column, string text) =>
        text.Trim().Length == 0 ? null
        : DateOnly.TryParseExact(
            text.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day
        )
            ? day
        : throw new MarketDataException(
            $"{line}: {column} must be a day such as 2024-01-31, or empty, but is '{Quoted.Cell(text)}'."
        );
}
