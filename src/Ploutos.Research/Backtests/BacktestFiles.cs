using System.Globalization;
using System.Text.Json;
using Ploutos.Experts.Registry;
using Ploutos.Research.Trials;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary><c>reports/backtests/{id}/</c>: a folder a backtest, which counts as there once its
/// <c>backtest.json</c> is.</summary>
public sealed class BacktestFiles(WorkspaceFolder workspace)
{
    private const string FileName = "backtest.json",
        ReportName = "report.html",
        Unfinished = ".tmp";

    /// <summary>A name that no backtest has yet, and its folder, which is not made.</summary>
    public (string Id, string Folder) Name(DateTimeOffset now, string configuration)
    {
        string name = $"{now.UtcDateTime:yyyyMMdd'T'HHmmss}-{TrialLedger.Fingerprint(configuration)[..8]}";
        for (int again = 1; ; again++)
        {
            string id = again == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{again}"),
                folder = Path.Combine(workspace.BacktestFolder, id);
            if (!Directory.Exists(folder))
                return (id, folder);
        }
    }

    /// <summary>Writes result and report, both or neither: into a folder beside, which is then
    /// renamed. What a killed backtest left beside is removed first.</summary>
    /// <param name="result">The result; its folder is not there yet.</param>
    /// <param name="report">The report, as HTML.</param>
    public static void Write(BacktestResult result, string report)
    {
        string home = Path.GetDirectoryName(result.Folder)!;
        Leftovers.Remove(home, ".", Unfinished);
        string stage = Path.Combine(home, Leftovers.Unique($".{result.Id}.", Unfinished));
        try
        {
            AtomicFile.Write(Path.Combine(stage, ReportName), report);
            AtomicFile.Write(
                Path.Combine(stage, FileName),
                JsonSerializer.SerializeToUtf8Bytes(result, BacktestJson.Default.BacktestResult)
            );
            Directory.Move(stage, result.Folder);
        }
        catch
        {
            Leftovers.Discard(stage);
            throw;
        }

        AtomicFile.SynchroniseFolder(home);
    }

    /// <summary>All backtests, the newest first; one that is broken or of another version is left
    /// out, and tells why when it is read.</summary>
    public IReadOnlyList<BacktestSummary> List()
    {
        if (!Directory.Exists(workspace.BacktestFolder))
            return [];
        var found = new List<BacktestSummary>();
        foreach (
            string folder in Directory
                .GetDirectories(workspace.BacktestFolder)
                .Where(f => PathName.IsValid(Path.GetFileName(f)) && File.Exists(Path.Combine(f, FileName)))
        )
        {
            try
            {
                found.Add(Summary(Load(folder)));
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }

        return [.. found.OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id, StringComparer.Ordinal)];
    }

    /// <summary>One backtest.</summary>
    /// <exception cref="PloutosException">There is none of that name.</exception>
    public BacktestResult Read(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        bool isName = PathName.IsValid(id);
        string folder = isName ? Path.Combine(workspace.BacktestFolder, id) : "";
        return isName && File.Exists(Path.Combine(folder, FileName))
            ? Load(folder)
            : throw new PloutosException(
                Fault.NotMadeYet,
                $"There is no backtest '{id}'. Those there are lie in '{workspace.BacktestFolder}'."
            )
            {
                Remedies = [new RunBacktest()],
            };
    }

    private static BacktestResult Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            BacktestResult? result = JsonSerializer.Deserialize(
                File.ReadAllBytes(path),
                BacktestJson.Default.BacktestResult
            );
            if (result is { Format: BacktestResult.CurrentFormat } && !IsWhole(result))
                throw new JsonException("a list holds null, or the days have not one value each");
            return result is { Format: BacktestResult.CurrentFormat }
                ? result with
                {
                    Folder = folder,
                } // the workspace may have been moved since
                : throw new InvalidDataException(
                    $"'{path}' was written by another version of Ploutos. "
                        + "Run the backtest again, or move its folder away."
                );
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"'{path}' is no valid backtest ({e.Message}). " + "Move its folder away, and run the backtest again.",
                e
            );
        }
    }

    // The parser holds members to their kind, but not what stands in a list.
    private static bool IsWhole(BacktestResult b) =>
        !b.Tickers.Contains(null!)
        && !b.Trades.Contains(null!)
        && !b.Statistics.Contains(null!)
        && !b.Findings.Contains(null!)
        && !b.Notes.Contains(null!)
        && b.Series.Days.Count > 0
        && new[]
        {
            b.Series.Equity,
            b.Series.Benchmark,
            b.Series.Drawdown,
            b.Series.BenchmarkDrawdown,
            b.Series.Gross,
            b.Series.Net,
            b.Series.Traded ?? b.Series.Net,
        }.All(column => column.Count == b.Series.Days.Count);

    private static BacktestSummary Summary(BacktestResult b) =>
        new()
        {
            Id = b.Id,
            CreatedAt = b.CreatedAt,
            Simulated = b.Simulated,
            SignalsFrom = b.SignalsFrom,
            From = b.Series.Days[0],
            To = b.Series.Days[^1],
            Tickers = b.Tickers.Count,
            Direction = b.Options.Direction,
            Sizing = b.Options.Sizing,
            CommissionBp = b.Options.CommissionBp,
            SlippageBp = b.Options.SlippageBp,
            Cagr = b.Figure("cagr")?.Strategy.Value,
            Sharpe = b.Figure("sharpe")?.Strategy.Value,
            BenchmarkSharpe = b.Figure("sharpe")?.Benchmark?.Value,
            Deflated = b.Evidence.Deflated,
            MaximumDrawdown = b.Figure("maximum_drawdown")?.Strategy.Value,
            Report = Path.Combine(b.Folder, ReportName),
        };
}
