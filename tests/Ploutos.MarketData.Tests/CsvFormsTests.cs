using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>Files as providers write them: currency signs, adjusted volume, events, and bars that
/// are not daily.</summary>
public sealed class CsvFormsTests : IDisposable
{
    private const string Plain = "Date,Open,High,Low,Close,Volume\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nasdaq_writes_dollars_and_thousands()
    {
        DeliveredSeries s = One(
            "Date,Close/Last,Volume,Open,High,Low\n"
                + "01/16/2024,\"$1,234.50\",\"1,586,043\",\"$1,230.00\",\"$1,240.25\",\"$1,228.00\"\n"
                + "01/12/2024,$9.90,N/A,$ 9.80,$10.02,$9.10\n"
        );
        Assert.Equal(DeliveredBar.Plain(new(2024, 1, 16), 1230, 1240.25, 1228, 1234.5, 1586043), s.Bars[0]);
        Assert.Equal((9.9, 9.8), (s.Bars[1].Close, s.Bars[1].Open));
        Assert.True(double.IsNaN(s.Bars[1].Volume));
    }

    [Theory]
    [InlineData("\"1,25\"")] // a decimal comma
    [InlineData("\"1,250\"")] // either
    [InlineData("\"12,34,567.5\"")]
    [InlineData("$")]
    [InlineData("10$")]
    public void What_may_mean_two_numbers_is_refused_with_its_place(string cell) =>
        Assert.Contains(
            "line 2, column 'Open'",
            Refused($"{Plain}2024-01-02,{cell},12,9,11,100\n"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("55,47M", 55470000)]
    [InlineData("5,470M", 5470000)]
    [InlineData("1.234,5K", 1234500)]
    public void A_shortened_volume_has_the_decimal_comma_of_its_table(string text, double shares) =>
        Assert.Equal(shares, One(Commas(text)).Bars[0].Volume);

    [Theory]
    [InlineData("55.47M")] // points part thousands there
    [InlineData("5.470M")] // by threes, but a shortened count has decimals
    [InlineData("1.5K")]
    public void A_decimal_point_in_a_table_of_decimal_commas_is_refused_with_the_rule(string text) =>
        Assert.Contains("a comma begins the decimals here", Refused(Commas(text)), StringComparison.Ordinal);

    [Fact]
    public void A_shortened_volume_whose_comma_may_mean_two_things_is_refused_with_the_rule() =>
        Assert.Contains(
            "'5,470M' is not a number: a point begins the decimals here",
            Refused($"{Plain}2024-01-02,10,12,9,11,\"5,470M\"\n"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(
        "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient",
        "1.0,0.00,4.0"
    )]
    [InlineData("date,open,high,low,close,adjClose,volume,divCash,splitFactor", "1.0,0.0,4.0")]
    [InlineData("Date,Open,High,Low,Close,Adj. Close,Volume,Ex-Dividend,Split Ratio", "1.0,0,4")]
    [InlineData("Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits", "0.0,0.0,4:1")]
    public void Splits_that_a_file_names_scale_its_volume(string header, string told)
    {
        string[] splits = told.Split(',');
        DeliveredSeries s = One(
            $"{header}\n2024-01-02,40,41,39,40,10,250,{splits[1]},{splits[0]}\n"
                + $"2024-01-03,10,10.3,9.8,10.1,10.1,1100,{splits[1]},{splits[2]}\n"
        );
        Assert.Equal([new CorporateAction(new(2024, 1, 3), CorporateActionKind.Split, 4)], s.Actions);
        Assert.Equal([1000, 1100], QualityCheck.Run(s).Series.Volume.ToArray());
    }

    [Theory]
    [InlineData("Adj. Volume")]
    [InlineData("adjVolume")]
    public void Adjusted_volume_is_taken_where_a_file_has_it(string column)
    {
        DeliveredSeries s = One(
            $"Date,Open,High,Low,Close,Adj Close,Volume,{column}\n2024-01-02,40,41,39,40,10,250,999\n"
        );
        Assert.Equal((250, 999), (s.Bars[0].Volume, s.Bars[0].AdjustedVolume));
        Assert.Equal(999, QualityCheck.Run(s).Series.Volume[0]);
    }

    [Fact]
    public void An_event_that_is_no_number_costs_the_event_and_not_the_file()
    {
        DeliveredSeries s = One(
            "Date,Open,High,Low,Close,Adj Close,Volume,Split Ratio\n2024-01-02,40,41,39,40,40,250,1/0\n"
                + "2024-01-03,40,41,39,40,40,250,soon\n"
        );
        Assert.Equal(2, QualityCheck.Run(s).Report.CountOf(QualityReason.UnusableAction));
    }

    [Theory]
    [InlineData("2024-01-02,10,12,9,11,100\n2024-01-02,11,13,10,12,100\n")]
    [InlineData("2024-01-02 09:30:00,10,12,9,11,100\n2024-01-02 09:31:00,10,12,9,11,100\n")]
    [InlineData("1/2/2024 9:30 AM,10,12,9,11,100\n1/2/2024 9:31 AM,10,12,9,11,100\n")]
    [InlineData("20240102 093000,10,12,9,11,100\n20240102 093100,10,12,9,11,100\n")]
    [InlineData("2024-01-02T14:30:00Z,10,12,9,11,1\n2024-01-02T15:30:00Z,11,12,9,11,1\n2024-01-03,10,12,9,11,1\n")]
    public void Two_bars_on_one_day_are_intraday_data(string rows) =>
        Assert.Contains("intraday", Refused(Plain + rows), StringComparison.Ordinal);

    [Fact]
    public void Minutes_thinned_to_one_a_day_are_intraday_data()
    {
        string rows = string.Concat(
            Sample.Days.Take(9).Select((d, i) => $"{d:yyyy-MM-dd} 09:3{i}:00,10,12,9,11,100\n")
        );
        Assert.Contains("intraday", Refused(Plain + rows), StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_column_of_minutes_is_intraday_data() =>
        Assert.Contains(
            "intraday",
            Refused(
                "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
                    + "T.US,5,20240102,093000,10,12,9,11,100,0\n"
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("2024-03-08 00:00:00-05:00,10,12,9,11,100\n2024-03-11 00:00:00-04:00,10,12,9,11,100\n")]
    [InlineData("2024-03-08T05:00:00Z,10,12,9,11,100\n2024-03-11T04:00:00Z,10,12,9,11,100\n")]
    [InlineData("3/14/2024 16:00,10,12,9,11,100\n3/15/2024 16:00,10,12,9,11,100\n")]
    public void Days_with_a_time_of_day_are_read(string rows) =>
        Assert.Equal(2, One(Plain + rows).Bars.Select(b => b.Date).Distinct().Count());

    [Fact]
    public void A_row_that_stands_twice_is_no_intraday_data() =>
        Assert.Equal(2, One($"{Plain}2024-01-02,10,12,9,11,100\n2024-01-02,10,12,9,11,100\n").Bars.Count);

    [Fact]
    public void The_store_and_the_chain_of_sources_refuse_two_bars_on_one_day()
    {
        List<DeliveredBar> bars = Sample.Quiet(20);
        bars.Insert(10, bars[10] with { Close = 50.3, AdjustedClose = 50.3 });
        DeliveredSeries delivered = Sample.Delivered("TWO", bars);
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        MarketDataException e = Assert.Throws<MarketDataException>(() =>
            store.Save(delivered, DateTimeOffset.UnixEpoch)
        );
        Assert.Contains("intraday", e.Message, StringComparison.Ordinal);
        Assert.False(store.Contains("TWO"));
        Assert.Equal(
            SourceFault.ChangedShape,
            Assert.Throws<SourceException>(() => IntradayRule.Answer("yahoo", delivered)).Fault
        );
    }

    [Theory]
    [InlineData("dd/MM/yyyy HH:mm")]
    [InlineData("dd/MM/yyyy")]
    public void A_form_of_dates_that_is_named_may_hold_the_time_of_day(string format)
    {
        string file = _folder.File("TEST.csv");
        File.WriteAllText(file, $"{Plain}02/01/2024 16:00,10,12,9,11,100\n");
        Assert.Equal(new DateOnly(2024, 1, 2), Assert.Single(Assert.Single(CsvBarSource.Read(file, format)).Bars).Date);
    }

    private static string Commas(string volume) =>
        $"Date;Open;High;Low;Close;Volume\n2024-01-31;187,04;187,09;184,35;184,40;{volume}\n";

    private string Refused(string text) => Assert.Throws<MarketDataException>(() => One(text)).Message;

    private DeliveredSeries One(string text)
    {
        string file = _folder.File("TEST.csv");
        File.WriteAllText(file, text);
        return Assert.Single(CsvBarSource.Read(file));
    }
}
