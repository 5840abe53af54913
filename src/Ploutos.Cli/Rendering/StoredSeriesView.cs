using System.Globalization;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Rendering;

/// <summary>What the store holds.</summary>
internal static class StoredSeriesView
{
    /// <summary>Writes one row a ticker.</summary>
    public static void Write(Output output, IReadOnlyList<StoredSeries> stored)
    {
        if (stored.Count == 0)
        {
            output.Text(
                "The store is empty. Bring bars in with: ploutos data fetch --tickers NVDA,AAPL, or ploutos data"
                    + " import PATH"
            );
            return;
        }
        SimulatedBanner.Write(output, stored.Any(series => series.Simulated));
        TextTable table = new(
            new("ticker"),
            new("market"),
            new("money"),
            new("kind"),
            new("rows", Right: true),
            new("from"),
            new("to"),
            new("origin") { Shortens = true, Begins = true },
            new("fetched"),
            new("warnings", Right: true),
            new("serious", Right: true)
        );
        foreach (StoredSeries series in stored)
            table.Add(
                series.Ticker,
                MarketOf(series),
                CurrencyOf(series),
                KindOf(series),
                Figures.Count(series.Rows),
                Figures.Day(series.FirstDay),
                Figures.Day(series.EndedOn < series.LastDay ? series.EndedOn.Value : series.LastDay)
                    + (series.EndReason is { } why ? $" ({why})" : ""),
                (series.Simulated ? $"SIMULATED {series.Source}" : series.Source)
                    + (series.Vintage > 1 ? $", vintage {Figures.Count(series.Vintage)}" : ""),
                series.FetchedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                Figures.Count(series.Warnings),
                Figures.Count(series.Serious)
            );
        table.Write(output);
    }

    /// <summary>The market, or that none is known.</summary>
    public static string MarketOf(StoredSeries series) => series.Market ?? "-";

    /// <summary>The currency, and what it was converted from.</summary>
    public static string CurrencyOf(StoredSeries series) =>
        series.QuotedIn is null ? series.Currency ?? "-" : $"{series.Currency} ({series.QuotedIn})";

    /// <summary>When and why it ended, after what is known of it; nothing where it goes on.</summary>
    public static string EndOf(StoredSeries series) =>
        series.EndedOn is { } day ? $", ended {Figures.Day(day)} ({series.EndReason})" : "";

    /// <summary>The kind, and whether there is no volume.</summary>
    public static string KindOf(StoredSeries series) =>
        (series.Kind ?? "-") + (series.HasVolume == false ? ", no volume" : "");
}
