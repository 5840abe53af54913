using System.Globalization;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Sources.Text;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>A folder of files that is asked for the newest days: what of a file need not become numbers is
/// passed over, and the answer is that of the whole file.</summary>
public sealed class CsvFolderTests : IDisposable
{
    private const string Header = "Date,Open,High,Low,Close,Volume";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain", true)]
    [InlineData("windows", true)]
    [InlineData("adjusted", true)]
    [InlineData("unended", true)]
    [InlineData("quoted", false)]
    [InlineData("unordered", false)]
    [InlineData("twice", false)]
    [InlineData("american", false)]
    [InlineData("named", false)]
    [InlineData("events", false)]
    [InlineData("semicolons", false)]
    [InlineData("remark", false)]
    [InlineData("gap", false)]
    public async Task The_newest_days_of_a_file_are_those_of_the_whole_file(string form, bool isPlain)
    {
        string file = _folder.File("AAPL.csv");
        await File.WriteAllTextAsync(file, TextOf(form), TestContext.Current.CancellationToken);
        DateOnly first = Sample.Days[36],
            last = Sample.Days[38];
        Assert.Equal(isPlain, CsvTail.Read(file, first, CsvFolderSource.TableOf(file)) is not null);
        DeliveredSeries whole = Assert.Single(CsvBarSource.Read(file)),
            asked = await Ask("AAPL", first, last);
        Assert.Equal([.. whole.Bars.Where(b => b.Date >= first && b.Date <= last)], asked.Bars);
        Assert.Equal(
            (whole.Ticker, whole.Source, whole.Location, whole.Origin, whole.DateForm),
            (asked.Ticker, asked.Source, asked.Location, asked.Origin, asked.DateForm)
        );
        Assert.Equal(whole.Actions, asked.Actions);
    }

    [Theory]
    [InlineData("2024-01-09,50,51,49,50", "cells")]
    [InlineData("2024-01-09,50,51,49,fifty,1000", "is not a number")]
    [InlineData("09.01.2024,50,51,49,50,1000", "is not a date")]
    public async Task A_line_of_the_past_that_can_not_be_read_is_found_all_the_same(string line, string why)
    {
        string[] lines = TextOf("plain").Split('\n');
        lines[6] = line;
        await File.WriteAllLinesAsync(_folder.File("AAPL.csv"), lines, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<MarketDataException>(() =>
            Ask("AAPL", Sample.Days[36], Sample.Days[39])
        );
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 7", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_the_wanted_days_says_so()
    {
        await File.WriteAllTextAsync(_folder.File("AAPL.csv"), TextOf("plain"), TestContext.Current.CancellationToken);
        var none = await Assert.ThrowsAsync<SourceException>(() => Ask("AAPL", Sample.Days[45], Sample.Days[50]));
        Assert.Equal(SourceFault.NoBarsInRange, none.Fault);
    }

    [Fact]
    public async Task A_file_that_comes_while_the_folder_is_asked_is_found_and_the_first_of_two_names_serves()
    {
        await Write("AAPL.csv");
        using var sources = new BarSources(SourceHarness.Keyless, TimeProvider.System);
        IBarSource source = Assert.Single(sources.Resolve($"csv:{_folder.Path}"));
        Assert.Same(source, Assert.Single(sources.Resolve($"csv:{_folder.Path}")));
        Task<DeliveredSeries> Of(string ticker) =>
            source.FetchAsync(ticker, Sample.Days[30], Sample.Days[39], TestContext.Current.CancellationToken);
        Assert.Equal(SourceFault.UnknownTicker, (await Assert.ThrowsAsync<SourceException>(() => Of("MSFT"))).Fault);
        await Write("MSFT.csv");
        await Write("daily_MSFT.csv");
        // However coarse the folder's clock is
        Directory.SetLastWriteTimeUtc(_folder.Path, TimeProvider.System.GetUtcNow().AddSeconds(5).UtcDateTime);
        Assert.Equal(_folder.File("MSFT.csv"), (await Of("MSFT")).Location);
        Assert.Equal(_folder.File("AAPL.csv"), (await Of("AAPL")).Location);
    }

    [Fact]
    public async Task A_file_that_comes_is_found_through_a_link_to_its_folder_too()
    {
        await Write("AAPL.csv");
        using var elsewhere = new TemporaryFolder();
        string link = elsewhere.File("bars");
        Directory.CreateSymbolicLink(link, _folder.Path);
        var source = new CsvFolderSource(link);
        Task<DeliveredSeries> Of(string ticker) =>
            source.FetchAsync(ticker, Sample.Days[30], Sample.Days[39], TestContext.Current.CancellationToken);
        Assert.NotEmpty((await Of("AAPL")).Bars);
        await Write("MSFT.csv");
        Directory.SetLastWriteTimeUtc(_folder.Path, TimeProvider.System.GetUtcNow().AddSeconds(5).UtcDateTime);
        Assert.NotEmpty((await Of("MSFT")).Bars);
    }

    private Task Write(string name) =>
        File.WriteAllTextAsync(_folder.File(name), TextOf("plain"), TestContext.Current.CancellationToken);

    private Task<DeliveredSeries> Ask(string ticker, DateOnly first, DateOnly last) =>
        new CsvFolderSource(_folder.Path).FetchAsync(ticker, first, last, TestContext.Current.CancellationToken);

    private static string TextOf(string form)
    {
        List<string> lines =
        [
            .. Sample
                .Quiet(40)
                .Select(b =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{b.Date:yyyy-MM-dd},{b.Open},{b.High},{b.Low},{b.Close},{b.Volume}"
                    )
                ),
        ];
        string header = Header;
        switch (form)
        {
            case "adjusted":
                header = "Date,Open,High,Low,Close,Adj Close,Volume";
                lines = [.. lines.Select(l => l.Insert(l.LastIndexOf(',') + 1, "25.5,"))];
                break;
            case "quoted":
                lines[3] = lines[3].Replace("2024-01-05", "\"2024-01-05\"", StringComparison.Ordinal);
                break;
            case "unordered":
                (lines[5], lines[37]) = (lines[37], lines[5]);
                break;
            case "twice":
                lines.Insert(5, lines[4]);
                break;
            case "american":
                lines = [.. lines.Select(l => $"{l[5..7]}/{l[8..10]}/{l[..4]}{l[10..]}")];
                break;
            case "named":
                header += ",Ticker";
                lines = [.. lines.Select(l => l + ",AAPL")];
                break;
            case "events":
                header += ",Stock Splits";
                lines = [.. lines.Select((l, i) => l + (i == 10 ? ",2" : ",0"))];
                break;
            case "semicolons":
                (header, lines) = (header.Replace(',', ';'), [.. lines.Select(l => l.Replace(',', ';'))]);
                break;
            case "remark":
                lines.Insert(10, "# corrected by hand");
                break;
            case "gap":
                lines[8] = lines[8][..10] + ",,,,,";
                break;
        }

        string end = form == "windows" ? "\r\n" : "\n";
        return string.Join(end, [header, .. lines]) + (form == "unended" ? "" : end);
    }
}
