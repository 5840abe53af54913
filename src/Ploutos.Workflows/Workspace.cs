namespace Ploutos.Workflows;

/// <summary>The folder that holds everything a user's Ploutos knows: bars, logs, models, reports.</summary>
public sealed class Workspace
{
    /// <summary>Names the folder where no option does.</summary>
    public const string EnvironmentVariable = "PLOUTOS_HOME";

    /// <summary>A workspace at a folder, which need not exist yet.</summary>
    public Workspace(string root) => Root = Path.GetFullPath(root);

    /// <summary>The workspace that an option names, else PLOUTOS_HOME, else the current folder.</summary>
    public static Workspace Locate(string? option)
    {
        string? home = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return new(!string.IsNullOrWhiteSpace(option) ? option : !string.IsNullOrWhiteSpace(home) ? home : Directory.GetCurrentDirectory());
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The store of bars, <c>data/ploutos.db</c>.</summary>
    public string StorePath => Path.Combine(Root, "data", "ploutos.db");

    /// <summary>The ledger of trials, <c>data/ledger.db</c>.</summary>
    public string LedgerPath => Path.Combine(Root, "data", "ledger.db");

    /// <summary><c>logs</c>.</summary>
    public string LogFolder => Path.Combine(Root, "logs");

    /// <summary>One prediction a line, <c>logs/predictions.jsonl</c>.</summary>
    public string PredictionLog => Path.Combine(LogFolder, "predictions.jsonl");

    /// <summary>All studies of the search, <c>logs/studies.db</c>.</summary>
    public string StudyPath => Path.Combine(LogFolder, "studies.db");

    /// <summary><c>models</c>.</summary>
    public string ModelsFolder => Path.Combine(Root, "models");

    /// <summary><c>reports</c>.</summary>
    public string ReportFolder => Path.Combine(Root, "reports");

    /// <summary>One folder a backtest, <c>reports/backtests</c>.</summary>
    public string BacktestFolder => Path.Combine(ReportFolder, "backtests");

    /// <summary>The result of an expert's search, <c>logs/v7_{expert}_optimization.json</c>.</summary>
    public string OptimizationResult(string expert) => Path.Combine(LogFolder, $"v7_{expert}_optimization.json");

    /// <summary>Makes sure that the folder exists and can be written, before any long work.</summary>
    /// <exception cref="PloutosException">It can't.</exception>
    public void EnsureWritable()
    {
        try
        {
            Directory.CreateDirectory(Root);
            string probe = Path.Combine(Root, $".ploutos-{Environment.ProcessId}.tmp");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PloutosException(ExitCode.Failed,
                $"The workspace must be a folder that can be written, but '{Root}' can't be ({e.Message}). Name another with --workspace or {EnvironmentVariable}.", e);
        }
    }
}
