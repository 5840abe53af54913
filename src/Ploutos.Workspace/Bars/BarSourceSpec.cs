using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Sources.Files;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>A source as the user names it: paths, <c>csv:PATH</c>, <c>simulated</c> (the demonstration,
/// with an interaction and an effect in the order of bars) or <c>simulated:SEED</c> (with the linear effects
/// alone).</summary>
/// <param name="Name"><c>csv</c> for files of any kind, or <c>simulated</c>.</param>
/// <param name="Locations">Files, folders and patterns; none where the bars are made up.</param>
/// <param name="Market">The simulated market; null for files.</param>
public sealed record BarSourceSpec(string Name, IReadOnlyList<string> Locations, SimulationOptions? Market)
{
    private const string Csv = "csv",
        Simulated = SimulatedMarket.SourceName;

    private static readonly string[] Networks = ["auto", "yahoo", "binance", "stooq", "alpaca", "tiingo"];

    /// <summary>Whether the bars are made up.</summary>
    public bool IsSimulated => Name == Simulated;

    /// <summary>Reads the user's words.</summary>
    /// <param name="text">A path or a source.</param>
    /// <param name="more">More paths.</param>
    /// <exception cref="PloutosException">They name no source.</exception>
    public static BarSourceSpec Parse(string text, IReadOnlyList<string>? more = null)
    {
        string[] all = [text, .. more ?? []];
        if (all.Length == 1 && MarketOf(text) is { } market)
            return new(Simulated, [], market);
        return new(Csv, [.. all.Select(PathOf)], null);
    }

    /// <summary>The last finished day of a ticker's market; null where bars are made up, which all
    /// are finished.</summary>
    /// <param name="clock">The market's calendar.</param>
    /// <param name="now">The moment.</param>
    public DateOnly? LastFinished(ExchangeCalendar clock, DateTimeOffset now) =>
        IsSimulated ? null : clock.LastFinished(now);

    /// <summary>What the files give, read one after the other, and how many there are where that is
    /// known before.</summary>
    public (IEnumerable<BarFileReading> Readings, int Count) Open(BarFileOptions options)
    {
        if (Market is not { } simulation)
            return (BarFiles.Read(Locations, options), BarFiles.Count(Locations));
        if (options.Ticker is not null || options.Market is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                "A ticker or a market is given for files of bars; the simulated market names its own. Leave them out."
            );
        var market = new SimulatedMarket(simulation);
        return (
            market.Delivered().Select(s => new BarFileReading { File = s.Ticker, Series = [s] }),
            market.Series.Count
        );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Market == SimulationOptions.Demonstration ? Simulated
        : Market is { } market ? $"{Simulated}:{market.Seed.ToString(CultureInfo.InvariantCulture)}"
        : Locations.Count == 1 ? $"{Csv}:{Locations[0]}"
        : $"{Csv}:{Locations[0]} and {(Locations.Count - 1).ToString(CultureInfo.InvariantCulture)} more";

    private static SimulationOptions? MarketOf(string text)
    {
        if (text == Simulated && !Path.Exists(text))
            return SimulationOptions.Demonstration;
        return
            text.StartsWith(Simulated + ":", StringComparison.Ordinal)
            && int.TryParse(
                text[(Simulated.Length + 1)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int seed
            )
            ? new() { Seed = seed }
            : null;
    }

    /// <summary>Whether it begins as an address does (RFC 3986, section 3.1), such as <c>s3:</c>; one
    /// letter is a drive.</summary>
    private static bool IsScheme(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is >= 2 and var colon
        && char.IsAsciiLetter(text[0])
        && text[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.');

    private static string PathOf(string text)
    {
        bool isCsv = text.StartsWith(Csv + ":", StringComparison.Ordinal);
        string path = isCsv ? text[(Csv.Length + 1)..] : text;
        // What is there is a path, whatever its name looks like
        bool isPath =
            path.Length > 0
            && !path.Contains('\0', StringComparison.Ordinal)
            && (
                isCsv
                || !(
                    Networks.Contains(text, StringComparer.OrdinalIgnoreCase)
                    || text == Simulated
                    || text.StartsWith(Simulated + ":", StringComparison.Ordinal)
                    || IsScheme(text)
                )
                || BarFiles.Exists(text)
            );
        return isPath
            ? Path.GetFullPath(path)
            : throw new PloutosException(
                Fault.WrongUsage,
                $"A source must be a path, csv:PATH, simulated or simulated:SEED, but got '{text}'. "
                    + $"Sources on the network are asked by a fetch."
            )
            {
                Remedies = [new FetchBars()],
            };
    }
}
