using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Simulation;

/// <summary>The simulated market, asked like any other source: tickers <c>SIM01</c> to
/// <c>SIM99</c>.</summary>
internal sealed class SimulatedSource(SimulationOptions options) : IBarSource
{
    private readonly Lazy<SimulatedMarket> _market = new(() => new(options));

    public string Name => SimulatedMarket.SourceName;

    public string? MissingConfiguration => null;

    public Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        BarSeries series =
            _market.Value.Series.FirstOrDefault(s => s.Ticker == ticker)
            ?? throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"has {_market.Value.Series[0].Ticker} to {_market.Value.Series[^1].Ticker}, but not {ticker}."
            );
        BarSeries asked = series.From(first).UpTo(last);
        return asked.Count > 0
            ? Task.FromResult(DeliveredSeries.From(asked, Name, SimulatedMarket.NameOf(options)))
            : throw new SourceException(
                Name,
                SourceFault.NoBarsInRange,
                $"{ticker} has bars from {series.Dates[0]:yyyy-MM-dd} to {series.Dates[^1]:yyyy-MM-dd}, none from"
                    + $" {first:yyyy-MM-dd} to {last:yyyy-MM-dd}."
            );
    }
}
