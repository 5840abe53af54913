#:project ../src/Ploutos.Cli/Ploutos.Cli.csproj
#:project ../src/Ploutos.MarketData/Ploutos.MarketData.csproj

// A source of bars in code, by its name like the built-in ones:
//
//     dotnet run examples/own-source.cs -- --workspace demo data fetch --tickers WAVE --source waves

using Ploutos.Cli;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;

PloutosAppBuilder builder = PloutosApp.CreateBuilder(args);
builder.Sources.Add(new WaveSource());
return await builder.Build().RunAsync();

/// <summary>A slow wave on every weekday. A real one asks an address.</summary>
internal sealed class WaveSource : IBarSource
{
    public string Name => "waves";

    public string? MissingConfiguration => null;

    public Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        var bars = new List<DeliveredBar>();
        for (DateOnly day = first; day <= last; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            double close = 100 + 10 * Math.Sin(day.DayNumber / 30.0),
                open = 100 + 10 * Math.Sin((day.DayNumber - 1) / 30.0);
            (double high, double low) = (Math.Max(open, close) + 1, Math.Min(open, close) - 1);
            bars.Add(DeliveredBar.Plain(day, open, high, low, close, 1_000_000));
        }

        return Task.FromResult(new DeliveredSeries(ticker, Name, "a sine", DataOrigin.Observed, bars, []));
    }
}
