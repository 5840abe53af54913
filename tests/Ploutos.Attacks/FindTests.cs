using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Ploutos.Attacks.Entrances;
using Ploutos.Attacks.Mutations;
using Ploutos.Cli.Hosting;
using Ploutos.MarketData;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Attacks;

/// <summary>What attacks found, one test each.</summary>
public sealed class FindTests(AttackedWorkspace workspace)
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("yyyy-MM-%")]
    [InlineData("d/M/yyyy'")]
    [InlineData("dd.MM.yyyy\\")]
    [InlineData("\"")]
    [InlineData("d/M/%yyyy\\ HH:mm")]
    public void A_date_format_that_is_none_is_named(string format)
    {
        using TemporaryFolder folder = new();
        string file = folder.File("SIM01.csv");
        File.WriteAllText(file, TextFiles.Bars);
        var e = Assert.Throws<MarketDataException>(() => CsvBarSource.Read(file, format).ToList());
        Assert.Contains($"got '{format}'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"log_loss_gain\": null")]
    [InlineData("\"auc\": null")]
    [InlineData("\"name\": null")]
    [InlineData("\"auc_gain\": {}")]
    [InlineData("\"log_loss\": { \"value\": 1 }")]
    public void Evidence_with_a_null_figure_proves_nothing_and_lets_the_model_predict(string spoilt)
    {
        using TemporaryFolder copy = workspace.Copy();
        string file = copy.File("models", "v7_multiticker", "evidence.json"),
            key = spoilt.Split(':')[0];
        string text = File.ReadAllText(file);
        int at = text.LastIndexOf(key, StringComparison.Ordinal),
            end = text[at..].Contains('}', StringComparison.Ordinal) ? text.IndexOf('}', at) : at;
        if (text[at..end].Contains('{', StringComparison.Ordinal))
            end++;
        else
            end = text.IndexOf(',', at);
        File.WriteAllText(file, text[..at] + spoilt + text[end..]);
        Assert.Equal(
            ExitCode.Done,
            InProcess.Run(["--workspace", copy.Path, "predict", "--ticker", "SIM01", "--offline", "--no-log"])
        );
    }

    [Theory]
    [InlineData(true, ExitCode.Done)]
    [InlineData(false, ExitCode.Failed)]
    public void A_card_that_was_changed_predicts_only_with_a_digest_that_was_forged_too(bool forged, ExitCode code)
    {
        using TemporaryFolder copy = workspace.Copy();
        string file = copy.File("models", "v7_multiticker", "model.json");
        byte[] spoilt = Encoding.UTF8.GetBytes(
            File.ReadAllText(file).Replace("\"training_rows\": ", "\"training_rows\": 1", StringComparison.Ordinal)
        );
        File.WriteAllBytes(file, forged ? Signature.Renew(spoilt) : spoilt);
        Assert.Equal(
            code,
            InProcess.Run(["--workspace", copy.Path, "predict", "--ticker", "SIM01", "--offline", "--no-log"])
        );
    }

    [Theory]
    [InlineData("\"versions\": {", "\"version\": {")]
    [InlineData("\"momentum\": \"", "\"momentum\": null, \"x\": \"")]
    public void Thresholds_that_name_no_versions_are_refused(string valid, string spoilt)
    {
        using TemporaryFolder copy = workspace.Copy();
        foreach (
            string file in Directory.GetFiles(copy.File("models", "v7_ensemble"), "*.json", SearchOption.AllDirectories)
        )
            File.WriteAllBytes(
                file,
                Signature.Renew(
                    Encoding.UTF8.GetBytes(File.ReadAllText(file).Replace(valid, spoilt, StringComparison.Ordinal))
                )
            );
        Assert.Equal(
            ExitCode.Failed,
            InProcess.Run(["--workspace", copy.Path, "predict", "--ticker", "SIM01", "--offline", "--no-log"])
        );
    }

    [Theory]
    [InlineData("\"accuracy\": {", "\"accuracy\": null, \"x\": {")]
    [InlineData("\"features\": [", "\"features\": [ null,")]
    [InlineData("\"tickers\": [", "\"tickers\": [ null,")]
    [InlineData("\"compared\": [", "\"compared\": [ null,")]
    [InlineData("\"parts\": [", "\"parts\": [ null,")]
    public void A_card_with_a_null_in_a_list_or_a_table_is_no_defect_of_the_program(string valid, string spoilt)
    {
        using TemporaryFolder copy = workspace.Copy();
        foreach (string file in Directory.GetFiles(copy.File("models"), "model.json", SearchOption.AllDirectories))
            File.WriteAllBytes(
                file,
                Signature.Renew(
                    Encoding.UTF8.GetBytes(File.ReadAllText(file).Replace(valid, spoilt, StringComparison.Ordinal))
                )
            );
        // It throws where the command's last resort had to catch something.
        InProcess.Run(["--workspace", copy.Path, "predict", "--ticker", "SIM01", "--offline", "--no-log"]);
        InProcess.Run(["--workspace", copy.Path, "models", "show"]);
        InProcess.Run(["--workspace", copy.Path, "models", "list"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"format":1,"expert":"momentum","features":[null]}""")]
    [InlineData("""{"format":1,"expert":"momentum","features":[],"probability":{"name":"x","quantiles":null}}""")]
    public void A_sketch_with_a_null_or_a_missing_part_is_no_defect_of_the_program(string sketch)
    {
        using TemporaryFolder copy = workspace.Copy();
        File.WriteAllText(copy.File("models", "v7_multiticker", "sketch.json"), sketch);
        InProcess.Run(["--workspace", copy.Path, "status"]);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("""[{"since":"2018-01-01T09:00:00+00:00","why":"trained"}]""")]
    [InlineData("""[{"version":null,"since":"2018-01-01T09:00:00+00:00","why":"trained"}]""")]
    public void A_history_with_a_term_that_is_none_is_no_defect_of_the_program(string history)
    {
        using TemporaryFolder copy = workspace.Copy();
        File.WriteAllText(copy.File("models", "versions", "v7_volatility", "history.json"), history);
        Assert.Equal(ExitCode.Failed, InProcess.Run(["--workspace", copy.Path, "models", "show"]));
    }

    [Theory]
    [InlineData("paper.json", new byte[] { (byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData("alerts.json", new byte[] { (byte)'{', (byte)'"', 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    public void A_settings_file_that_is_no_UTF8_is_refused(string name, byte[] content)
    {
        using TemporaryFolder copy = workspace.Copy();
        File.WriteAllBytes(copy.File(name), content);
        string[] verb = name == "paper.json" ? ["paper", "status"] : ["alerts", "list"];
        Assert.NotEqual(ExitCode.Done, InProcess.Run(["--workspace", copy.Path, .. verb]));
    }

    [Fact]
    public void A_settings_file_with_half_of_a_surrogate_pair_is_refused()
    {
        using TemporaryFolder copy = workspace.Copy();
        File.WriteAllText(copy.File("paper.json"), """{"broker":"\ud83d"}""");
        Assert.NotEqual(ExitCode.Done, InProcess.Run(["--workspace", copy.Path, "paper", "status"]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    public void An_alert_channel_that_is_no_object_is_refused(string channel)
    {
        using TemporaryFolder copy = workspace.Copy();
        File.WriteAllText(copy.File("alerts.json"), $$"""{"channels":{"mail":{{channel}}},"rules":[]}""");
        Assert.Equal(ExitCode.WrongUsage, InProcess.Run(["--workspace", copy.Path, "alerts", "list"]));
        Assert.False(
            Directory.Exists(copy.File("logs")) && Directory.GetFiles(copy.File("logs"), "error-*").Length > 0
        );
    }

    [Theory]
    [InlineData("backtest.json", "statistics")]
    [InlineData("backtest.json", "trades")]
    [InlineData("backtest.json", "notes")]
    [InlineData("backtest.json", "days")]
    [InlineData("evaluation.json", "questions")]
    [InlineData("evaluation.json", "forecasters")]
    [InlineData("evaluation.json", "folds")]
    [InlineData("evaluation.json", "tickers")]
    public void A_list_of_a_result_that_holds_null_or_nothing_makes_the_file_damaged(string name, string list)
    {
        using TemporaryFolder copy = workspace.Copy();
        string file = Directory.GetFiles(copy.File("reports"), name, SearchOption.AllDirectories)[0];
        JsonNode root = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.True(Spoil(root, list, with: list == "days" ? "[]" : "[null]"));
        File.WriteAllText(file, root.ToJsonString());
        string id = Path.GetFileName(Path.GetDirectoryName(file)!);
        WorkspaceFolder folder = new(copy.Path);
        IPloutosWorkflows workflows = WorkflowFactory.Create(folder, TimeProvider.System);
        using IWorkspaceViews views = WorkflowFactory.CreateViews(folder, TimeProvider.System);
        Assert.DoesNotContain(workflows.Backtests(), b => b.Id == id);
        views.Evaluations();
        Exception refused = Assert.ThrowsAny<Exception>(() =>
            _ = name == "backtest.json" ? (object)workflows.Backtest(id) : views.Evaluation(id)
        );
        Assert.True(refused is PloutosException or ViewException, refused.ToString());
    }

    [Theory]
    [InlineData("backtest.json", "\"strategy\":")]
    [InlineData("evaluation.json", "\"train\":")]
    [InlineData("evaluation.json", "\"differences\":")]
    public void A_part_of_a_result_that_lacks_a_member_makes_the_file_damaged(string name, string member)
    {
        using TemporaryFolder copy = workspace.Copy();
        string file = Directory.GetFiles(copy.File("reports"), name, SearchOption.AllDirectories)[0],
            text = File.ReadAllText(file);
        Assert.Contains(member, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(member, "\"renamed\":", StringComparison.Ordinal));
        WorkspaceFolder folder = new(copy.Path);
        using IWorkspaceViews views = WorkflowFactory.CreateViews(folder, TimeProvider.System);
        string id = Path.GetFileName(Path.GetDirectoryName(file)!);
        views.Evaluations();
        Exception refused = Assert.ThrowsAny<Exception>(() =>
            _ =
                name == "backtest.json"
                    ? (object)WorkflowFactory.Create(folder, TimeProvider.System).Backtest(id)
                    : views.Evaluation(id)
        );
        Assert.True(refused is PloutosException or ViewException, refused.ToString());
    }

    /// <summary>Replaces the first list of a name.</summary>
    private static bool Spoil(JsonNode? node, string list, string with)
    {
        if (node is JsonArray array)
            return array.Any(child => Spoil(child, list, with));
        if (node is not JsonObject members)
            return false;
        if (members[list] is JsonArray)
        {
            members[list] = JsonNode.Parse(with);
            return true;
        }

        return members.Any(member => Spoil(member.Value, list, with));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"path":"a.txt","bytes":0,"sha256":null}""")]
    [InlineData(
        $$"""{"path":"a.txt","bytes":0,"sha256":"{{Empty}}"},{"path":"a.txt","bytes":0,"sha256":"{{Empty}}"}"""
    )]
    [InlineData($$"""{"path":"a.txt","bytes":-1,"sha256":"{{Empty}}"}""")]
    public void A_backup_whose_manifest_has_null_doubled_or_impossible_entries_is_refused(string entries) =>
        Assert.Equal(ExitCode.Failed, Restored(entries, content: 0).Code);

    [Fact]
    public void A_backup_whose_entry_is_larger_than_its_manifest_says_is_refused_before_it_is_unpacked() =>
        Assert.Equal(
            ExitCode.Failed,
            Restored($$"""{"path":"a.txt","bytes":10,"sha256":"{{Empty}}"}""", content: 64 << 20).Code
        );

    [Fact]
    public void A_backup_that_its_manifest_describes_is_restored() =>
        Assert.Equal(
            (ExitCode.Done, true),
            Restored($$"""{"path":"a.txt","bytes":0,"sha256":"{{Empty}}"}""", content: 0)
        );

    private static (ExitCode Code, bool There) Restored(string entries, int content)
    {
        using TemporaryFolder folder = new();
        string manifest =
            $$"""{"format":1,"made_at":"2018-01-01T09:00:00+00:00","program":"x","files":[{{entries}}]}""";
        using (GZipStream zip = new(File.Create(folder.File("b.tar.gz")), CompressionLevel.Fastest))
        using (TarWriter tar = new(zip, TarEntryFormat.Pax))
        {
            Add(tar, "manifest.json", Encoding.UTF8.GetBytes(manifest));
            Add(tar, "a.txt", new byte[content]);
        }

        string target = folder.File("target");
        ExitCode code = InProcess.Run(["--workspace", target, "restore", folder.File("b.tar.gz")]);
        return (code, File.Exists(Path.Combine(target, "a.txt")));
    }

    private static void Add(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
