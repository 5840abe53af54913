using Ploutos.Tests;

[assembly: AssemblyFixture(typeof(Ploutos.Tuning.Storage.Tests.PostgresServer))]

namespace Ploutos.Tuning.Storage.Tests;

/// <summary>A PostgreSQL server of the tests' own, from Debian's packages, in a temporary folder
/// and on a socket only. Started when a test first asks for a database, stopped when the tests
/// end.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly Lock _gate = new();
    private TemporaryFolder? _folder;
    private string _bin = "";
    private int _databases;

    /// <summary>The URL of a new, empty database; skips the test, with the reason, where PostgreSQL
    /// is not installed.</summary>
    public string NewDatabaseOrSkip()
    {
        lock (_gate)
        {
            if (_folder is null)
                StartOrSkip();
            string name = $"db{++_databases}";
            Command.Run(Path.Combine(_bin, "createdb"), "-h", _folder!.Path, "-U", "ploutos", name);
            return $"postgresql://ploutos@localhost/{name}?host={_folder.Path}";
        }
    }

    public void Dispose()
    {
        if (_folder is null)
            return;
        Control("stop", "-m", "immediate");
        _folder.Dispose();
    }

    private void StartOrSkip()
    {
        const string Versions = "/usr/lib/postgresql";
        string? version = Directory.Exists(Versions)
            ? Directory
                .GetDirectories(Versions)
                .Order()
                .LastOrDefault(d => File.Exists(Path.Combine(d, "bin", "initdb")))
            : null;
        Assert.SkipWhen(
            version is null,
            "needs PostgreSQL (Debian: apt-get install postgresql), which is not on this machine"
        );
        _bin = Path.Combine(version!, "bin");
        _folder = new TemporaryFolder();
        // PostgreSQL refuses to run as root; Debian's package made a user for it.
        if (Environment.IsPrivilegedProcess)
            Command.Run("chown", "postgres", _folder.Path);
        AsServer(Path.Combine(_bin, "initdb"), "-D", Data, "-U", "ploutos", "--auth=trust", "--no-sync", "-E", "UTF8");
        Control(
            "start",
            "-w",
            "-l",
            _folder.File("log"),
            "-o",
            $"-k {_folder.Path} -c listen_addresses='' -c max_connections=40"
        );
    }

    private string Data => _folder!.File("data");

    private void Control(params string[] arguments) =>
        AsServer(Path.Combine(_bin, "pg_ctl"), ["-D", Data, .. arguments]);

    private static void AsServer(string program, params string[] arguments)
    {
        // The server inherits the pipes and would keep them open, so its output goes to a file of its own.
        string quoted = string.Join(
            ' ',
            arguments.Prepend(program).Select(a => $"'{a.Replace("'", "'\\''", StringComparison.Ordinal)}'")
        );
        string script = $"cd / && {quoted} >/dev/null 2>&1 </dev/null";
        if (Environment.IsPrivilegedProcess)
            Command.Run("su", "-s", "/bin/sh", "postgres", "-c", script);
        else
            Command.Run("/bin/sh", "-c", script);
    }
}
