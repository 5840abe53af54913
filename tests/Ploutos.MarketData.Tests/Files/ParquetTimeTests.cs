using System.Globalization;
using Parquet;
using Parquet.Schema;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>Times in Parquet files: moments of universal time, and times of any place.</summary>
public sealed class ParquetTimeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // Midnight in Tokyo, Paris, London (in summer) and New York, and the opening in Sydney
    [InlineData("7203.T", "2024-01-30 15:00", "2024-01-31")]
    [InlineData("MC.PA", "2024-01-30 23:00", "2024-01-31")]
    [InlineData("VOD.L", "2024-07-30 23:00", "2024-07-31")]
    [InlineData("AAPL", "2024-01-31 05:00", "2024-01-31")]
    [InlineData("BHP.AX", "2024-01-30 23:00", "2024-01-31")]
    // Midnight of universal time is the day itself
    [InlineData("AAPL", "2024-01-31 00:00", "2024-01-31")]
    public async Task A_moment_of_universal_time_is_the_day_of_the_ticker_s_market(
        string ticker,
        string time,
        string day
    )
    {
        Assert.Equal(day, await DayOf(ticker, time, isUtc: true));
    }

    [Theory]
    [InlineData("7203.T", "2024-01-31 15:00")]
    [InlineData("MC.PA", "2024-01-31 23:00")]
    public async Task A_time_without_a_zone_stays_on_its_day(string ticker, string time)
    {
        Assert.Equal("2024-01-31", await DayOf(ticker, time, isUtc: false));
    }

    private async Task<string> DayOf(string ticker, string time, bool isUtc)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var date = new DateTimeDataField("Date", DateTimeFormat.Timestamp, isUtc, DateTimeTimeUnit.Micros, false);
        DataField[] values =
        [
            .. new[] { "Open", "High", "Low", "Close", "Volume" }.Select(n => new DataField<double>(n, false)),
        ];
        string file = _folder.File($"{ticker}.parquet");
        await using (FileStream stream = File.Create(file))
        await using (
            ParquetWriter writer = await ParquetWriter.CreateAsync(
                new ParquetSchema([date, .. values]),
                stream,
                cancellationToken: stop
            )
        )
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            var moment = DateTime.SpecifyKind(
                DateTime.Parse(time, CultureInfo.InvariantCulture),
                isUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified
            );
            await group.WriteAsync<DateTime>(date, new[] { moment }, cancellationToken: stop);
            foreach (DataField value in values)
                await group.WriteAsync<double>(value, new[] { 1.0 }, cancellationToken: stop);
        }

        return Assert
            .Single(Assert.Single(CsvBarSource.Read(file)).Bars)
            .Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
