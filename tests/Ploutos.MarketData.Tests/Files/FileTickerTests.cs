using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Tests.Files;

public sealed class FileTickerTests
{
    [Theory]
    [InlineData("AAPL.csv", "AAPL")]
    [InlineData("aapl.us.txt", "AAPL")]
    [InlineData("jpm_us_d.csv", "JPM")]
    [InlineData("vod_uk_d.csv", "VOD.L")]
    [InlineData("^spx_d.csv", "^SPX")]
    [InlineData("daily_JPM.csv", "JPM")]
    [InlineData("daily_adjusted_JPM.csv", "JPM")]
    [InlineData("JPM_Daily.csv", "JPM")]
    [InlineData("JPM_1d.csv", "JPM")]
    [InlineData("AAL_data.csv", "AAL")]
    [InlineData("AABA_2006-01-01_to_2018-01-01.csv", "AABA")]
    [InlineData("NASDAQ_AAPL, 1D.csv", "AAPL")]
    [InlineData("LSE_VOD, 1D.csv", "VOD.L")]
    [InlineData("AAPL Historical Data.csv", "AAPL")]
    [InlineData("WIKI-AAPL.csv", "AAPL")]
    [InlineData("AAPL (1).csv", "AAPL")]
    [InlineData("BRK-B.csv", "BRK-B")]
    [InlineData("HistoricalData_1691234567890.csv", null)]
    [InlineData("all_stocks_5yr.csv", null)]
    [InlineData("2024-01-31.csv", null)]
    [InlineData("7203.csv", "7203")]
    [InlineData("README.txt", null)]
    [InlineData("prices.csv", null)]
    [InlineData("jpm_us_w.csv", null)]
    public void The_ticker_is_found_in_providers_names(string file, string? ticker) =>
        Assert.Equal(ticker, FileTicker.Of(file));
}
