using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Files;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>Files of single days: what they say of the days between them, and how they write
/// dates.</summary>
public sealed class JoinedFilesTests : IDisposable
{
    private const string Header = "Ticker,Date,Open,High,Low,Close,Volume\n";

    private static readonly DateTimeOffset Now = new(2024, 2, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_the_first_and_the_third_day_leave_the_second_as_it_is_known()
    {
        using BarStore store = BarStore.Open(_folder.File("bars.db"));
        store.Save(Joined(("2024-01-29", 11), ("2024-01-30", 12), ("2024-01-31", 11.5)), Now);

        SaveResult same = store.Save(Joined(("2024-01-29", 11), ("2024-01-31", 11.5)), Now);
        SaveResult corrected = store.Save(Joined(("2024-01-29", 11), ("2024-01-31", 11.6)), Now);

        Assert.Equal((SaveOutcome.Unchanged, SaveOutcome.Revised), (same.Outcome, corrected.Outcome));
        Assert.Equal([11, 12, 11.6], store.Read("AAPL").Close.ToArray());
    }

    [Fact]
    public void A_first_and_a_later_day_do_not_take_away_the_days_between_and_the_later_one_is_added()
    {
        using BarStore store = BarStore.Open(_folder.File("bars.db"));
        store.Save(Joined(("2024-01-29", 11), ("2024-01-30", 12)), Now);

        SaveResult extended = store.Save(Joined(("2024-01-29", 11), ("2024-01-31", 11.5)), Now);

        Assert.Equal((SaveOutcome.Extended, 1), (extended.Outcome, extended.Vintage));
        Assert.Equal([11, 12, 11.5], store.Read("AAPL").Close.ToArray());
    }

    [Fact]
    public void One_file_that_leaves_out_a_day_within_its_range_still_takes_it_away()
    {
        using BarStore store = BarStore.Open(_folder.File("bars.db"));
        store.Save(Joined(("2024-01-29", 11), ("2024-01-30", 12), ("2024-01-31", 11.5)), Now);
        string whole = Write("AAPL.csv", Row("AAPL", "2024-01-29", 11) + Row("AAPL", "2024-01-31", 11.5));

        store.Save(Assert.Single(BarFiles.Read([whole], new()).SelectMany(r => r.Series)), Now);

        Assert.Equal(2, store.Read("AAPL").Count);
    }

    [Theory]
    [InlineData("AAPL")]
    [InlineData("MC.PA")]
    public void A_weekend_rules_out_a_form_of_dates_where_the_market_rests(string ticker) =>
        Assert.Equal(
            [new(2024, 7, 4), new(2024, 8, 5)],
            Assert.Single(Ambiguous(ticker).Series).Bars.Select(b => b.Date)
        );

    [Theory]
    [InlineData("BTC-USD")] // trades on 7 April, a Sunday
    [InlineData("EURUSD=X")] // as well, in the evening
    [InlineData("1120.SR")] // Riyadh, of which no calendar is known, trades on Sundays
    public void A_weekend_rules_out_nothing_where_the_market_may_trade(string ticker) =>
        Assert.Equal(MarketDataFault.DateForm, Ambiguous(ticker).Refused?.Kind);

    [Fact]
    public void A_file_of_a_day_whose_form_of_dates_is_not_that_of_the_others_is_refused()
    {
        // 4 May is a Saturday, so that the first alone would be 5 April
        string first = Write("2024-1.csv", Row("AAPL", "05/04/2024", 11)),
            second = Write("2024-2.csv", Row("AAPL", "04/15/2024", 12));

        BarFileReading[] all = [.. BarFiles.Read([first, second], new())];

        Assert.Equal(MarketDataFault.DateForm, all.Single(r => r.File == first).Refused?.Kind);
        Assert.Equal([new(2024, 4, 15)], Assert.Single(all.SelectMany(r => r.Series)).Bars.Select(b => b.Date));
    }

    private BarFileReading Ambiguous(string ticker)
    {
        string file = Write($"{ticker}.csv", Row(ticker, "07/04/2024", 11) + Row(ticker, "08/05/2024", 12));
        return Assert.Single(BarFiles.Read([file], new()));
    }

    /// <summary>A file a day, with another ticker in each.</summary>
    private DeliveredSeries Joined(params (string Date, double Close)[] days)
    {
        string[] files =
        [
            .. days.Select(d => Write($"{d.Date}.csv", Row("AAPL", d.Date, d.Close) + Row("MSFT", d.Date, d.Close))),
        ];
        return BarFiles.Read(files, new()).SelectMany(r => r.Series).Single(s => s.Ticker == "AAPL");
    }

    private static string Row(string ticker, string date, double close) =>
        FormattableString.Invariant($"{ticker},{date},11,13,10,{close},100\n");

    private string Write(string name, string rows)
    {
        File.WriteAllText(_folder.File(name), Header + rows);
        return _folder.File(name);
    }
}
