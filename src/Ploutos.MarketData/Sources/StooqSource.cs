using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Stooq's CSV of daily prices, adjusted by Stooq. It knows US shares as <c>aapl.us</c>,
/// and says in words what it has not.</summary>
internal sealed class StooqSource(HttpClient client, ResilientHttp http, SourceSettings settings)
    : IBarSource,
        IDisposable
{
    public string Name => "stooq";

    public string? MissingConfiguration => null;

    public void Dispose() => client.Dispose();

    public async Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        string path = $"q/d/l/?s={Uri.EscapeDataString(SymbolOf(ticker))}&d1={first:yyyyMMdd}&d2={last:yyyyMMdd}&i=d";
        HttpReply reply = await http.GetAsync(Name, client, new Uri(settings.Stooq, path), null, cancellation)
            .ConfigureAwait(false);
        reply.RequireSuccess(Name, ticker);
        reply.RequireData(Name, ticker);
        string text = reply.Text;
        if (text.Trim().Length == 0 || text.StartsWith("No data", StringComparison.OrdinalIgnoreCase))
            throw new SourceException(
                Name,
                SourceFault.NoBarsInRange,
                $"has no bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, or does not know it. Check the"
                    + $" spelling and the dates."
            );
        if (text.StartsWith("Exceeded", StringComparison.OrdinalIgnoreCase))
            throw new SourceException(
                Name,
                SourceFault.RateLimited,
                "the daily limit of requests from this network is used up. Run the command again tomorrow, or use"
                    + " another --source."
            );
        try
        {
            DeliveredSeries read = CsvBarFile.Read(new StringReader(text), Name, "yyyy-MM-dd", ticker, Name)[0];
            return read with { Location = new Uri(settings.Stooq, path).ToString() };
        }
        catch (MarketDataException e)
        {
            throw new SourceException(
                Name,
                SourceFault.ChangedShape,
                $"the answer for {ticker} is no CSV as it used to be, or was cut off ({e.Message}). Try again, or"
                    + $" another --source.",
                e
            );
        }
    }

    private static string SymbolOf(string ticker) =>
        ticker.StartsWith('^') ? ticker.ToLowerInvariant() : $"{ticker.ToLowerInvariant().Replace('.', '-')}.us";
}
