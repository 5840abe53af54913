using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>Rows as each provider writes them, read to the cent and the share.</summary>
public sealed class FileFormsTests : IDisposable
{
    private static readonly DateOnly January30 = new(2024, 1, 30),
        January31 = new(2024, 1, 31);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Forms =>
        new()
        {
            {
                "Nasdaq",
                "AAPL.csv",
                "Date,Close/Last,Volume,Open,High,Low\n"
                    + "01/31/2024,$184.40,55467803,$187.04,$187.095,$184.35\n"
                    + "01/30/2024,$188.04,55859370,$190.94,$191.80,$187.47\n"
            },
            {
                "Investing.com",
                "AAPL Historical Data.csv",
                "\uFEFF\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n"
                    + "\"Jan 31, 2024\",\"184.40\",\"187.04\",\"187.10\",\"184.35\",\"55.47M\",\"-1.94%\"\n"
                    + "\"Jan 30, 2024\",\"188.04\",\"190.94\",\"191.80\",\"187.47\",\"55.86M\",\"-1.92%\"\n"
            },
            {
                "TradingView, Unix seconds",
                "NASDAQ_AAPL, 1D.csv",
                "time,open,high,low,close,Volume\n1706625000,190.94,191.8,187.47,188.04,55859370\n"
                    + "1706711400,187.04,187.095,184.35,184.4,55467803\n"
            },
            {
                "TradingView, ISO",
                "BATS_AAPL, 1D_2f3c1.csv",
                "time,open,high,low,close,Volume\n2024-01-30T14:30:00Z,190.94,191.8,187.47,188.04,55859370\n"
                    + "2024-01-31T14:30:00Z,187.04,187.095,184.35,184.4,55467803\n"
            },
            {
                "pandas without a name for its index",
                "AAPL.csv",
                ",Open,High,Low,Close,Volume\n2024-01-30 00:00:00-05:00,190.94,191.8,187.47,188.04,55859370\n"
                    + "2024-01-31 00:00:00-05:00,187.04,187.095,184.35,184.4,55467803\n"
            },
            {
                "pandas with numbered rows",
                "AAPL_data.csv",
                "Unnamed: 0,date,open,high,low,close,volume\n0,2024-01-30,190.94,191.8,187.47,188.04,55859370\n"
                    + "1,2024-01-31,187.04,187.095,184.35,184.4,55467803\n"
            },
            {
                "yfinance",
                "AAPL.csv",
                "Price,Close,High,Low,Open,Volume\nTicker,AAPL,AAPL,AAPL,AAPL,AAPL\nDate,,,,,\n"
                    + "2024-01-30,188.04,191.8,187.47,190.94,55859370\n"
                    + "2024-01-31,184.4,187.095,184.35,187.04,55467803\n"
            },
            {
                "Google Finance",
                "AAPL.csv",
                "Date,Open,High,Low,Close,Volume\n1/30/2024 16:00:00,190.94,191.8,187.47,188.04,55859370\n"
                    + "1/31/2024 16:00:00,187.04,187.095,184.35,184.4,55467803\n"
            },
            {
                "IBKR",
                "AAPL.csv",
                "date,open,high,low,close,volume,average,barCount\n"
                    + "20240130  23:59:59,190.94,191.8,187.47,188.04,55859370,189.1,311002\n"
                    + "20240131  23:59:59,187.04,187.095,184.35,184.4,55467803,185.7,320411\n"
            },
            {
                "IBKR in universal time",
                "AAPL.csv",
                "date,open,high,low,close,volume,average,barCount\n"
                    + "20240130-05:00:00,190.94,191.8,187.47,188.04,55859370,189.1,311002\n"
                    + "20240131-05:00:00,187.04,187.095,184.35,184.4,55467803,185.7,320411\n"
            },
            {
                "Euronext",
                "AAPL.csv",
                "\uFEFF\"Historical Data\"\n\"From 2024-01-30 to 2024-01-31\"\nFR0000120271\n"
                    + "Date;Open;High;Low;Last;Close;\"Number of Shares\";\"Number of Trades\";Turnover;vwap\n"
                    + "31/01/2024;187.04;187.095;184.35;184.40;184.40;55467803;10123;10300000000;185.7\n"
                    + "30/01/2024;190.94;191.80;187.47;188.04;188.04;55859370;9981;10500000000;189.1\n"
            },
            {
                "MetaTrader 4",
                "AAPL1440.csv",
                "2024.01.30,00:00,190.94,191.80,187.47,188.04,55859370\n"
                    + "2024.01.31,00:00,187.04,187.095,184.35,184.40,55467803\n"
            },
            {
                "MetaTrader 5",
                "AAPL_Daily_202401300000_202401310000.csv",
                "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
                    + "2024.01.30\t190.94\t191.80\t187.47\t188.04\t41200\t55859370\t1\n"
                    + "2024.01.31\t187.04\t187.095\t184.35\t184.40\t43911\t55467803\t1\n"
            },
            {
                "MetaTrader 5 without shares",
                "AAPL_D1.csv",
                "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
                    + "2024.01.30\t190.94\t191.80\t187.47\t188.04\t55859370\t0\t1\n"
                    + "2024.01.31\t187.04\t187.095\t184.35\t184.40\t55467803\t0\t1\n"
            },
            {
                "Sharadar",
                "SHARADAR_SEP.csv",
                "ticker,date,open,high,low,close,volume,closeadj,closeunadj,lastupdated\n"
                    + "AAPL,2024-01-30,190.94,191.8,187.47,188.04,55859370,188.04,188.04,2024-05-10\n"
                    + "AAPL,2024-01-31,187.04,187.095,184.35,184.4,55467803,184.4,184.4,2024-05-10\n"
            },
            {
                "Polygon flat file",
                "2024-01.csv",
                "ticker,volume,open,close,high,low,window_start,transactions\n"
                    + "AAPL,55859370,190.94,188.04,191.8,187.47,1706590800000000000,560017\n"
                    + "AAPL,55467803,187.04,184.4,187.095,184.35,1706677200000000000,587441\n"
            },
            {
                "Decimal comma",
                "AAPL.csv",
                "Datum;Erster;Hoch;Tief;Schlusskurs;Stuecke;Volumen\n"
                    + "2024-01-31;187,04;187,095;184,35;184,40;55.467.803;10.300.000.000\n"
                    + "2024-01-30;190,94;191,80;187,47;188,04;55.859.370;10.500.000.000\n"
            },
            {
                "Remarks",
                "AAPL.csv",
                "# AAPL, daily, from somewhere, in USD\n#\n\nDate,Open,High,Low,Close,Volume\n"
                    + "# January\n2024-01-30,190.94,191.8,187.47,188.04,55859370\n"
                    + "2024-01-31,187.04,187.095,184.35,184.4,55467803\n"
            },
            {
                "Stooq",
                "aapl_us_d.csv",
                "Date,Open,High,Low,Close,Volume\r\n2024-01-30,190.94,191.8,187.47,188.04,55859370\r\n"
                    + "2024-01-31,187.04,187.095,184.35,184.4,55467803\r\n"
            },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_provider_s_form_is_read_to_the_cent_and_the_share(string provider, string name, string text)
    {
        DeliveredSeries s = One(name, text);
        Assert.True(s.Ticker == "AAPL", $"{provider}: {s.Ticker}");
        DeliveredBar[] bars = [.. s.Bars.OrderBy(b => b.Date)];
        bool isRounded = provider == "Investing.com";
        Assert.Equal(
            DeliveredBar.Plain(January30, 190.94, 191.8, 187.47, 188.04, isRounded ? 55860000 : 55859370),
            bars[0]
        );
        Assert.Equal(
            DeliveredBar.Plain(
                January31,
                187.04,
                isRounded ? 187.1 : 187.095,
                184.35,
                184.4,
                isRounded ? 55470000 : 55467803
            ),
            bars[1]
        );
    }

    [Theory]
    [InlineData("1.2K", 1200)]
    [InlineData("55.47M", 55470000)]
    [InlineData("1.03B", 1030000000)]
    [InlineData("0.57M", 570000)]
    [InlineData("-", double.NaN)]
    public void A_shortened_volume_loses_no_share(string text, double shares) =>
        Assert.Equal(
            shares,
            One(
                "AAPL.csv",
                "\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n"
                    + $"\"Jan 31, 2024\",\"1,184.40\",\"1,187.04\",\"1,187.10\",\"1,184.35\",\"{text}\",\"0%\"\n"
            )
                .Bars[0]
                .Volume
        );

    [Fact]
    public void A_price_with_a_letter_behind_it_is_no_number() =>
        Assert.Contains(
            "'18M' is not a number",
            Refused("AAPL.csv", "Date,Open,High,Low,Close,Volume\n2024-01-31,1,1,1,18M,1\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_decimal_comma_that_may_stand_between_thousands_is_refused() =>
        Assert.Contains(
            "line 2, column 'Open': '1,250' is not a number",
            Refused("AAPL.csv", "Date;Open;High;Low;Close;Volume\n2024-01-31;1,250;1,260;1,240;1,255;7\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Several_tickers_side_by_side_are_read_apart_and_days_without_one_are_left_out()
    {
        Dictionary<string, DeliveredSeries> all = Read(
                "yahoo.csv",
                "Ticker,AAPL,AAPL,AAPL,AAPL,AAPL,MSFT,MSFT,MSFT,MSFT,MSFT\n"
                    + "Price,Open,High,Low,Close,Volume,Open,High,Low,Close,Volume\nDate,,,,,,,,,,\n"
                    + "2024-01-30,190.94,191.8,187.47,188.04,55859370,,,,,\n"
                    + "2024-01-31,187.04,187.095,184.35,184.4,55467803,406.96,415.32,397.21,397.58,47871100\n"
            )
            .ToDictionary(s => s.Ticker);
        Assert.Equal(2, all["AAPL"].Bars.Count);
        Assert.Equal(
            DeliveredBar.Plain(January31, 406.96, 415.32, 397.21, 397.58, 47871100),
            Assert.Single(all["MSFT"].Bars)
        );
    }

    [Fact]
    public void Sharadar_s_adjusted_close_is_taken() =>
        Assert.Equal(
            184.1,
            One(
                "SEP.csv",
                "ticker,date,open,high,low,close,volume,closeadj,closeunadj,lastupdated\n"
                    + "AAPL,2024-01-31,187.04,187.095,184.35,184.4,55467803,184.1,184.4,2024-05-10\n"
            )
                .Bars[0]
                .AdjustedClose
        );

    [Theory]
    // A session of Sydney begins on the universal day before; one of Tokyo at universal midnight
    [InlineData("BHP.AX", 1706655600, 31)]
    [InlineData("7203.T", 1706659200, 31)]
    [InlineData("AAPL", 1706711400, 31)]
    [InlineData("AAPL", 1706659200, 31)]
    public void A_stamp_is_the_day_of_the_ticker_s_market(string ticker, long stamp, int day) =>
        Assert.Equal(
            new DateOnly(2024, 1, day),
            One($"{ticker}.csv", $"time,open,high,low,close,Volume\n{stamp},1,1,1,1,1\n").Bars[0].Date
        );

    [Theory]
    [InlineData("1706711400000")]
    [InlineData("1706711400000000")]
    [InlineData("1706711400000000000")]
    public void Stamps_count_in_any_unit(string stamp) =>
        Assert.Equal(
            January31,
            One("AAPL.csv", $"timestamp,open,high,low,close,volume\n{stamp},1,1,1,1,1\n").Bars[0].Date
        );

    [Theory]
    [InlineData("%PDF-1.7 ...", "is a PDF document")]
    [InlineData("<!DOCTYPE html><html><head><title>Just a moment...</title>", "a web page or XML")]
    [InlineData("{\"chart\":{\"result\":null}}", "but JSON")]
    [InlineData("SQLite format 3\0 ", "is an SQLite database")]
    [InlineData("PK\u0003\u0004nothing", "is damaged")]
    [InlineData("PAR1nothing", "is not a whole Parquet file")]
    [InlineData("Date,Open,High,Low,Close,Volume\n2024-01-31,1,1,1,1,\0", "is binary")]
    public void What_is_not_read_is_named_with_what_was_found(string content, string found) =>
        Assert.Contains(found, Refused("AAPL.csv", content), StringComparison.Ordinal);

    [Theory]
    [InlineData("2024-01-31,1,1,1,\u001b[31mred\u0007,1")]
    [InlineData("\u001b]0;title\u0007,1,1,1,1,1")]
    [InlineData("2024-01-31,1,1,1,\u009b2J\u202e,1")]
    public void A_message_about_a_cell_holds_no_control_characters(string row) =>
        Assert.DoesNotContain(
            Refused("AAPL.csv", $"Date,Open,High,Low,Close,Volume\n{row}\n"),
            c => char.IsControl(c) || c == '\u202e'
        );

    private string Refused(string name, string text) =>
        Assert.Throws<MarketDataException>(() => Read(name, text)).Message;

    private DeliveredSeries One(string name, string text) => Assert.Single(Read(name, text));

    private List<DeliveredSeries> Read(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text, new System.Text.UTF8Encoding(false));
        return [.. CsvBarSource.Read(_folder.File(name))];
    }
}
