using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>What <c>deploy/install.sh</c> makes below a folder of the test's own, and the unit's
/// command line as systemd would start it.</summary>
[SupportedOSPlatform("linux")]
public sealed class InstalledServiceTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Published { get; } =
        Path.Combine(
            TestPaths.Repository,
            "src",
            "Ploutos.Tool",
            "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            "net10.0"
        );

    private string Data => _root.File("var", "lib", "ploutos");

    private string Current =>
        Path.GetFileName(
            Directory.ResolveLinkTarget(_root.File("opt", "ploutos", "current"), returnFinalTarget: true)!.FullName
        );

    [Fact]
    public async Task An_installation_runs_twice_is_upgraded_taken_back_and_removed_and_the_data_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the service is for Linux");
        (int code, string output) = await Install("--from", Published);
        Assert.True(code == 0, output);
        string first = Current;
        Assert.True(File.Exists(_root.File("etc", "systemd", "system", "ploutos.service")));
        Assert.Equal(
            UnixFileMode.None,
            File.GetUnixFileMode(_root.File("etc", "ploutos", "ploutos.env"))
                & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)
        );
        Assert.Contains("is installed already", (await Install("--from", Published)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await Install("--rollback")).Code);

        Assert.Equal(0, (await PloutosProcess.Run(Data, "data", "import", "simulated:7", "--tickers", "SIM01")).Code);
        string newer = _root.File("newer");
        await Run("cp", "-r", Published, newer);
        await File.WriteAllTextAsync(Path.Combine(newer, "CHANGED"), "a later release", Cancellation);
        (code, output) = await Install("--from", newer);
        Assert.True(code == 0, output);
        Assert.NotEqual(first, Current);
        Assert.Single(Directory.GetFiles(Path.Combine(Data, "backups"), "before-upgrade-*.tar.gz"));
        Assert.True(File.Exists(Path.Combine(Data, "data", "ploutos.db")));

        Assert.Equal(0, (await Install("--rollback")).Code);
        Assert.Equal(first, Current);
        (code, output) = await Run(_root.File("usr", "local", "bin", "ploutos"), "--workspace", Data, "data", "list");
        Assert.True(code == 0 && output.Contains("SIM01", StringComparison.Ordinal), output);

        Assert.Equal(0, (await Install("--uninstall")).Code);
        Assert.False(Directory.Exists(_root.File("opt", "ploutos")));
        Assert.True(File.Exists(Path.Combine(Data, "data", "ploutos.db")));
        Assert.Equal(0, (await Install("--uninstall", "--purge")).Code);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task The_units_command_line_says_that_it_is_ready_keeps_its_watchdog_quiet_and_ends_cleanly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the service is for Linux");
        (int code, string output) = await Install("--from", Published);
        Assert.True(code == 0, output);
        Dictionary<string, string> unit = File.ReadLines(_root.File("etc", "systemd", "system", "ploutos.service"))
            .Where(l => l.Contains('=', StringComparison.Ordinal))
            .GroupBy(l => l.Split('=')[0])
            .ToDictionary(g => g.Key, g => g.Last().Split('=', 2)[1]);
        Assert.Equal("notify", unit["Type"]);
        string[] line = unit["ExecStart"]
            .Replace("--port 5000", $"--port {FreePort()}", StringComparison.Ordinal)
            .Split(' ');

        string path = _root.File("notify.sock");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        using Process service = Start(
            _root.Path + line[0],
            line[1..],
            start =>
            {
                start.Environment["PLOUTOS_HOME"] = Data;
                start.Environment["NOTIFY_SOCKET"] = path;
                start.Environment["WATCHDOG_USEC"] = "200000";
            }
        );
        try
        {
            await Hear(systemd, "READY=1");
            await Hear(systemd, "WATCHDOG=1");
            (code, output) = await Run(
                _root.File("opt", "ploutos", "current", "ploutos"),
                "--workspace",
                Data,
                "live",
                "--once"
            );
            Assert.True(code == 1 && output.Contains($"process {service.Id}", StringComparison.Ordinal), output);
            await Run("kill", "-TERM", service.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await Hear(systemd, "STOPPING=1");
            await service.WaitForExitAsync(Cancellation);
            Assert.Equal(0, service.ExitCode);
        }
        finally
        {
            if (!service.HasExited)
                service.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task The_units_and_scripts_pass_their_checkers()
    {
        string deploy = Path.Combine(TestPaths.Repository, "deploy");
        Assert.SkipUnless(
            File.Exists("/usr/bin/shellcheck") && File.Exists("/usr/bin/systemd-analyze"),
            "needs Debian's shellcheck and systemd"
        );
        (int code, string output) = await Run(
            "shellcheck",
            Path.Combine(deploy, "install.sh"),
            Path.Combine(deploy, "publish.sh")
        );
        Assert.True(code == 0, output);
        string unit = _root.File("ploutos.service");
        string text = await File.ReadAllTextAsync(Path.Combine(deploy, "systemd", "ploutos.service"), Cancellation);
        await File.WriteAllTextAsync(
            unit,
            text.Replace("/opt/ploutos/current/ploutos", "/bin/true", StringComparison.Ordinal),
            Cancellation
        );
        (code, output) = await Run("systemd-analyze", "verify", unit);
        Assert.True(code == 0 && output.Length == 0, output);
        (code, output) = await Run("systemd-analyze", "security", "--offline=true", "--threshold=20", unit);
        Assert.True(code == 0, output);
    }

    [Theory]
    [InlineData("--bogus", 2, "'--bogus' is not known")]
    [InlineData("--purge", 2, "--purge goes with --uninstall")]
    [InlineData("--from", 1, "--from must be followed by a folder")]
    public async Task A_wrong_call_changes_nothing_and_says_why(string arguments, int expected, string text)
    {
        (int code, string output) = await Run(
            "bash",
            [Path.Combine(TestPaths.Repository, "deploy", "install.sh"), "--root", _root.Path, .. arguments.Split(' ')]
        );

        Assert.Equal(expected, code);
        Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_root.Path));
    }

    public void Dispose() => _root.Dispose();

    private Task<(int Code, string Output)> Install(params string[] arguments) =>
        Run("bash", [Path.Combine(TestPaths.Repository, "deploy", "install.sh"), "--root", _root.Path, .. arguments]);

    private static Process Start(string file, string[] arguments, Action<ProcessStartInfo>? more = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        more?.Invoke(start);
        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<(int Code, string Output)> Run(string file, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Cancellation),
            error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output + await error);
    }

    private static async Task Hear(Socket systemd, string what)
    {
        byte[] buffer = new byte[4096];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Cancellation);
        while (true)
        {
            int length = await systemd.ReceiveAsync(buffer, both.Token);
            if (Encoding.UTF8.GetString(buffer, 0, length).Split('\n').Contains(what))
                return;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
