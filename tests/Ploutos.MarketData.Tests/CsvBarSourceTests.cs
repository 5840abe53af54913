using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class CsvBarSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plain_file_is_read_with_the_ticker_of_its_name()
    {
        DeliveredSeries s = One(
            "aapl.csv",
            "Date,Open,High,Low,Close,Volume\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12,200\n"
        );
        Assert.Equal(("AAPL", 2, DataOrigin.Observed), (s.Ticker, s.Bars.Count, s.Origin));
        Assert.Equal(DeliveredBar.Plain(new(2024, 1, 3), 11, 13, 10, 12, 200), s.Bars[1]);
    }

    [Fact]
    public void The_header_of_Yahoo_brings_adjusted_closes()
    {
        DeliveredSeries s = One(
            "MSFT.csv",
            "Date,Open,High,Low,Close,Adj"
                + " Close,Volume\r\n2024-01-02,10,12,9,10,5,100\r\n2024-01-03,null,null,null,null,null,null\r\n"
        );
        Assert.Equal(5, s.Bars[0].AdjustedClose);
        Assert.True(double.IsNaN(s.Bars[1].Close));
        Bar bar = Quality.QualityCheck.Run(s).Series[0];
        Assert.Equal(new Bar(new(2024, 1, 2), 5, 6, 4.5, 5, 100), bar);
    }

    [Fact]
    public void Both_forms_of_Stooq_are_understood()
    {
        Assert.Equal(
            "AAPL",
            One(
                "aapl.us.txt",
                "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
                    + "AAPL.US,D,20240102,000000,10,12,9,11,100,0\n"
            ).Ticker
        );
        Assert.Equal(
            new DateOnly(2024, 1, 2),
            One("spy.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,10,12,9,11,100\n").Bars[0].Date
        );
        string[] both =
        [
            .. Read(
                    "bulk.csv",
                    "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
                        + "AAPL.US,D,20240102,000000,10,12,9,11,100,0\n"
                        + "MSFT.US,D,20240102,000000,10,12,9,11,100,0\n"
                )
                .Select(s => s.Ticker),
        ];
        Assert.Equal(["AAPL", "MSFT"], both);
    }

    [Theory]
    [InlineData("20240131")]
    [InlineData("2024/01/31")]
    [InlineData("01/31/2024")]
    [InlineData("31/01/2024")]
    [InlineData("31.01.2024")]
    [InlineData("31-Jan-24")]
    [InlineData("31-Jan-2024")]
    [InlineData("\"Jan 31, 2024\"")]
    [InlineData("2024-01-31 00:00:00")]
    [InlineData("2024-01-31T00:00:00Z")]
    public void Common_forms_of_a_date_are_read(string text) =>
        Assert.Equal(
            new DateOnly(2024, 1, 31),
            One("A.csv", $"Date,Open,High,Low,Close,Volume\n{text},1,1,1,1,1\n").Bars[0].Date
        );

    [Fact]
    public void Day_and_month_are_told_apart_by_the_whole_file_and_never_row_by_row()
    {
        // Each date but the last can be read both ways; month first makes them three weekdays in a row.
        DeliveredSeries monthFirst = One("A.csv", Rows("02/05/2024", "02/06/2024", "02/07/2024"));
        Assert.Equal([new(2024, 2, 5), new(2024, 2, 6), new(2024, 2, 7)], monthFirst.Bars.Select(b => b.Date));
        DeliveredSeries dayFirst = One("A.csv", Rows("08/01/2024", "09/01/2024", "13/01/2024"));
        Assert.Equal(new DateOnly(2024, 1, 8), dayFirst.Bars[0].Date);
    }

    [Fact]
    public void Dates_that_stay_ambiguous_are_asked_about_and_a_given_form_decides()
    {
        string rows = Rows("03/04/2024", "05/06/2024");
        Assert.Contains(
            "'03/04/2024' can be read as M/d/yyyy or d/M/yyyy",
            Error("A.csv", rows),
            StringComparison.Ordinal
        );
        Assert.Equal(
            new DateOnly(2024, 4, 3),
            CsvBarSource.Read(_folder.File("A.csv"), "dd/MM/yyyy").Single().Bars[0].Date
        );
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("Date,Open,High,Low,Close,Volume\n", "holds a header but no rows")]
    [InlineData(
        "Date,Open,High,Low,Price,Volume\n2024-01-02,1,1,1,1,1\n",
        "it has no Close; found: Date, Open, High, Low, Price, Volume"
    )]
    [InlineData("2024-01-02,1,1,1,1,1\n", "it has no Date, Open")]
    [InlineData(
        "Date,Open,High,Low,Close,Volume,Vol\n2024-01-02,1,1,1,1,1,1\n",
        "the columns 'Volume' and 'Vol' mean the same"
    )]
    [InlineData(
        "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,1,1\n2024-01-03,1,1,oops,1,1\n",
        "line 3, column 'Low': 'oops' is not a number"
    )]
    [InlineData(
        "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,1,1\nsoon,1,1,1,1,1\n",
        "line 3, column 'Date': 'soon' is not a date"
    )]
    [InlineData(
        "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,1,1\n2024-13-02,1,1,1,1,1\n",
        "'2024-13-02' is not a date in the form of the lines before it"
    )]
    [InlineData(
        "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,1,1\n2024-01-03,1,1\n",
        "line 3: 3 cells, but the header names 6"
    )]
    [InlineData("Date,Open,High,Low,Close,Volume\n2024-01-02,\"1,5\",1,1,1,1\n", "'1,5' is not a number")]
    [InlineData("Ticker,Date,Open,High,Low,Close,Volume\n../x,2024-01-02,1,1,1,1,1\n", "'../x' is not a ticker")]
    public void A_bad_file_is_refused_with_its_place(string text, string message)
    {
        string error = Error("A.csv", text);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains("A.csv", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_cells_and_infinities_are_left_to_the_quality_check()
    {
        DeliveredSeries s = One("A.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,,NaN,1e999,-3,N/A\n");
        DeliveredBar b = s.Bars[0];
        Assert.True(
            double.IsNaN(b.Open)
                && double.IsNaN(b.High)
                && double.IsInfinity(b.Low)
                && b.Close == -3
                && double.IsNaN(b.Volume)
        );
    }

    [Fact]
    public void No_file_an_empty_folder_and_mixed_tickers_in_a_folder_are_named()
    {
        Assert.Contains("no file or folder", Message(_folder.File("none")), StringComparison.Ordinal);
        Assert.Contains("holds no .csv", Message(_folder.Path), StringComparison.Ordinal);
        File.WriteAllText(
            _folder.File("AAPL.csv"),
            "Ticker,Date,Open,High,Low,Close,Volume\nAAPL,2024-01-02,1,1,1,1,1\nMSFT,2024-01-02,1,1,1,1,1\n"
        );
        Assert.Contains(
            "must hold one ticker, but it holds 2: AAPL, MSFT",
            Message(_folder.Path),
            StringComparison.Ordinal
        );
        File.WriteAllText(
            _folder.File("AAPL.csv"),
            "Ticker,Date,Open,High,Low,Close,Volume\nMSFT,2024-01-02,1,1,1,1,1\n"
        );
        Assert.Contains(
            "is named AAPL, but its ticker column says MSFT",
            Message(_folder.Path),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_31_real_files_are_read_whole()
    {
        List<DeliveredSeries> all = [.. CsvBarSource.Read(TestPaths.RealBarsOrSkip())];
        Assert.Equal((31, 93612), (all.Count, all.Sum(s => s.Bars.Count)));
        BarSeries boeing = all.Single(s => s.Ticker == "BA").AsTheyStand();
        Assert.Equal(new Bar(new(2007, 2, 8), 200, 90.36, 88.55, 89.52, 5155700), boeing.From(new(2007, 2, 8))[0]);
    }

    private static string Rows(params string[] dates) =>
        "Date,Open,High,Low,Close,Volume\n" + string.Concat(dates.Select(d => d + ",1,1,1,1,1\n"));

    private static string Message(string path) =>
        Assert.Throws<MarketDataException>(() => CsvBarSource.Read(path).ToList()).Message;

    private DeliveredSeries One(string name, string text) => Assert.Single(Read(name, text));

    private List<DeliveredSeries> Read(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return [.. CsvBarSource.Read(_folder.File(name))];
    }

    private string Error(string name, string text) =>
        Assert.Throws<MarketDataException>(() => Read(name, text)).Message;
}
