using System.Text.Json;
using Ploutos.Benchmarks.Peer;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Benchmarks.Quality;

/// <summary>Does a search pay? Trains each expert with the defaults, searches, and trains again with what
/// the search left; compares the two on the last year, which neither saw.</summary>
internal static class SearchCommand
{
    /// <summary>Prints a line a universe and expert, then one an expert with the mean difference.</summary>
    public static IEnumerable<object> Run(Arguments arguments)
    {
        string bars = arguments.Path;
        int first = arguments.Number("first", 1) - 1,
            count = arguments.Number("universes", 10),
            seed = arguments.Number("seed", 14),
            trials = arguments.Number("trials", 20);
        string[]? experts = arguments.Text("expert", "") is { Length: > 0 } one ? [one] : null;
        string[] tickers = QualityCommand.Tickers(bars);
        Universe[] universes =
            arguments.Text("whole", "no") == "yes"
                ? [Universe.Whole(tickers)]
                : [.. Enumerable.Range(first, count).Select(n => Universe.Draw(tickers, seed, n))];
        var results = new List<SearchLine>();
        foreach (Universe universe in universes)
        {
            foreach (SearchLine line in Compare(universe, bars, experts, trials))
            {
                results.Add(line);
                yield return line;
            }
        }

        foreach (object total in Totals(results))
            yield return total;
    }

    /// <summary>The totals of lines that several runs printed into one file, such as a run a universe.</summary>
    public static IEnumerable<object> Total(Arguments arguments) =>
        Totals([
            .. File.ReadLines(arguments.Path)
                .Where(l => l.Contains("\"difference\"", StringComparison.Ordinal))
                .Select(l => JsonSerializer.Deserialize<SearchLine>(l)!),
        ]);

    private static IEnumerable<SearchLine> Compare(Universe universe, string bars, string[]? experts, int trials)
    {
        string folder = Directory.CreateTempSubdirectory("ploutos-search-").FullName;
        try
        {
            string source = Directory.CreateDirectory(Path.Combine(folder, "bars")).FullName;
            universe.Write(bars, source);
            IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(folder), TimeProvider.System);
            workflows.Import(new ImportRequest($"csv:{source}"), null, default);
            var train = new TrainRequest
            {
                Experts = experts,
                TestFrom = universe.TestFrom,
                AcceptSerious = true,
            };
            IReadOnlyList<TrainedSummary> defaults = workflows.Train(train, null, default);
            IReadOnlyList<OptimizeSummary> searches = workflows.Optimize(
                new OptimizeRequest
                {
                    Experts = experts,
                    Trials = trials,
                    TestFrom = universe.TestFrom,
                    AcceptSerious = true,
                },
                null,
                default
            );
            IReadOnlyList<TrainedSummary> searched = workflows.Train(train, null, default);
            return
            [
                .. defaults.Select(d =>
                    Line(
                        universe,
                        d,
                        searches.Single(s => s.Expert == d.Expert),
                        searched.Single(s => s.Expert == d.Expert)
                    )
                ),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SearchLine Line(
        Universe universe,
        TrainedSummary defaults,
        OptimizeSummary search,
        TrainedSummary searched
    )
    {
        double before = defaults.Evidence!.LogLoss!.Value,
            after = searched.Evidence!.LogLoss!.Value;
        return new()
        {
            Universe = universe.Number + 1,
            Tickers = universe.Tickers.Count,
            Expert = defaults.Expert,
            Trials = search.Trials,
            SearchServes = search.Serves,
            DefaultsServe = defaults.Serving?.Forecaster,
            SearchedServes = searched.Serving?.Forecaster,
            Defaults = before,
            Searched = after,
            Difference = after - before,
            SearchSeconds = Math.Round(search.Seconds, 1),
        };
    }

    private static IEnumerable<object> Totals(List<SearchLine> lines) =>
        lines
            .GroupBy(l => l.Expert)
            .Append(lines.GroupBy(_ => "all").FirstOrDefault())
            .OfType<IGrouping<string, SearchLine>>()
            .Select(g =>
            {
                double[] differences = [.. g.Select(l => l.Difference)];
                (double low, double high) = Interval(differences);
                return new
                {
                    expert = g.Key,
                    universes = differences.Length,
                    mean_difference = Math.Round(differences.Average(), 6),
                    low = Math.Round(low, 6),
                    high = Math.Round(high, 6),
                    search_serves = g.Count(l => l.SearchServes == "search"),
                };
            });

    /// <summary>95 % interval of a mean: resampled with replacement, 10,000 times, from a fixed seed.</summary>
    private static (double Low, double High) Interval(double[] values)
    {
        var random = new Random(1);
        double[] means = new double[10_000];
        for (int r = 0; r < means.Length; r++)
        {
            double sum = 0;
            for (int i = 0; i < values.Length; i++)
                sum += values[random.Next(values.Length)];
            means[r] = sum / values.Length;
        }

        Array.Sort(means);
        return (means[(int)(0.025 * means.Length)], means[(int)(0.975 * means.Length)]);
    }
}
