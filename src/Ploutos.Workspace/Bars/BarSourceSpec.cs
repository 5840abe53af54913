using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>A source as the user names it: <c>csv:PATH</c>, <c>simulated</c> or
/// <c>simulated:SEED</c>.</summary>
public sealed record BarSourceSpec(string Name, string Location, int Seed)
{
    private const string Csv = "csv",
        Simulated = SimulatedMarket.SourceName;

    /// <summary>Whether the bars are made up.</summary>
    public bool IsSimulated => Name == Simulated;

    /// <summary>Reads the user's words.</summary>
    /// <exception cref="PloutosException">They name no source.</exception>
    public static BarSourceSpec Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        (string name, string rest) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        if (name == Csv && rest.Length > 0)
            return new(Csv, Path.GetFullPath(rest), 0);
        if (name == Simulated && rest.Length == 0)
            return new(Simulated, "", 42);
        if (name == Simulated && int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int seed))
            return new(Simulated, "", seed);
        throw new PloutosException(
            Fault.WrongUsage,
            $"A source must be csv:PATH, simulated or simulated:SEED, but got '{text}'. "
                + $"Sources on the network are asked by a fetch."
        )
        {
            Remedies = [new FetchBars()],
        };
    }

    /// <summary>The last finished day of a ticker's market; null where bars are made up, which all
    /// are finished.</summary>
    public DateOnly? LastFinished(string ticker, DateTimeOffset now) =>
        IsSimulated ? null : TickerMarket.ClockOf(ticker).LastFinished(now);

    /// <summary>The series, read one after the other, and how many there are where that is known
    /// before.</summary>
    public (IEnumerable<DeliveredSeries> Series, int Count) Open(string? dateFormat)
    {
        if (IsSimulated)
        {
            var market = new SimulatedMarket(new SimulationOptions { Seed = Seed });
            return (
                market.Series.Select(s =>
                    DeliveredSeries.From(s, Simulated, $"seed {Seed.ToString(CultureInfo.InvariantCulture)}")
                ),
                market.Series.Count
            );
        }

        int files = Directory.Exists(Location) ? Directory.EnumerateFiles(Location, "*.csv").Count() : 1;
        return (CsvBarSource.Read(Location, dateFormat), files);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        IsSimulated ? $"{Simulated}:{Seed.ToString(CultureInfo.InvariantCulture)}" : $"{Csv}:{Location}";
}
