using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Tests;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Tests;

/// <summary>A user's own files: folders with bad ones among them, names, dry runs, and simulated bars
/// beside real ones.</summary>
public sealed class OwnFilesTests : IDisposable
{
    private const string Header = "Date,Open,High,Low,Close,Volume\n";

    private readonly TemporaryFolder _folder = new();
    private readonly WorkspaceFolder _workspace;
    private readonly IPloutosWorkflows _workflows;

    public OwnFilesTests()
    {
        _workspace = WorkspaceFolder.Locate(_folder.File("workspace"));
        Directory.CreateDirectory(_folder.File("bars"));
        _workflows = WorkflowFactory.Create(
            _workspace,
            new FakeTimeProvider(new(2024, 2, 15, 12, 0, 0, TimeSpan.Zero))
        );
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_a_folder_of_500_files_with_5_bad_ones_495_are_stored_and_5_are_told()
    {
        for (int i = 0; i < 495; i++)
            Write($"T{i}.csv", Good(i));
        Write("BADCELL.csv", Header + "2024-01-30,1,1,oops,1,1\n");
        Write("BADDATE.csv", Header + "soon,1,1,1,1,1\n");
        Write("EMPTY.csv", "");
        Write("HEADER.csv", "a,b,c\n1,2,3\n");
        Write("HistoricalData_1691234567890.csv", Good(1));
        Write("README.txt", "About these files.\n");
        DataReport report = Import(new(_folder.File("bars")));
        Assert.Equal((495, 5), (report.Series.Count, report.Refused));
        Assert.Equal(495, _workflows.List().Count);
        ImportedFile[] refused = [.. report.Files!.Where(f => f.Outcome == FileOutcome.Refused)];
        Assert.All(refused, f => Assert.False(string.IsNullOrWhiteSpace(f.Reason)));
        ImportedFile unnamed = refused.Single(f => f.File.Contains("HistoricalData", StringComparison.Ordinal));
        Assert.Equal("ticker", Assert.IsType<ChangeOption>(Assert.Single(unnamed.Remedies)).Name);
        Assert.EndsWith(
            "README.txt",
            report.Files!.Single(f => f.Outcome == FileOutcome.Skipped).File,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_strict_import_stops_at_the_first_refusal()
    {
        Write("AAA.csv", Good(1));
        Write("BAD.csv", Header + "2024-01-30,1,1,oops,1,1\n");
        Write("CCC.csv", Good(2));
        Assert.Throws<PloutosException>(() => Import(new(_folder.File("bars"), Strict: true)));
        Assert.Equal(["AAA"], _workflows.List().Select(s => s.Ticker));
    }

    [Fact]
    public void One_bad_file_alone_is_an_error_with_its_remedy()
    {
        Write("HistoricalData_1.csv", Good(1));
        PloutosException e = Assert.Throws<PloutosException>(() =>
            Import(new(_folder.File("bars", "HistoricalData_1.csv")))
        );
        Assert.Equal("ticker", Assert.IsType<ChangeOption>(Assert.Single(e.Remedies)).Name);
        Import(new(_folder.File("bars", "HistoricalData_1.csv")) { Ticker = "jpm" });
        Assert.Equal("JPM", Assert.Single(_workflows.List()).Ticker);
    }

    [Fact]
    public void A_dry_run_reports_and_stores_nothing()
    {
        Write("AAA.csv", Good(1));
        Write("BAD.csv", Header + "2024-01-30,1,1,oops,1,1\n");
        DataReport report = Import(new(_folder.File("bars")) { DryRun = true });
        Assert.Equal((1, 1), (report.Series.Count, report.Refused));
        Assert.False(File.Exists(_workspace.StorePath));
    }

    [Fact]
    public void A_dry_run_refuses_two_bars_of_one_day_as_the_import_does()
    {
        Write("2023.csv", Good(1));
        Write("2024.csv", Good(2));
        foreach (bool dry in new[] { true, false })
            Assert.Contains(
                "two different bars",
                Assert
                    .Throws<PloutosException>(() =>
                        Import(new(_folder.File("bars"), Strict: true) { Ticker = "AAA", DryRun = dry })
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_dry_run_refuses_real_bars_of_a_simulated_ticker_as_the_import_does()
    {
        Import(new("simulated", ["SIM01"]));
        Write("SIM01.csv", Good(1));
        Write("AAA.csv", Good(1));
        foreach (bool dry in new[] { true, false })
        {
            DataReport report = Import(new(_folder.File("bars")) { DryRun = dry });
            Assert.Equal((1, 1), (report.Series.Count, report.Refused));
        }
    }

    [Fact]
    public void Several_paths_and_patterns_are_one_import()
    {
        Write("AAA.csv", Good(1));
        Write("BBB.csv", Good(2));
        Write("CCC.txt", Good(3));
        Import(new(_folder.File("bars", "*.csv")) { MorePaths = [_folder.File("bars", "CCC.txt")] });
        Assert.Equal(["AAA", "BBB", "CCC"], _workflows.List().Select(s => s.Ticker));
    }

    [Fact]
    public void A_training_takes_the_real_bars_and_says_so()
    {
        Write("AAA.csv", Good(1));
        Import(new("simulated", ["SIM01"]));
        Import(new(_folder.File("bars")));
        var told = new Told();
        using BarStore store = BarStore.Open(_workspace.StorePath);
        TrainingBars bars = TrainingBars.Read(store, null, told);
        Assert.Equal(DataOrigin.Observed, bars.Data.Origin);
        Assert.Equal(["AAA"], bars.Series.Select(s => s.Ticker));
        Assert.Contains("1 simulated", Assert.IsType<Note>(Assert.Single(told.Events)).Text, StringComparison.Ordinal);
        Assert.Throws<PloutosException>(() => TrainingBars.Read(store, ["AAA", "SIM01"]));
    }

    [Fact]
    public void A_Parquet_export_is_imported_as_the_very_same_bars()
    {
        Import(new("simulated", ["SIM01"]));
        ExportedBars written = Assert.Single(
            _workflows.ExportBars(
                new(_folder.File("out")) { Form = BarFileForm.Parquet },
                null,
                TestContext.Current.CancellationToken
            )
        );
        Assert.EndsWith("SIM01.parquet", written.File, StringComparison.Ordinal);
        DataReport again = Import(new(_folder.File("out")));
        Assert.Equal(ImportOutcome.Unchanged, Assert.Single(again.Series).Outcome);
        Assert.True(again.Simulated);
    }

    [Fact]
    public void Tickers_are_removed_and_renamed()
    {
        Write("AAA.csv", Good(1));
        Write("BBB.csv", Good(2));
        Import(new(_folder.File("bars")));
        Assert.Equal(Fault.WrongUsage, Assert.Throws<PloutosException>(() => _workflows.Rename("AAA", "BBB")).Fault);
        Assert.Equal("VOD.L", _workflows.Rename("aaa", "vod.l").Ticker);
        Assert.Equal(Fault.UnknownTicker, Assert.Throws<PloutosException>(() => _workflows.Remove(["AAA"])).Fault);
        Assert.Equal("BBB", Assert.Single(_workflows.Remove(["bbb"])).Ticker);
        Assert.Equal(["VOD.L"], _workflows.List().Select(s => s.Ticker));
    }

    [Theory]
    [InlineData("yahoo")]
    [InlineData("https://example.com/AAPL.csv")]
    [InlineData("simulated:x")]
    [InlineData("s3://bucket/AAPL.csv")]
    [InlineData("git+ssh://example.com/AAPL.csv")]
    [InlineData("csv:")]
    [InlineData("csv:AAPL\0.csv")]
    public void What_is_no_path_is_wrong_usage(string source) =>
        Assert.Equal(Fault.WrongUsage, Assert.Throws<PloutosException>(() => Import(new(source))).Fault);

    [Fact]
    public void A_pattern_that_files_fit_is_a_path_even_where_it_begins_as_an_address_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No name of a file holds a colon there.");
        string file = Path.GetFullPath("ploutosbars:2024-01.csv");
        File.WriteAllText(file, Good(1));
        try
        {
            BarSourceSpec spec = BarSourceSpec.Parse("ploutosbars:2024*.csv");
            Assert.Equal([Path.GetFullPath("ploutosbars:2024*.csv")], spec.Locations);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private DataReport Import(ImportRequest request) =>
        _workflows.Import(request, null, TestContext.Current.CancellationToken);

    private static string Good(int i) =>
        $"{Header}2024-01-30,{100 + i},{102 + i},{99 + i},{101 + i},{1000 + i}\n"
        + $"2024-01-31,{101 + i},{103 + i},{100 + i},{102 + i},{2000 + i}\n";

    private void Write(string name, string text) => File.WriteAllText(_folder.File("bars", name), text);

    private sealed class Told : IProgress<WorkflowEvent>
    {
        public List<WorkflowEvent> Events { get; } = [];

        public void Report(WorkflowEvent value) => Events.Add(value);
    }
}
