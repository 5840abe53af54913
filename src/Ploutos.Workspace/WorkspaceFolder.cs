using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Trees;
using Ploutos.Storage;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace;

/// <summary>The folder that holds everything a user's Ploutos knows: bars, logs, models, reports.</summary>
public sealed class WorkspaceFolder
{
    /// <summary>Names the folder where no option does.</summary>
    public const string EnvironmentVariable = "PLOUTOS_HOME";

    private const string Probe = ".ploutos.";

    /// <summary>A workspace at a folder, which need not exist yet.</summary>
    public WorkspaceFolder(string root) => Root = Path.GetFullPath(root);

    /// <summary>The workspace that an option names, else PLOUTOS_HOME, else the current folder.</summary>
    public static WorkspaceFolder Locate(string? option)
    {
        string? home = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return new(
            !string.IsNullOrWhiteSpace(option) ? option
            : !string.IsNullOrWhiteSpace(home) ? home
            : Directory.GetCurrentDirectory()
        );
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Features in code that its experts may name.</summary>
    public IReadOnlyList<OwnFeature> OwnFeatures { get; init; } = [];

    /// <summary>Labels in code that its experts may name.</summary>
    public IReadOnlyList<OwnLabel> OwnLabels { get; init; } = [];

    /// <summary>Experts in code: the text of a file by the name, as if it lay in the folder of
    /// experts.</summary>
    public IReadOnlyDictionary<string, string> OwnExperts { get; init; } = new Dictionary<string, string>();

    /// <summary>What reads models of other programs; null where the program came without that part.</summary>
    public IForeignModelReader? ForeignModels { get; init; }

    /// <summary>What learns boosted trees; null where the program came without that part.</summary>
    public IGradientBoosting? Boosting { get; init; }

    /// <summary>The store of bars, <c>data/ploutos.db</c>.</summary>
    public string StorePath => Path.Combine(Root, "data", "ploutos.db");

    /// <summary>The ledger of trials, <c>data/ledger.db</c>.</summary>
    public string TrialLedgerPath => Path.Combine(Root, "data", "ledger.db");

    /// <summary><c>logs</c>.</summary>
    public string LogFolder => Path.Combine(Root, "logs");

    /// <summary>Where the chains of records end, kept apart from them: <c>logs/heads.json</c>.</summary>
    public string HeadsFile => Path.Combine(LogFolder, "heads.json");

    /// <summary>Predictions of earlier versions, <c>logs/predictions.jsonl</c>; read and never
    /// written.</summary>
    public string PredictionLog => Path.Combine(LogFolder, "predictions.jsonl");

    /// <summary>All studies of the search, <c>logs/studies.db</c>.</summary>
    public string StudyPath => Path.Combine(LogFolder, "studies.db");

    /// <summary>How paper trading is done, <c>paper.json</c>, where the user wrote one.</summary>
    public string PaperFile => Path.Combine(Root, "paper.json");

    /// <summary>Paper trading's kill switch, <c>paper.stop</c>: while the file is there, no order
    /// is given.</summary>
    public string PaperStop => Path.Combine(Root, "paper.stop");

    /// <summary>What Ploutos expects of its paper account, <c>data/paper.db</c>.</summary>
    public string PaperBook => Path.Combine(Root, "data", "paper.db");

    /// <summary>The embedded broker's account, <c>data/paper-account.db</c>.</summary>
    public string PaperAccount => Path.Combine(Root, "data", "paper-account.db");

    /// <summary>Held by the process that works on the paper account.</summary>
    public string PaperLock => Path.Combine(Root, "data", "paper.lock");

    /// <summary>Names the process that works on the paper account, <c>data/paper.txt</c>.</summary>
    public string PaperHolder => Path.Combine(Root, "data", "paper.txt");

    /// <summary>Held by the process that does the daily run, <c>data/live.lock</c>.</summary>
    public string DailyRunLock => Path.Combine(Root, "data", "live.lock");

    /// <summary>Names the process that does the daily run, <c>data/live.txt</c>.</summary>
    public string DailyRunHolder => Path.Combine(Root, "data", "live.txt");

    /// <summary>Held side by side by whoever uses the workspace, and alone by who replaces all of it,
    /// <c>.use.lock</c>: beside what is replaced.</summary>
    public string UseLock => Path.Combine(Root, ".use.lock");

    /// <summary>Alert channels and rules, <c>alerts.json</c>, where the user wrote one.</summary>
    public string AlertsFile => Path.Combine(Root, "alerts.json");

    /// <summary>Alerts on their way, <c>data/alerts.db</c>.</summary>
    public string AlertOutbox => Path.Combine(Root, "data", "alerts.db");

    /// <summary>Where backups go that are given no place, <c>backups</c>.</summary>
    public string BackupFolder => Path.Combine(Root, "backups");

    /// <summary>What the web server must keep to itself, <c>server</c>: keys that sign cookies, and
    /// sessions. Readable by its owner alone, and in no backup.</summary>
    public string ServerFolder => Path.Combine(Root, "server");

    /// <summary>The user's own experts, <c>experts</c>.</summary>
    public string ExpertFolder => Path.Combine(Root, "experts");

    /// <summary>Who votes for a signal, where it is not the published ensemble.</summary>
    public string EnsembleFile => Path.Combine(Root, "ensemble.json");

    /// <summary>Ensembles that stand beside it, a file each.</summary>
    public string EnsembleFolder => Path.Combine(Root, "ensembles");

    /// <summary>Universes with dated members, <c>data/universes.csv</c>.</summary>
    public string UniverseFile => Path.Combine(Root, "data", "universes.csv");

    /// <summary><c>models</c>.</summary>
    public string ModelsFolder => Path.Combine(Root, "models");

    /// <summary><c>reports</c>.</summary>
    public string ReportFolder => Path.Combine(Root, "reports");

    /// <summary>One folder a backtest, <c>reports/backtests</c>.</summary>
    public string BacktestFolder => Path.Combine(ReportFolder, "backtests");

    /// <summary>The result of an expert's search, <c>logs/v7_{expert}_optimization.json</c>.</summary>
    public string OptimizationResult(string expert) => Path.Combine(LogFolder, $"v7_{expert}_optimization.json");

    /// <summary>Makes sure that the folder exists and can be written, before any long work, and removes
    /// the unfinished files that a killed process left.</summary>
    /// <exception cref="PloutosException">It can't.</exception>
    public void EnsureWritable()
    {
        try
        {
            Directory.CreateDirectory(Root);
            Leftovers.Remove(Root, Probe, ".tmp");
            foreach (string folder in (string[])[Path.Combine(Root, "data"), LogFolder, ReportFolder])
                Leftovers.Remove(folder, ".", ".tmp");
            string probe = Path.Combine(Root, Leftovers.Unique(Probe, ".tmp"));
            try
            {
                File.WriteAllBytes(probe, []);
            }
            finally
            {
                Leftovers.Discard(probe);
            }
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw new PloutosException(Fault.DiskFull, DiskFull.Of(Root, e).Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PloutosException(
                Fault.ReadOnly,
                $"The workspace must be a folder that can be written, but '{Root}' can't be ({e.Message}). Name"
                    + $" another, such as with {EnvironmentVariable}.",
                e
            )
            {
                Remedies = [new ChooseWorkspace()],
            };
        }
    }
}
