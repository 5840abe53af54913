using System.Globalization;
using CsvHelper;
using Ploutos.MarketData;
using Ploutos.MarketData.Sources.Tables;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Sizing;

/// <summary>What an account holds: shares by ticker, below 0 where sold short.</summary>
internal static class Holdings
{
    private const string Rule = "a CSV file with the columns ticker and shares";

    private static readonly CsvReaderOptions s_options = new() { TrimWhitespace = true, TrackLineNumbers = true };

    /// <summary>The holdings of a request, by ticker; null where it says nothing of them.</summary>
    /// <exception cref="PloutosException">The file is not there or breaks a rule, or a name can be no
    /// ticker.</exception>
    public static SortedDictionary<string, double>? Of(SizeRequest request)
    {
        if (request is { HoldingsFile: not null, Holdings: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                "Holdings must come from one place, but got a file and a list."
            )
            {
                Remedies = [new ChangeOption("holdings", "one of them")],
            };
        if (request.HoldingsFile is { } file)
            return Read(file);
        if (request.Holdings is not { } given)
            return null;
        var held = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, double shares) in given)
            Add(held, name, shares, "holdings");
        return held;
    }

    private static SortedDictionary<string, double> Read(string path)
    {
        if (!File.Exists(path))
            throw new PloutosException(Fault.WrongUsage, $"holdings must be {Rule}, but there is no '{path}'.")
            {
                Remedies = [new ChangeOption("holdings", Rule)],
            };
        using CsvReader cells = CsvReader.Create(File.OpenRead(path), s_options, leaveOpen: false);
        string[] header = [.. cells.Headers.Select(name => name.Trim().ToLowerInvariant())];
        (int ticker, int shares) = (Array.IndexOf(header, "ticker"), Array.IndexOf(header, "shares"));
        if (ticker < 0 || shares < 0)
            throw Refuse(
                $"{path}, line 1",
                $"the header must name ticker and shares, but is '{Quoted.Header(header)}'"
            );
        var held = new SortedDictionary<string, double>(StringComparer.Ordinal);
        while (cells.Read())
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{path}, line {cells.LineNumber}");
            if (cells.FieldCount < header.Length)
                throw Refuse(at, $"it has {cells.FieldCount} cells, but the header names {header.Length}");
            string text = cells.GetString(shares);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double count))
                throw Refuse(at, $"the shares must be a number, but are '{Quoted.Cell(text)}'");
            Add(held, cells.GetString(ticker), count, at);
        }

        return held;
    }

    private static void Add(SortedDictionary<string, double> held, string name, double shares, string at)
    {
        if (!Ticker.TryParse(name, out Ticker symbol))
            throw Refuse(at, $"the ticker must be {Ticker.Rule}, but is '{Quoted.Cell(name)}'");
        if (!double.IsFinite(shares))
            throw Refuse(at, $"the shares of {symbol} must be finite, but are {shares}");
        if (!held.TryAdd(symbol, shares))
            throw Refuse(at, $"{symbol} is there a second time; add its shares up");
    }

    private static PloutosException Refuse(string at, string why) =>
        new(Fault.WrongUsage, $"{at}: {why}. Mend it; nothing was sized.");
}
