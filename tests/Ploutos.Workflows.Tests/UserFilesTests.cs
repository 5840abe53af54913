using Ploutos.Signals.History;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Tests;

/// <summary>Every workflow that writes where a user points refuses what lies there.</summary>
public sealed class UserFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPloutosWorkflows Workflows =>
        WorkflowFactory.Create(new WorkspaceFolder(_folder.File("workspace")), TimeProvider.System);

    private string Mine => _folder.File("out", "SIM01.csv");

    public static TheoryData<string> Writers => ["backup", "bars", "features", "risk", "signals"];

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_file_that_exists_is_refused_by_its_name_and_stays(string writer)
    {
        Fill();
        PloutosException refusal = Assert.Throws<PloutosException>(() => Write(writer, replace: false));
        Assert.Equal(Fault.WrongUsage, refusal.Fault);
        Assert.Contains($"'{Mine}' can't be written: it exists", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("thesis", File.ReadAllText(Mine));
        Assert.Equal([Mine], Directory.GetFileSystemEntries(_folder.File("out")));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_link_is_refused_even_where_a_file_would_be_replaced(string writer)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege there.");
        Fill();
        string target = _folder.File("target.txt");
        File.Move(Mine, target);
        File.CreateSymbolicLink(Mine, target);
        Assert.Contains(
            "it is a link",
            Assert.Throws<PloutosException>(() => Write(writer, replace: true)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("thesis", File.ReadAllText(target));
    }

    [Theory]
    [InlineData("bars")]
    [InlineData("features")]
    public void A_file_is_replaced_where_that_is_asked_for(string writer)
    {
        Fill();
        Write(writer, replace: true);
        Assert.StartsWith("Date,", File.ReadAllText(Mine), StringComparison.Ordinal);
        Assert.Equal([Mine], Directory.GetFileSystemEntries(_folder.File("out")));
    }

    [Fact]
    public void A_backup_replaces_a_backup_and_no_other_file()
    {
        Fill();
        PloutosException refusal = Assert.Throws<PloutosException>(() => Write("backup", replace: true));
        Assert.Contains("is not a backup of Ploutos", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("thesis", File.ReadAllText(Mine));

        File.Delete(Mine);
        Write("backup", replace: false);
        byte[] first = File.ReadAllBytes(Mine);
        Workflows.Import(new ImportRequest("simulated:8", ["SIM02"]), null, Cancellation);
        Write("backup", replace: true);
        Assert.NotEqual(first, File.ReadAllBytes(Mine));
    }

    [Fact]
    public void No_file_of_several_is_written_where_one_of_them_exists()
    {
        Fill();
        Workflows.Import(new ImportRequest("simulated:8", ["SIM02"]), null, Cancellation);
        string last = _folder.File("out", "SIM02.csv");
        File.Move(Mine, last);
        Assert.Throws<PloutosException>(() => Write("bars", replace: false));
        Assert.Equal([last], Directory.GetFileSystemEntries(_folder.File("out")));
    }

    public void Dispose() => _folder.Dispose();

    private void Fill()
    {
        Workflows.Import(new ImportRequest("simulated:7", ["SIM01"]), null, Cancellation);
        Directory.CreateDirectory(_folder.File("out"));
        File.WriteAllText(Mine, "thesis");
    }

    private void Write(string writer, bool replace)
    {
        switch (writer)
        {
            case "backup":
                Workflows.Backup(new(Mine, Replace: replace), null, Cancellation);
                break;
            case "bars":
                Workflows.ExportBars(new(_folder.File("out"), Replace: replace), null, Cancellation);
                break;
            case "features":
                Workflows.ExportFeatures(new("SIM01", Mine, Replace: replace));
                break;
            case "risk":
                Workflows.ExportRisk(new("SIM01"), Mine, replace, null, Cancellation);
                break;
            default:
                Workflows.ExportSignals(new(new SignalQuery(), Mine, SignalExportFormat.Csv, replace));
                break;
        }
    }
}
