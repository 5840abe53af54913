using System.Globalization;
using System.IO.Compression;
using System.Text;
using Parquet;
using Parquet.Schema;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Sources.Parquet;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>Workbooks and Parquet files.</summary>
public sealed class TableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_workbook_is_read_with_its_dates_and_numbers()
    {
        // 45321 and 45322 are 30 and 31 January 2024 as Excel counts days
        string file = Workbook(
            "AAPL.xlsx",
            (
                "Prices",
                ["Apple Inc."],
                ["Date", "Open", "High", "Low", "Close", "Volume"],
                [45321.0, 190.94, 191.8, 187.47, 188.04, 55859370.0],
                [45322.0, 187.04, 187.095, 184.35, 184.4, 55467803.0]
            )
        );
        DeliveredSeries s = Assert.Single(CsvBarSource.Read(file));
        Assert.Equal(
            ("AAPL", DeliveredBar.Plain(new(2024, 1, 31), 187.04, 187.095, 184.35, 184.4, 55467803)),
            (s.Ticker, s.Bars[1])
        );
    }

    [Fact]
    public void A_workbook_without_bars_says_what_its_first_rows_hold()
    {
        string file = Workbook(
            "AAPL.xlsx",
            ("Sheet1", ["Name", "Weight"], ["Apple", 0.07], ["Microsoft", 0.06], ["x", 1.0])
        );
        string message = Assert.Throws<MarketDataException>(() => CsvBarSource.Read(file).ToList()).Message;
        Assert.Contains("Name, Weight", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_workbook_is_refused()
    {
        string file = Workbook("AAPL.xlsx", ("Prices", ["Date"], ["x"], ["y"], ["z"]));
        using (ZipArchive archive = ZipFile.Open(file, ZipArchiveMode.Update))
        {
            archive.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using Stream part = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            part.Write("<worksheet><sheetData><row"u8);
        }

        Assert.Throws<MarketDataException>(() => CsvBarSource.Read(file).ToList());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Parquet_file_gives_back_the_very_same_bars(bool simulated)
    {
        BarSeries bars = simulated
            ? new SimulatedMarket(new SimulationOptions()).Series[0]
            : Sample.Delivered("NVDA", [.. Sample.Quiet(250)]).AsTheyStand();
        string file = _folder.File($"{bars.Ticker}.parquet");
        ParquetBarWriter.Write(bars, file);
        DeliveredSeries read = Assert.Single(CsvBarSource.Read(file));
        BarSeries again = read.AsTheyStand();
        Assert.Equal((bars.Ticker, bars.Origin, bars.Count), (again.Ticker, again.Origin, again.Count));
        for (int t = 0; t < bars.Count; t++)
            Assert.Equal(bars[t], again[t]);
    }

    [Fact]
    public async Task A_Parquet_file_as_pandas_writes_it_is_read()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var open = new DataField("Open", typeof(float), isNullable: true);
        var date = new DateTimeDataField(
            "__index_level_0__",
            DateTimeFormat.Timestamp,
            false,
            DateTimeTimeUnit.Micros,
            true
        );
        DataField[] prices =
        [
            open,
            new DataField<double>("High", true),
            new DataField<double>("Low", true),
            new DataField<double>("Close", true),
        ];
        var volume = new DataField<long>("Volume");
        string file = _folder.File("AAPL.parquet");
        await using (FileStream stream = File.Create(file))
        await using (
            ParquetWriter writer = await ParquetWriter.CreateAsync(
                new ParquetSchema([.. prices, volume, date]),
                stream,
                cancellationToken: stop
            )
        )
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<float>(open, new float?[] { 187.04f, null }, cancellationToken: stop);
            await group.WriteAsync<double>(prices[1], new double?[] { 187.095, 1 }, cancellationToken: stop);
            await group.WriteAsync<double>(prices[2], new double?[] { 184.35, 1 }, cancellationToken: stop);
            await group.WriteAsync<double>(prices[3], new double?[] { 184.4, 1 }, cancellationToken: stop);
            await group.WriteAsync<long>(volume, new long[] { 55467803, 7 }, cancellationToken: stop);
            await group.WriteAsync<DateTime>(
                date,
                new DateTime?[] { new(2024, 1, 31), new(2024, 2, 1) },
                cancellationToken: stop
            );
        }

        DeliveredSeries s = Assert.Single(CsvBarSource.Read(file));
        Assert.Equal(DeliveredBar.Plain(new(2024, 1, 31), 187.04, 187.095, 184.35, 184.4, 55467803), s.Bars[0]);
        Assert.True(double.IsNaN(s.Bars[1].Open));
    }

    [Fact]
    public void A_spoilt_Parquet_file_is_refused_and_nothing_worse()
    {
        string file = _folder.File("NVDA.parquet");
        ParquetBarWriter.Write(Sample.Delivered("NVDA", [.. Sample.Quiet(50)]).AsTheyStand(), file);
        byte[] good = File.ReadAllBytes(file);
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = [.. good];
            for (int k = 0; k < 3; k++)
                bytes[4 + random.Next(bytes.Length - 4)] = (byte)random.Next(256);
            File.WriteAllBytes(file, bytes);
            try
            {
                _ = CsvBarSource.Read(file).ToList();
            }
            catch (MarketDataException e)
            {
                Assert.DoesNotContain(e.Message, char.IsControl);
            }
        }
    }

    /// <summary>A workbook with the parts that a spreadsheet writes.</summary>
    private string Workbook(
        string name,
        params (string Sheet, object[] First, object[] Second, object[] Third, object[] Fourth)[] sheets
    )
    {
        string path = _folder.File(name);
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        void Part(string entry, string xml)
        {
            using Stream stream = archive.CreateEntry(entry).Open();
            stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
        }

        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            package = "http://schemas.openxmlformats.org/package/2006",
            kinds = "application/vnd.openxmlformats";
        Part(
            "[Content_Types].xml",
            $"<Types xmlns=\"{package}/content-types\">"
                + $"<Default Extension=\"rels\" ContentType=\"{kinds}-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\""
                + $" ContentType=\"{kinds}-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + "</Types>"
        );
        Part(
            "_rels/.rels",
            $"<Relationships xmlns=\"{package}/relationships\">"
                + $"<Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>"
                + "</Relationships>"
        );
        Part(
            "xl/workbook.xml",
            $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>"
                + string.Concat(
                    sheets.Select((s, i) => $"<sheet name=\"{s.Sheet}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>")
                )
                + "</sheets></workbook>"
        );
        Part(
            "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{package}/relationships\">"
                + string.Concat(
                    sheets.Select(
                        (_, i) =>
                            $"<Relationship Id=\"rId{i + 1}\" Type=\"{office}/worksheet\""
                            + $" Target=\"worksheets/sheet{i + 1}.xml\"/>"
                    )
                )
                + $"<Relationship Id=\"rId99\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
        );
        // Style 1 is a date
        Part(
            "xl/styles.xml",
            $"<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/>"
                + "<xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
        );
        for (int i = 0; i < sheets.Length; i++)
        {
            object[][] rows = [sheets[i].First, sheets[i].Second, sheets[i].Third, sheets[i].Fourth];
            Part(
                $"xl/worksheets/sheet{i + 1}.xml",
                $"<worksheet xmlns=\"{main}\"><sheetData>"
                    + string.Concat(
                        rows.Select(
                            (row, r) =>
                                $"<row r=\"{r + 1}\">{string.Concat(row.Select((cell, c) => Cell(cell, r, c)))}</row>"
                        )
                    )
                    + "</sheetData></worksheet>"
            );
        }

        return path;
    }

    private static string Cell(object value, int row, int column)
    {
        string place = $"{(char)('A' + column)}{row + 1}",
            style = column == 0 ? " s=\"1\"" : "";
        return value is double number
            ? $"<c r=\"{place}\"{style}><v>{number.ToString("R", CultureInfo.InvariantCulture)}</v></c>"
            : $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{value}</t></is></c>";
    }
}
