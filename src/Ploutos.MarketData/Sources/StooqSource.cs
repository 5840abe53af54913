using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;
using Ploutos.MarketData.Sources.Text;

namespace Ploutos.MarketData.Sources;

/// <summary>Stooq's CSV of daily prices, adjusted by Stooq. It knows US shares as <c>aapl.us</c>,
/// and says in words what it has not. Since March 2026 it wants a key, from
/// <c>STOOQ_API_KEY</c>.</summary>
internal sealed class StooqSource(HttpClient client, ResilientHttp http, SourceSettings settings)
    : IBarSource,
        IDisposable
{
    private const string HowToGetAKey =
        "get one at https://stooq.com/q/d/?s=spy.us&get_apikey and set STOOQ_API_KEY in the environment";

    // Stooq writes every index behind a caret, those of other exchanges too.
    private static readonly HashSet<string> NewYorkIndexes =
    [
        "^DJI",
        "^DJT",
        "^DJU",
        "^DJC",
        "^SPX",
        "^NDQ",
        "^NDX",
        "^NYA",
        "^RUT",
        "^VIX",
    ];

    public string Name => "stooq";

    public string? MissingConfiguration =>
        settings.StooqKey.IsSet ? null : $"Stooq wants a key since March 2026: {HowToGetAKey}";

    public void Dispose() => client.Dispose();

    public async Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        if (MissingConfiguration is { } missing)
            throw new SourceException(Name, SourceFault.NotConfigured, $"no key: {missing}.");
        if (ticker.StartsWith('^') && !NewYorkIndexes.Contains(ticker))
            throw new SourceException(
                Name,
                SourceFault.UnknownCalendar,
                $"does not say which exchange {ticker} belongs to, and from a network source only New York's bars are"
                    + $" taken. Known indexes: {string.Join(", ", NewYorkIndexes)}."
            );
        string path = $"q/d/l/?s={Uri.EscapeDataString(SymbolOf(ticker))}&d1={first:yyyyMMdd}&d2={last:yyyyMMdd}&i=d";
        HttpReply reply = await http.GetAsync(
                Name,
                client,
                new Uri(settings.Stooq, $"{path}&apikey={Uri.EscapeDataString(settings.StooqKey.Reveal())}"),
                null,
                cancellation
            )
            .ConfigureAwait(false);
        RequireNoRefusal(reply, ticker, first, last);
        try
        {
            using TextReader text = reply.RequireText(Name, ticker);
            DeliveredSeries read = CsvBarFile.Read(text, Name, "yyyy-MM-dd", ticker, Name)[0];
            return read with { Location = new Uri(settings.Stooq, path).ToString() };
        }
        catch (MarketDataException e) when (e is not SourceException)
        {
            throw new SourceException(
                Name,
                SourceFault.ChangedShape,
                $"the answer for {ticker} is no CSV as it used to be, or was cut off ({e.Message}). Try again, or"
                    + $" another source.",
                e
            );
        }
    }

    /// <summary>Stooq refuses in words, with status 200.</summary>
    private void RequireNoRefusal(HttpReply reply, string ticker, DateOnly first, DateOnly last)
    {
        string start = reply.Body.Length > 4096 ? "" : reply.Text.Trim(); // a refusal is short
        if (start.Contains("apikey", StringComparison.OrdinalIgnoreCase))
            throw new SourceException(
                Name,
                SourceFault.Refused,
                $"Stooq wants another key: it does not take the one in STOOQ_API_KEY. To renew it, {HowToGetAKey}."
            );
        if (reply.IsSuccess && reply.IsHtml)
            throw new SourceException(
                Name,
                SourceFault.Refused,
                $"answered with a challenge page for browsers instead of data for {ticker}. Ploutos does not run its"
                    + $" script. Use another source, or download the CSV in a browser and import it."
            );
        reply.RequireSuccess(Name, ticker);
        if (reply.Body.Length == 0 || start.StartsWith("No data", StringComparison.OrdinalIgnoreCase))
            throw new SourceException(
                Name,
                SourceFault.NoBarsInRange,
                $"has no bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, or does not know it. Check the"
                    + $" spelling and the dates."
            );
        if (start.StartsWith("Exceeded", StringComparison.OrdinalIgnoreCase))
            throw new SourceException(
                Name,
                SourceFault.RateLimited,
                $"the daily limit of requests from this network is used up.{reply.Quoted} Run the command again"
                    + $" tomorrow, or use another source."
            );
    }

    private static string SymbolOf(string ticker) =>
        ticker.StartsWith('^') ? ticker.ToLowerInvariant() : $"{ticker.ToLowerInvariant().Replace('.', '-')}.us";
}
