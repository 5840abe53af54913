using System.Globalization;
using Ploutos.Benchmarks.Peer;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Benchmarks.Quality;

/// <summary>Trains the experts on universes drawn from real bars and holds the serving forecaster
/// against every baseline on the last year.</summary>
internal static class QualityCommand
{
    /// <summary>Prints a line a universe and expert, then the table. With <c>--shard I/N --shared DIR</c> it makes a
    /// share of the universes and prints no table; with <c>--merge DIR</c> it takes all of them from there.</summary>
    public static IEnumerable<object> Run(Arguments arguments)
    {
        string bars = arguments.Path;
        string[] tickers = Tickers(bars);
        int count = arguments.Number("universes", 50),
            first = arguments.Number("first", 1) - 1,
            seed = arguments.Number("seed", 14);
        bool keepsDefaults = arguments.Text("fixed", "no") == "yes";
        Universe[] universes = [.. Enumerable.Range(first, count).Select(n => Universe.Draw(tickers, seed, n))];
        var shares = QualityShares.Of(arguments, bars, $"{seed} {keepsDefaults}");
        var results = new List<QualityLine>();
        foreach (Universe universe in shares?.Mine(universes) ?? universes)
        {
            QualityLine[] lines =
                shares?.Read(universe)
                ?? [.. Train(universe, bars, keepsDefaults).Select(t => QualityLine.Of(universe, t))];
            shares?.Write(universe, lines);
            results.AddRange(lines);
            foreach (QualityLine line in lines)
                yield return line.Shown();
        }

        if (shares is { IsWhole: false })
            yield break;
        foreach (IGrouping<string, QualityLine> expert in results.GroupBy(r => r.Expert))
            yield return Total(expert.Key, [.. expert.Where(t => t.LogLoss is not null)]);
    }

    /// <summary>The tickers of a folder of CSV files, in order.</summary>
    public static string[] Tickers(string bars) =>
        [
            .. Directory
                .GetFiles(bars, "*.csv")
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal),
        ];

    private static IReadOnlyList<TrainedSummary> Train(Universe universe, string bars, bool keepsDefaults)
    {
        string folder = Directory.CreateTempSubdirectory("ploutos-quality-").FullName;
        try
        {
            string source = Directory.CreateDirectory(Path.Combine(folder, "bars")).FullName;
            universe.Write(bars, source);
            IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(folder), TimeProvider.System);
            workflows.Import(new ImportRequest($"csv:{source}"), null, default);
            return workflows.Train(
                new TrainRequest
                {
                    TestFrom = universe.TestFrom,
                    AcceptSerious = true,
                    Fixed = keepsDefaults,
                },
                null,
                default
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object Total(string expert, QualityLine[] trained)
    {
        Dictionary<string, double> means = trained[0]
            .Baselines.Keys.ToDictionary(n => n, n => trained.Average(t => t.Baselines[n]));
        string best = means.MinBy(m => m.Value).Key;
        double serving = trained.Average(t => t.LogLoss!.Value);
        return new
        {
            expert,
            universes = trained.Length,
            log_loss = Math.Round(serving, 5),
            best_baseline = best,
            best_baseline_log_loss = Math.Round(means[best], 5),
            above_best_baseline = Math.Round(serving - means[best], 5),
            above_best_of_each_universe = Math.Round(
                trained.Average(t => t.LogLoss!.Value - t.Baselines.Values.Min()),
                5
            ),
            significantly_worse_than_best_baseline = Share(trained, t => t.Gains[best][2] < 0),
            significantly_worse_than_best_of_each_universe = Share(
                trained,
                t => t.Gains[t.Baselines.MinBy(b => b.Value).Key][2] < 0
            ),
            baselines = means.ToDictionary(m => m.Key, m => Math.Round(m.Value, 5)),
            serves = Counts(trained, t => t.Serves!),
            windows = Counts(trained, t => t.Window!.Value.ToString(CultureInfo.InvariantCulture)),
            verdicts = Counts(trained, t => t.Verdict!),
        };
    }

    private static double Share(QualityLine[] trained, Func<QualityLine, bool> which) =>
        Math.Round((double)trained.Count(which) / trained.Length, 3);

    private static Dictionary<string, int> Counts(QualityLine[] trained, Func<QualityLine, string> of) =>
        trained.GroupBy(of).OrderByDescending(g => g.Count()).ToDictionary(g => g.Key, g => g.Count());
}
