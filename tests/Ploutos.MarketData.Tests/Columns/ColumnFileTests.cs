using Parquet;
using Parquet.Schema;
using Ploutos.MarketData.Columns;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Columns;

public sealed class ColumnFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_value_is_used_from_the_day_after_its_date_or_from_its_known_at_on()
    {
        ColumnFile file = Read(
            """
            ticker,date,known_at,score
            AAPL,2024-01-02,,1
            AAPL,2024-01-04,2024-01-04,2
            AAPL,2024-01-05,2024-01-09,3
            MSFT,2024-01-02,,9
            """
        );
        Assert.Equal(["score"], file.Names);
        Assert.Equal(
            [double.NaN, 1, 2, 2, 2, 3, 3],
            file.On(Bars("AAPL", [2, 3, 4, 5, 8, 9, 10]), "score", staleAfter: null)
        );
        Assert.Equal([double.NaN, 9], file.On(Bars("MSFT", [2, 3]), "score", null));
        Assert.Equal([double.NaN, double.NaN], file.On(Bars("NVDA", [2, 3]), "score", null));
    }

    [Fact]
    public void An_older_day_that_comes_late_replaces_no_newer_one_and_a_correction_counts_from_when_it_came()
    {
        ColumnFile file = Read(
            """
            date,ticker,score,known_at
            2024-01-04,AAPL,2,2024-01-04
            2024-01-02,AAPL,1,2024-01-05
            2024-01-04,AAPL,5,2024-01-09
            """
        );
        Assert.Equal([double.NaN, 2, 2, 5], file.On(Bars("AAPL", [3, 4, 5, 9]), "score", null));
    }

    [Fact]
    public void What_is_stale_or_empty_is_missing()
    {
        ColumnFile file = Read("ticker,date,a,b\nAAPL,2024-01-02,1,\nAAPL,2024-01-08,,7\n");
        BarSeries bars = Bars("AAPL", [3, 4, 5, 8, 9]);
        Assert.Equal([1, 1, double.NaN, double.NaN, double.NaN], file.On(bars, "a", staleAfter: 2));
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 7], file.On(bars, "b", staleAfter: 2));
    }

    [Fact]
    public void What_is_not_known_yet_changes_no_value()
    {
        string head = "ticker,date,known_at,score\nAAPL,2024-01-02,,1\nAAPL,2024-01-03,2024-01-05,2\n";
        BarSeries bars = Bars("AAPL", [2, 3, 4]);
        double[] without = Read(head).On(bars, "score", null);
        Assert.Equal(without, Read(head.Replace(",2\n", ",-999\n", StringComparison.Ordinal)).On(bars, "score", null));
        Assert.Equal(
            without,
            Read(head + "AAPL,2024-01-04,,7\nAAPL,2024-01-02,2024-01-08,4\n").On(bars, "score", null)
        );
    }

    [Theory]
    [InlineData("ticker,date,s\nAAPL,2024-01-02,1\nAAPL,2024-01-02,2\n", "lines 2 and 3 are both of 2024-01-02")]
    [InlineData(
        "ticker,date,known_at,s\nAAPL,2024-01-02,2024-01-01,1\n",
        "line 2: known_at must not lie before the date 2024-01-02, but is 2024-01-01"
    )]
    [InlineData("ticker,date,s\nAAPL,2024-01-02,NaN\n", "line 2: 's' must be a finite number")]
    [InlineData("ticker,date,s\nAAPL,2024-01-02,1e999\n", "line 2: 's' must be a finite number")]
    [InlineData("ticker,date,s\nAAPL,2024-01-02,high\n", "but is 'high'")]
    [InlineData(
        "ticker,date,s\nAAPL,02.01.2024,1\n",
        "date must be a day as yyyy-MM-dd, without a time, but is '02.01.2024'"
    )]
    [InlineData(
        "ticker,date,known_at,s\nAAPL,2024-01-02T00:00:00,2024-01-03 17:30:00,1\n",
        "known_at must be a day as yyyy-MM-dd, without a time, but is '2024-01-03 17:30:00'"
    )]
    [InlineData("ticker,date,s\nAAPL,,1\n", "line 2: the date must be given")]
    [InlineData("ticker,date,s\n../x,2024-01-02,1\n", "line 2: the ticker must be 1 to 15 letters")]
    [InlineData("ticker,day,s\nAAPL,2024-01-02,1\n", "must have the columns ticker and date")]
    [InlineData("ticker,date\nAAPL,2024-01-02\n", "must have a column of values")]
    [InlineData("ticker,date,s,S\nAAPL,2024-01-02,1,2\n", "must be there once, but is there 2 times")]
    [InlineData("ticker,date,s\nAAPL,2024-01-02\n", "line 2 has 2 cells, fewer than the header")]
    public void A_row_that_breaks_a_rule_is_refused_with_its_place(string text, string rule)
    {
        MarketDataException error = Assert.Throws<MarketDataException>(() => Read(text));
        Assert.StartsWith(_folder.File("columns.csv"), error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Correct the file.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_missing_column_are_named()
    {
        Assert.Contains(
            "There is no file",
            Assert.Throws<MarketDataException>(() => ColumnFile.Read(_folder.File("none.csv"))).Message,
            StringComparison.Ordinal
        );
        ColumnFile file = Read("ticker,date,score\nAAPL,2024-01-02,1\n");
        Assert.Contains(
            "has no column 'scoer'. It has: score.",
            Assert.Throws<MarketDataException>(() => file.On(Bars("AAPL", [3]), "scoer", null)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_is_read_again_when_it_changed()
    {
        BarSeries bars = Bars("AAPL", [3, 4]);
        Assert.Equal([1, 1], Read("ticker,date,score\nAAPL,2024-01-02,1\n").On(bars, "score", null));
        Assert.Equal(
            [1, 22],
            Read("ticker,date,score\nAAPL,2024-01-02,1\nAAPL,2024-01-03,22\n").On(bars, "score", null)
        );
    }

    [Fact]
    public async Task A_Parquet_file_gives_the_same()
    {
        string path = _folder.File("columns.parquet");
        CancellationToken stop = TestContext.Current.CancellationToken;
        var ticker = new DataField("ticker", typeof(string), isNullable: false);
        var date = new DataField<DateOnly>("date");
        var score = new DataField<double>("score", true);
        await using (FileStream stream = File.Create(path))
        await using (
            ParquetWriter writer = await ParquetWriter.CreateAsync(
                new ParquetSchema([ticker, date, score]),
                stream,
                cancellationToken: stop
            )
        )
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(ticker, new[] { "AAPL", "AAPL" });
            await group.WriteAsync<DateOnly>(
                date,
                new DateOnly[] { new(2024, 1, 2), new(2024, 1, 4) },
                cancellationToken: stop
            );
            await group.WriteAsync<double>(score, new double?[] { 1.5, null }, cancellationToken: stop);
        }

        Assert.Equal([1.5, 1.5, double.NaN], ColumnFile.Read(path).On(Bars("AAPL", [3, 4, 5]), "score", null));
    }

    private ColumnFile Read(string text)
    {
        string path = _folder.File("columns.csv");
        File.WriteAllText(path, text);
        return ColumnFile.Read(path);
    }

    private static BarSeries Bars(string ticker, int[] days) =>
        BarSeries.FromBars(
            ticker,
            DataOrigin.Observed,
            [.. days.Select(d => new Bar(new DateOnly(2024, 1, d), 1, 1, 1, 1, 1))]
        );
}
