using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The real command on a workspace that can only be read: mounted read-only, and on a disk
/// of its own without a free byte. Both need Linux's namespaces.</summary>
public sealed class ReadOnlyMediaTests(TrainedWorkspace trained) : IClassFixture<TrainedWorkspace>, IDisposable
{
    private static readonly string[] s_reading =
    [
        "predict --ticker SIM01 --offline --no-log",
        "data list",
        "verify",
        "status",
        "models list",
        "signals list",
        "risk --ticker SIM01",
        "paper status",
        "backup \"$OUT/reading.tar.gz\"",
    ];

    private readonly TemporaryFolder _folder = new();

    private string Workspace => _folder.File("workspace");

    [Fact]
    public async Task Whatever_only_reads_works_on_a_workspace_that_is_mounted_read_only()
    {
        await Fill();
        string said = await Mounted(
            "mount --bind \"$WORKSPACE\" \"$WORKSPACE\" && mount -o remount,ro,bind \"$WORKSPACE\"",
            [.. s_reading, "data import simulated:8 --tickers SIM03", "models rollback"]
        );
        AssertRead(said);
        Assert.Contains("1 data import", said, StringComparison.Ordinal);
        Assert.Contains("can't be (Read-only file system", said, StringComparison.Ordinal);
        Assert.Contains("1 models rollback", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_with_waiting_journals_that_is_mounted_read_only_is_read_with_them()
    {
        await Fill();
        foreach (string file in Directory.GetFiles(Path.Combine(Workspace, "data"), "*.db"))
            LeaveInJournal(file);
        string said = await Mounted(
            "mount --bind \"$WORKSPACE\" \"$WORKSPACE\" && mount -o remount,ro,bind \"$WORKSPACE\"",
            s_reading
        );
        AssertRead(said);
    }

    [Fact]
    public async Task Whatever_only_reads_works_on_a_full_disk_and_the_rest_calls_it_full()
    {
        await Fill();
        long kilobytes =
            Directory
                .GetFiles(Workspace, "*", SearchOption.AllDirectories)
                .Sum(file => (new FileInfo(file).Length >> 10) + 8) * 2;
        string said = await Mounted(
            string.Create(
                CultureInfo.InvariantCulture,
                $"mkdir \"$OUT/disk\" && mount -t tmpfs -o size={kilobytes}k tmpfs \"$OUT/disk\" && cp -a"
                    + $" \"$WORKSPACE\" \"$OUT/disk/workspace\" && WORKSPACE=\"$OUT/disk/workspace\" && {{ cat"
                    + $" /dev/zero > \"$OUT/disk/filled\" 2>/dev/null || true; }}"
            ),
            [.. s_reading, "predict --ticker SIM01 --offline", "data import simulated:8 --tickers SIM03", "backup"]
        );
        AssertRead(said);
        foreach (string writing in new[] { "predict --ticker SIM01 --offline", "data import", "backup" })
            Assert.Contains($"\n1 {writing}", said, StringComparison.Ordinal);
        Assert.Equal(3, said.Split("the disk is full").Length - 1);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertRead(string said)
    {
        foreach (string verb in s_reading)
            Assert.True(
                said.Contains($"\n0 {verb.Split('"')[0]}", StringComparison.Ordinal),
                $"'{verb}' did not work:\n{said}"
            );
    }

    /// <summary>Makes a database one that was copied while a process had it open: what it wrote last is
    /// in the journal, whose index was left behind.</summary>
    private static void LeaveInJournal(string database)
    {
        SQLitePCL.Batteries_V2.Init();
        using (SqliteConnection connection = new($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; ANALYZE;";
            command.ExecuteNonQuery();
            foreach (string journal in (string[])["", "-wal"])
                File.Copy(database + journal, $"{database}{journal}.copy");
        }

        foreach (string journal in (string[])["", "-wal"])
            File.Move($"{database}{journal}.copy", database + journal, overwrite: true);
        Assert.True(new FileInfo(database + "-wal").Length > 0);
        Assert.False(File.Exists(database + "-shm"));
    }

    private async Task Fill()
    {
        TemporaryFolder.Copy(trained.Path, Workspace);
        (int code, _, string error) = await PloutosProcess.Run(
            Workspace,
            "predict",
            "--ticker",
            "SIM01",
            "--offline",
            "--quiet"
        );
        Assert.True(code == 0, error);
    }

    /// <summary>Runs command lines where something is mounted that nobody else sees; a line of the
    /// answer is the exit code, the command and what it said as an error.</summary>
    private async Task<string> Mounted(string mount, IEnumerable<string> lines)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux mounts for one process.");
        string[] namespaces = Environment.IsPrivilegedProcess ? ["-m"] : ["-Urm"];
        (int probe, string why) = await Shell(namespaces, "mount -t tmpfs tmpfs /mnt");
        Assert.SkipUnless(probe == 0, $"Nothing can be mounted here: {why}");
        string script = string.Join(
            '\n',
            [
                $"set -e; {mount}; set +e",
                "run() { dotnet \"$PLOUTOS\" --workspace \"$WORKSPACE\" --quiet \"$@\" >\"$OUT/said\" 2>&1; code=$?;"
                    + " echo; echo \"$code $*\"; [ $code = 0 ] || cat \"$OUT/said\"; }",
                .. lines.Select(line => $"run {line}"),
            ]
        );
        (_, string said) = await Shell(namespaces, script);
        return said;
    }

    private async Task<(int Code, string Said)> Shell(string[] namespaces, string script)
    {
        ProcessStartInfo start = new("unshare", [.. namespaces, "sh", "-c", $"exec 2>&1\n{script}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PLOUTOS"] = PloutosProcess.Assembly;
        start.Environment["WORKSPACE"] = Workspace;
        start.Environment["OUT"] = _folder.Path;
        start.Environment.Remove("PLOUTOS_HOME");
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
