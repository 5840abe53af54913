using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Currencies;

namespace Ploutos.MarketData.Tests.Currencies;

public sealed class ExchangeRatesTests
{
    private static readonly DateOnly Monday = new(2024, 7, 1);

    [Theory]
    [InlineData("AAPL")]
    [InlineData("MC.PA")]
    [InlineData("7203.T")]
    [InlineData("BHP.AX")]
    public void An_exchange_s_close_is_converted_by_the_rate_of_the_day_before_which_had_ended(string ticker)
    {
        BarSeries bars = Rising(ticker, 5, 100, 0),
            rate = Rising("EURUSD=X", 5, 2, 1);
        BarSeries converted = new ExchangeRates(1, [new(rate, IsInverse: false)]).Convert(bars);
        Assert.Equal(double.NaN, converted.Close[0]);
        Assert.Equal([200, 300, 400, 500], converted.Close[1..].ToArray());
        Assert.Equal(converted.Close[2], converted.High[2]);
    }

    [Fact]
    public void A_coin_s_close_in_summer_knows_the_rate_of_its_own_date_and_its_open_that_of_the_day_before()
    {
        BarSeries converted = new ExchangeRates(1, [new(Rising("EURUSD=X", 5, 2, 1), IsInverse: false)]).Convert(
            Rising("BTC-EUR", 5, 100, 0)
        );
        Assert.Equal([200, 300, 400, 500, 600], converted.Close.ToArray());
        Assert.Equal([200, 300, 400, 500], converted.Open[1..].ToArray());
    }

    [Fact]
    public void Sydney_s_open_in_its_summer_comes_before_midnight_in_London_and_knows_the_rate_of_two_days_before()
    {
        DateOnly monday = new(2024, 1, 8);
        BarSeries rate = Rising("AUDUSD=X", 5, 2, 1, monday),
            converted = new ExchangeRates(1, [new(rate, IsInverse: false)]).Convert(
                Rising("BHP.AX", 5, 100, 0, monday)
            );
        Assert.Equal([200, 300, 400], converted.Open[2..].ToArray());
        Assert.Equal([200, 300, 400, 500], converted.Close[1..].ToArray());
    }

    [Fact]
    public void Another_future_of_a_rate_changes_no_earlier_price()
    {
        BarSeries bars = Rising("7203.T", 100, 100, 1),
            rate = Rising("USDJPY=X", 100, 100, 1);
        for (int cut = 1; cut < 95; cut += 7)
        {
            BarSeries other = BarSeries.FromBars(
                rate.Ticker,
                rate.Origin,
                [.. Enumerable.Range(0, 100).Select(t => t < cut ? rate[t] : rate[t] with { Close = 7 })]
            );
            BarSeries one = new ExchangeRates(1, [new(rate, IsInverse: true)]).Convert(bars),
                two = new ExchangeRates(1, [new(other, IsInverse: true)]).Convert(bars);
            Assert.Equal(one.Close[..(cut + 1)].ToArray(), two.Close[..(cut + 1)].ToArray());
            Assert.Equal(one.Open[..(cut + 1)].ToArray(), two.Open[..(cut + 1)].ToArray());
            Assert.NotEqual(one.Close[^1], two.Close[^1]);
        }
    }

    [Fact]
    public void A_rate_that_is_too_old_is_not_known_and_one_that_lacks_for_days_is_the_last()
    {
        BarSeries bars = Rising("AAPL", 40, 100, 0),
            rate = Rising("EURUSD=X", 10, 2, 0);
        BarSeries converted = new ExchangeRates(1, [new(rate, IsInverse: false)]).Convert(bars);
        DateOnly last = rate.Dates[^1];
        for (int t = 1; t < bars.Count; t++)
        {
            int age = bars.Dates[t].DayNumber - last.DayNumber - 1;
            Assert.Equal(age < ExchangeRates.OldestDays ? 200 : double.NaN, converted.Close[t]);
        }
    }

    [Fact]
    public void Pence_are_hundredths_and_need_no_rate() =>
        Assert.Equal(1.5, new ExchangeRates(100, []).Convert(Rising("VOD.L", 3, 150, 0)).Close[1]);

    [Theory]
    [InlineData("EUR", "USD", "EURUSD=X", "", "")]
    [InlineData("USD", "EUR", "EURUSD=X", "i", "")]
    [InlineData("USD", "JPY", "JPY=X", "", "")]
    [InlineData("JPY", "USD", "JPY=X", "i", "")]
    [InlineData("JPY", "EUR", "USDJPY=X,EURUSD=X", "ii", "")]
    [InlineData("JPY", "EUR", "EURJPY=X,USDJPY=X,EURUSD=X", "i", "")]
    [InlineData("JPY", "EUR", "USDJPY=X", null, "EURUSD=X")]
    [InlineData("JPY", "EUR", "", null, "USDJPY=X,EURUSD=X")]
    [InlineData("CHF", "USD", "", null, "USDCHF=X")]
    [InlineData("BTC", "USD", "BTC-USD", "", "")]
    public void A_way_is_the_pair_in_either_direction_or_a_cross_by_the_dollar(
        string from,
        string to,
        string stored,
        string? inverse,
        string lacking
    )
    {
        string[] names = stored.Split(',', StringSplitOptions.RemoveEmptyEntries);
        BarSeries? Find(string name) => names.Contains(name) ? Rising(name, 3, 1, 1) : null;
        IReadOnlyList<RateLeg>? legs = RatePath.Find(from, to, Find);
        if (inverse is null)
            Assert.Equal(lacking.Split(',').Order(), RatePath.Lacking(from, to, Find).Order());
        else
            Assert.Equal(inverse.Length == 0 ? [false] : inverse.Select(_ => true), legs!.Select(l => l.IsInverse));
        Assert.Equal(inverse is null, legs is null);
    }

    [Fact]
    public void A_share_is_quoted_in_its_market_s_currency_unless_something_else_is_known_of_it()
    {
        Assert.Equal("EUR", MarketCurrency.Of("MC.PA", new()));
        Assert.Equal("GBp", MarketCurrency.Of("VOD.L", new() { Currency = "GBp" }));
        Assert.Null(MarketCurrency.Of("VOD.L", new()));
        Assert.Null(MarketCurrency.Of("005930.KS", new()));
        Assert.Equal("USD", MarketCurrency.Of("BTC-USD", new()));
        Assert.Equal("EUR", MarketCurrency.Of("eth-eur", new()));
        Assert.Equal("USD", MarketCurrency.Of("EURUSD=X", new()));
        Assert.Equal("JPY", MarketCurrency.Of("JPY=X", new()));
        Assert.All(
            ExchangeCalendars.All.Where(c => c.Mic is not ("XLON" or "24/7" or "24/5")),
            c => Assert.NotNull(MarketCurrency.Of("X", new() { Market = c.Mic }))
        );
    }

    private static BarSeries Rising(string ticker, int bars, double from, double step, DateOnly? first = null) =>
        BarSeries.FromBars(
            ticker,
            DataOrigin.Observed,
            [
                .. Enumerable
                    .Range(0, 3 * bars)
                    .Select(d => (first ?? Monday).AddDays(d))
                    .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                    .Take(bars)
                    .Select(
                        (d, t) => new Bar(d, from + step * t, from + step * t, from + step * t, from + step * t, 1)
                    ),
            ]
        );
}
