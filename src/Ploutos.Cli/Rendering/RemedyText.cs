using System.Globalization;
using System.Text.RegularExpressions;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Cli.Rendering;

/// <summary>Words what a user can do as a command of this program.</summary>
internal static partial class RemedyText
{
    /// <summary>One line each, below the error or warning that they belong to.</summary>
    public static IEnumerable<string> Lines(IEnumerable<Remedy> remedies) =>
        remedies.Select(Of).Distinct(StringComparer.Ordinal).Select(text => $"  try: {text}");

    /// <summary>The command or the option to change.</summary>
    public static string Of(Remedy remedy) =>
        remedy switch
        {
            FetchTicker r => $"ploutos data fetch --tickers {r.Ticker}{Day(" --from", r.From)}",
            FetchUniverse r => $"ploutos data fetch --tickers {r.Universe}",
            FetchBars => "ploutos data fetch --tickers NVDA,AAPL",
            UpdateBars => "ploutos data update",
            ImportBars => "ploutos data import FOLDER",
            ImportSimulatedBars => "ploutos data import simulated",
            CheckBars => "ploutos data check",
            ListBars => "ploutos data list",
            AskSource r => $"ploutos predict --ticker {r.Ticker} --source auto",
            TrainAgain r => $"ploutos train{Expert(r.Expert)}{(r.WithTestRange ? " --test-from DATE" : "")}",
            RunSearch r => $"ploutos optimize{Expert(r.Expert)}{Day(" --test-from", r.TestFrom)}",
            RunEvaluation => "ploutos evaluate",
            RunBacktest => "ploutos backtest",
            ListModels => "ploutos models list",
            RollBackModels r => $"ploutos models rollback{Expert(r.Expert)}",
            RunDaily => "ploutos live --once",
            RunPaper => "ploutos paper run --once",
            ResumePaper => "ploutos paper resume",
            AcceptAccount => "ploutos paper reconcile --accept",
            RestoreBackup => "ploutos restore FILE",
            ChangeOption r => $"{Option(r.Name)} ({r.Rule})",
            ChooseWorkspace => "--workspace FOLDER",
            FreeDisk => "make room on the disk, then the same command again",
            StopOtherProcess => "stop the other process, or wait until it has finished",
            UpdateProgram => "install the newer version of Ploutos",
            _ => throw new ArgumentOutOfRangeException(nameof(remedy), $"There are no words for {remedy}."),
        };

    private static string Expert(string? name) => name is null ? "" : $" --expert {name}";

    private static string Day(string option, DateOnly? day) =>
        day is { } d ? string.Create(CultureInfo.InvariantCulture, $"{option} {d:yyyy-MM-dd}") : "";

    /// <summary>The option of a value: <c>firstTest</c> is given as <c>--first-test</c>.</summary>
    /// <summary>The option for a value of a request.</summary>
    public static string Option(string name) => "--" + Capital().Replace(name, m => "-" + m.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
