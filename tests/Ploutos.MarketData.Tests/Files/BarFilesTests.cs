using System.IO.Compression;
using System.Text;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Files;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>Folders, archives, patterns and joined files.</summary>
public sealed class BarFilesTests : IDisposable
{
    private const string Header = "Date,Open,High,Low,Close,Volume\n",
        Good = Header + "2024-01-30,10,12,9,11,100\n2024-01-31,11,13,10,12,200\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bad_file_is_told_and_leaves_the_others_alone()
    {
        Write("AAPL.csv", Good);
        Write("BAD.csv", Header + "2024-01-31,1,1,oops,1,1\n");
        Write("MSFT.csv", Good);
        Write("README.txt", "These are bars.\n");
        Write("chart.png", "\u0089PNG");
        Write(".hidden.csv", Good);
        BarFileReading[] all = Read(_folder.Path);
        Assert.Equal(["AAPL", "MSFT"], Tickers(all));
        Assert.Contains(
            "'oops'",
            Assert.Single(all, r => r.Refused is not null).Refused!.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["README.txt", "chart.png"],
            all.Where(r => r.Skipped is not null).Select(r => Path.GetFileName(r.File)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_file_whose_name_is_no_ticker_asks_for_one_and_takes_it()
    {
        string file = Write("HistoricalData_1691234567890.csv", Good);
        Assert.Equal(MarketDataFault.TickerName, Assert.Single(Read(file)).Refused!.Kind);
        Assert.Equal(["JPM"], Tickers(ReadAs(new() { Ticker = "jpm" }, file)));
    }

    [Fact]
    public void Files_of_one_given_ticker_are_joined_by_day()
    {
        string later = Write("2024.csv", Header + "2024-01-31,11,13,10,12,200\n"),
            earlier = Write("2023.csv", Header + "2023-12-29,10,12,9,11,100\n");
        DeliveredSeries joined = Assert.Single(
            ReadAs(new() { Ticker = "JPM" }, later, earlier).SelectMany(r => r.Series)
        );
        Assert.Equal([new(2023, 12, 29), new(2024, 1, 31)], joined.Bars.Select(b => b.Date));
    }

    [Fact]
    public void A_file_a_day_with_all_tickers_becomes_a_series_a_ticker()
    {
        const string header = "ticker,volume,open,close,high,low,window_start,transactions\n";
        Pack(
            "2024-01-31.csv.gz",
            header + "AAPL,200,11,12,13,10,1706677200000000000,7\nMSFT,5,1,1,1,1,1706677200000000000,7\n"
        );
        Pack("2024-01-30.csv.gz", header + "AAPL,100,10,11,12,9,1706590800000000000,7\n");
        BarFileReading[] all = Read(_folder.Path);
        Assert.Equal(["AAPL", "MSFT"], Tickers(all));
        DeliveredSeries apple = all.SelectMany(r => r.Series).Single(s => s.Ticker == "AAPL");
        Assert.Equal(
            [
                DeliveredBar.Plain(new(2024, 1, 30), 10, 12, 9, 11, 100),
                DeliveredBar.Plain(new(2024, 1, 31), 11, 13, 10, 12, 200),
            ],
            apple.Bars
        );
        Assert.Equal(2, all.Count(r => r.Joined > 0));
    }

    [Fact]
    public void A_folder_inside_the_folder_is_not_read_and_that_is_told_where_it_holds_files_of_bars()
    {
        Directory.CreateDirectory(_folder.File("more"));
        Directory.CreateDirectory(_folder.File("other"));
        Write(Path.Combine("more", "MSFT.csv"), Good);
        Write(Path.Combine("other", "notes.md"), "Nothing.\n");
        MarketDataException none = Assert.Throws<MarketDataException>(() => Read(_folder.Path));
        Assert.Contains("but its folder 'more' does", none.Message, StringComparison.Ordinal);
        Write("AAPL.csv", Good);
        BarFileReading[] all = Read(_folder.Path);
        Assert.Equal(["AAPL"], Tickers(all));
        BarFileReading told = Assert.Single(all, r => r.Skipped is not null);
        Assert.Equal(_folder.File("more"), told.File);
        Assert.Equal("a folder inside the folder; import it by its own path", told.Skipped);
    }

    [Fact]
    public void A_file_with_all_tickers_beside_their_own_files_is_skipped_where_it_adds_none()
    {
        Write("AABA_2006-01-01_to_2018-01-01.csv", Good);
        Write(
            "all_stocks_2006-01-01_to_2018-01-01.csv",
            "Date,Open,High,Low,Close,Volume,Name\n2024-01-30,10,12,9,11,100,AABA\n2024-01-31,11,13,10,12,200,AABA\n"
        );
        BarFileReading[] all = Read(_folder.Path);
        Assert.Equal(["AABA"], Tickers(all));
        Assert.Equal("its tickers have files of their own", all.Single(r => r.Skipped is not null).Skipped);
    }

    [Fact]
    public void A_file_with_all_tickers_in_a_folder_is_read_whole()
    {
        Write(
            "all_stocks_5yr.csv",
            "date,open,high,low,close,volume,Name\n2024-01-31,1,1,1,1,1,AAL\n2024-01-31,2,2,2,2,2,AAPL\n"
        );
        Assert.Equal(["AAL", "AAPL"], Tickers(Read(_folder.Path)));
    }

    [Fact]
    public void A_second_file_of_a_ticker_is_refused_and_not_mixed_in()
    {
        Write("AAPL.csv", Good);
        Write("daily_AAPL.csv", Good);
        BarFileReading[] all = Read(_folder.Path);
        Assert.Equal(["AAPL"], Tickers(all));
        Assert.Contains(
            "already",
            Assert.Single(all, r => r.Refused is not null).Refused!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("*.csv", "AAPL,MSFT")]
    [InlineData("M?FT.csv", "MSFT")]
    [InlineData("**/*.csv", "AAPL,IBM,MSFT")]
    public void Patterns_stand_for_files(string pattern, string tickers)
    {
        Write("AAPL.csv", Good);
        Write("MSFT.csv", Good);
        Directory.CreateDirectory(_folder.File("2024", "01"));
        Write(Path.Combine("2024", "01", "IBM.csv"), Good);
        Assert.Equal(tickers.Split(','), Tickers(Read(_folder.File(pattern))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_pattern_that_fits_nothing_is_named() =>
        Assert.Equal(
            MarketDataFault.NoFile,
            Assert.Throws<MarketDataException>(() => Read(_folder.File("*.csv"))).Kind
        );

    [Fact]
    public void Packed_files_are_read_and_not_unpacked()
    {
        Pack("AAPL.csv.gz", Good);
        Zip("bars.zip", ("MSFT.csv", Good), ("sub/IBM.csv", Good), ("__MACOSX/._IBM.csv", "x"), ("README.md", "x"));
        BarFileReading[] all = Read(_folder.Path);
        Assert.Equal(["AAPL", "IBM", "MSFT"], Tickers(all).Order(StringComparer.Ordinal));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Theory]
    [InlineData("../../AAPL.csv")]
    [InlineData("/etc/AAPL.csv")]
    [InlineData("C:\\AAPL.csv")]
    public void An_entry_that_names_a_place_outside_is_refused(string entry)
    {
        string file = Zip("bars.zip", (entry, Good), ("MSFT.csv", Good));
        BarFileReading[] all = Read(file);
        Assert.Contains(all, r => r.Refused is { Kind: MarketDataFault.Archive });
    }

    [Fact]
    public void A_file_that_unpacks_to_far_more_than_it_is_is_refused()
    {
        string rows = string.Concat(Enumerable.Repeat("2024-01-31,1,1,1,1,1\n", 20_000));
        PackedFile.Limits limits = new() { FreeBytes = 10_000, MostTimes = 5 };
        string gz = Pack("AAPL.csv.gz", Header + rows),
            zip = Zip("bars.zip", ("MSFT.csv", Header + rows));
        foreach (string file in new[] { gz, zip })
            Assert.Contains(
                "unpacks to more than",
                BarFiles.Read([file], new(), limits).Single().Refused!.Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void An_archive_within_an_archive_is_refused()
    {
        string gz = Pack("bars.zip.gz", File.ReadAllBytes(Zip("inner.zip", ("AAPL.csv", Good))));
        Assert.Contains("packed twice", Assert.Single(Read(gz)).Refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_that_a_spreadsheet_leaves_is_nobody_s_bars()
    {
        Write("AAPL.csv", Good);
        Write("~$AAPL.xlsx", "lock");
        string zip = Zip("bars.zip", ("MSFT.csv", Good), ("~$MSFT.xlsx", "lock"));
        foreach (string path in new[] { _folder.Path, _folder.File("*"), zip })
            Assert.All(Read(path), r => Assert.Null(r.Refused));
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(3, 60_000)] // all of them together
    public void A_workbook_that_unpacks_to_far_more_than_it_is_is_refused_wherever_it_is_packed(int count, int size)
    {
        (string, string)[] parts = [("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", new(' ', size))];
        byte[] workbook = File.ReadAllBytes(Zip("AAPL.xlsx", parts));
        string zip = _folder.File("bars.zip");
        using (var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create))
        {
            for (int i = 0; i < count; i++)
            {
                using Stream entry = archive.CreateEntry($"T{i}.xlsx").Open();
                entry.Write(workbook);
            }
        }

        string[] files = count == 1 ? [zip, Pack("AAPL.xlsx.gz", workbook), _folder.File("AAPL.xlsx")] : [zip];
        foreach (string file in files)
        {
            MarketDataException refused = BarFiles
                .Read([file], new(), new() { FreeBytes = 100_000, MostTimes = 5 })
                .Last()
                .Refused!;
            Assert.Equal(MarketDataFault.Archive, refused.Kind);
            Assert.Contains("unpacks to more than", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_archive_of_too_many_entries_is_refused()
    {
        string file = Zip("bars.zip", ("AAPL.csv", Good), ("MSFT.csv", Good));
        Assert.Equal(
            MarketDataFault.Archive,
            BarFiles.Read([file], new(), new() { MostEntries = 1 }).Single().Refused!.Kind
        );
    }

    [Theory]
    [InlineData("VOD", "XLON", "VOD.L")]
    [InlineData("RDSA.B", "XLON", "RDSA-B.L")]
    [InlineData("VOD.L", "XLON", "VOD.L")]
    [InlineData("AAPL", "XNYS", "AAPL")]
    [InlineData("EURUSD", "24/5", "EURUSD=X")]
    public void A_market_completes_the_names_of_tickers(string name, string market, string ticker) =>
        Assert.Equal([ticker], Tickers(ReadAs(new() { Market = market }, Write($"{name}.csv", Good))));

    [Fact]
    public void A_market_that_is_not_the_ticker_s_is_refused() =>
        Assert.Equal(
            MarketDataFault.Market,
            Assert.Single(ReadAs(new() { Market = "XPAR" }, Write("VOD.L.csv", Good))).Refused!.Kind
        );

    [Fact]
    public void Text_in_UTF_16_with_its_mark_is_read()
    {
        string file = _folder.File("AAPL.csv");
        File.WriteAllText(file, Good, Encoding.Unicode);
        Assert.Equal(["AAPL"], Tickers(Read(file)));
    }

    private static IEnumerable<string> Tickers(IEnumerable<BarFileReading> readings) =>
        readings.SelectMany(r => r.Series).Select(s => s.Ticker);

    private static BarFileReading[] Read(params string[] paths) => ReadAs(new(), paths);

    private static BarFileReading[] ReadAs(BarFileOptions options, params string[] paths) =>
        [.. BarFiles.Read(paths, options)];

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    private string Pack(string name, string text) => Pack(name, Encoding.UTF8.GetBytes(text));

    private string Pack(string name, byte[] content)
    {
        using var pack = new GZipStream(File.Create(_folder.File(name)), CompressionLevel.Optimal);
        pack.Write(content);
        return _folder.File(name);
    }

    private string Zip(string name, params (string Entry, string Text)[] entries)
    {
        using var archive = new ZipArchive(File.Create(_folder.File(name)), ZipArchiveMode.Create);
        foreach ((string entry, string text) in entries)
        {
            using Stream stream = archive.CreateEntry(entry).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return _folder.File(name);
    }
}
