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
    /// <summary>Prints a line a universe and expert, then the table.</summary>
    public static IEnumerable<object> Run(Arguments arguments)
    {
        string bars = arguments.Path;
        string[] tickers = Tickers(bars);
        int count = arguments.Number("universes", 50),
            first = arguments.Number("first", 1) - 1,
            seed = arguments.Number("seed", 14);
        var results = new List<(string Expert, TrainedSummary Trained)>();
        foreach (int number in Enumerable.Range(first, count))
        {
            Universe universe = Universe.Draw(tickers, seed, number);
            foreach (TrainedSummary trained in Train(universe, bars, arguments.Text("fixed", "no") == "yes"))
            {
                results.Add((trained.Expert, trained));
                yield return Line(universe, trained);
            }
        }

        foreach (IGrouping<string, (string Expert, TrainedSummary Trained)> expert in results.GroupBy(r => r.Expert))
            yield return Total(expert.Key, [.. expert.Select(r => r.Trained).Where(t => t.Evidence?.Auc is not null)]);
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

    private static object Line(Universe universe, TrainedSummary trained) =>
        new
        {
            universe = universe.Number + 1,
            tickers = universe.Tickers.Count,
            from = universe.From.Year,
            test = universe.TestFrom.Year,
            expert = trained.Expert,
            window = trained.Window,
            weight_decay = trained.WeightDecay,
            serves = trained.Serving?.Forecaster,
            compared = trained.Serving?.Compared,
            gain_on_folds = trained.Serving?.Gain,
            standard_error = trained.Serving?.StandardError,
            log_loss = trained.Evidence?.LogLoss?.Value,
            baselines = trained.Evidence?.Baselines.ToDictionary(b => b.Name, b => Math.Round(b.LogLoss.Value, 5)),
            gains = trained.Evidence?.Baselines.ToDictionary(
                b => b.Name,
                b => new[] { b.LogLossGain.Value, b.LogLossGain.Low, b.LogLossGain.High }.Select(v => Math.Round(v, 5))
            ),
            verdict = trained.Evidence?.Verdict.Text(),
            seconds = Math.Round(trained.Seconds, 1),
        };

    private static object Total(string expert, TrainedSummary[] trained)
    {
        string[] names = [.. trained[0].Evidence!.Baselines.Select(b => b.Name)];
        Dictionary<string, double> means = names.ToDictionary(
            n => n,
            n => trained.Average(t => Of(t, n).LogLoss.Value)
        );
        string best = means.MinBy(m => m.Value).Key;
        double serving = trained.Average(t => t.Evidence!.LogLoss!.Value);
        return new
        {
            expert,
            universes = trained.Length,
            log_loss = Math.Round(serving, 5),
            best_baseline = best,
            best_baseline_log_loss = Math.Round(means[best], 5),
            above_best_baseline = Math.Round(serving - means[best], 5),
            above_best_of_each_universe = Math.Round(
                trained.Average(t => t.Evidence!.LogLoss!.Value - t.Evidence.Baselines.Min(b => b.LogLoss.Value)),
                5
            ),
            significantly_worse_than_best_baseline = Share(trained, t => Of(t, best).LogLossGain.High < 0),
            significantly_worse_than_best_of_each_universe = Share(
                trained,
                t => t.Evidence!.Baselines.MinBy(b => b.LogLoss.Value)!.LogLossGain.High < 0
            ),
            baselines = means.ToDictionary(m => m.Key, m => Math.Round(m.Value, 5)),
            serves = Counts(trained, t => t.Serving!.Forecaster),
            windows = Counts(trained, t => t.Window!.Value.ToString(CultureInfo.InvariantCulture)),
            verdicts = Counts(trained, t => t.Evidence!.Verdict.Text()),
        };
    }

    private static BaselineComparison Of(TrainedSummary trained, string name) =>
        trained.Evidence!.Baselines.Single(b => b.Name == name);

    private static double Share(TrainedSummary[] trained, Func<TrainedSummary, bool> which) =>
        Math.Round((double)trained.Count(which) / trained.Length, 3);

    private static Dictionary<string, int> Counts(TrainedSummary[] trained, Func<TrainedSummary, string> of) =>
        trained.GroupBy(of).OrderByDescending(g => g.Count()).ToDictionary(g => g.Key, g => g.Count());
}
