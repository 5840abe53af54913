using System.Globalization;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Studies;

/// <summary>Says what simple signals know of the order of tickers' returns, by horizon, before a day
/// and after it, and what is left of it at the next open and after costs. It trains nothing.</summary>
public sealed class DirectionStudyWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const int FewestDays = 100;
    private static readonly int[] s_horizons = [1, 2, 3, 5, 10, 21, 42, 63];

    /// <summary>Studies the bars.</summary>
    /// <exception cref="PloutosException">A setting is wrong, or there are too few tickers or
    /// days.</exception>
    public DirectionStudyResult Study(
        DirectionStudyRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireCost(request.CostBasisPoints);
        long started = time.GetTimestamp();
        TrainingBars bars = Read(request, progress, cancellation);
        var grid = DayGrid.Of(bars.Series, bars.Calendar);
        int split = Split(request, grid);
        progress?.Report(
            new StageStarted(
                "study",
                Text($"{StudySignals.All.Count} signals, {s_horizons.Length} horizons, {bars.Series.Count} tickers,")
                    + Text($" {grid.Days.Length} days")
            )
        );
        FeatureMatrix[] features = StudySignals.Expressions.Compute(bars.Series);
        int fewest = MarketFeatures.LeastTickers,
            pairs = StudySignals.All.Count * s_horizons.Length;
        var coefficients = new CoefficientStudy(grid, split, fewest);
        // By dates: of New York 252, of several markets as many as the days show.
        var year = SessionsPerYear.Of(bars.Series, grid.Days);
        var portfolios = new PortfolioStudy(grid, split, fewest, request.CostBasisPoints / 1e4, pairs, year.Sessions);
        var found = new (StudyCoefficient[] Coefficients, StudyPortfolio[] Portfolios)[StudySignals.All.Count];
        Parallel.For(
            0,
            found.Length,
            new ParallelOptions { CancellationToken = cancellation },
            k =>
            {
                string name = StudySignals.All[k].Name;
                double[][] signal = [.. features.Select((f, i) => grid.Lay(i, f.Column(k)))];
                found[k] = (
                    [.. coefficients.Of(name, signal, s_horizons)],
                    [.. s_horizons.SelectMany(h => portfolios.Of(name, signal, h))]
                );
            }
        );
        var result = new DirectionStudyResult
        {
            CreatedAt = time.GetUtcNow(),
            Simulated = bars.Data.Origin == DataOrigin.Simulated,
            Tickers = bars.Data.Tickers,
            DataHash = bars.Data.Hash,
            From = grid.Days[0],
            FirstTest = grid.Days[split],
            To = grid.Days[^1],
            Days = grid.Days.Length,
            CostBasisPoints = request.CostBasisPoints,
            Horizons = s_horizons,
            Signals = StudySignals.All,
            Coefficients = [.. found.SelectMany(f => f.Coefficients)],
            Portfolios = [.. found.SelectMany(f => f.Portfolios)],
            Conclusions = [],
            Findings = bars.Findings,
            Notes =
            [
                .. bars.Findings.Select(f => f.Text),
                .. bars.Notes,
                .. year == SessionsPerYear.NewYork ? Array.Empty<string>() : [$"Annual figures are of {year.Text}."],
                .. Notes(grid),
            ],
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
        return result with { Conclusions = StudyConclusions.Of(result) };
    }

    private static void RequireCost(double basisPoints)
    {
        if (!(basisPoints >= 0) || double.IsInfinity(basisPoints))
            throw new PloutosException(
                Fault.WrongUsage,
                Text($"The cost must be 0 basis points or more, but got {basisPoints}.")
            )
            {
                Remedies = [new ChangeOption("cost", "0 or more")],
            };
    }

    private TrainingBars Read(
        DirectionStudyRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        var named = NamedTickers.Of(workspace, request.Tickers);
        if (request.Source is { } source)
        {
            workspace.EnsureWritable();
            DataReport imported = new DataWorkflow(workspace, time).Import(
                new ImportRequest(source, named.Tickers),
                progress,
                cancellation
            );
            if (named.Tickers is null)
                named = NamedTickers.Of(workspace, [.. imported.Series.Select(s => s.Ticker)]);
        }

        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        if (request.Source is null)
            named = NamedTickers.Of(workspace, request.Tickers, store);
        TrainingBars bars = TrainingBars
            .ReadNamed(store, named, progress)
            .Admit(store, request.AcceptSerious, "A study", progress);
        return bars.Series.Count >= MarketFeatures.LeastTickers
            ? bars
            : throw new PloutosException(
                Fault.NoData,
                $"The study compares tickers within a day and needs at least {MarketFeatures.LeastTickers}, but got"
                    + $" {bars.Series.Count}. Import more tickers."
            )
            {
                Remedies = [new ImportBars()],
            };
    }

    /// <summary>Index of the first day of the later period.</summary>
    private static int Split(DirectionStudyRequest request, DayGrid grid)
    {
        int split = request.FirstTest is { } first ? grid.Days.Count(d => d < first) : grid.Days.Length * 2 / 3;
        int after = grid.Days.Length - split;
        return split >= FewestDays && after >= FewestDays
            ? split
            : throw new PloutosException(
                Fault.TooFewBars,
                $"The study needs at least {FewestDays} trading days in each of its two periods, but there are {split}"
                    + $" before and {after} after. Import more bars, or choose another first test day."
            )
            {
                Remedies = [new ImportBars(), new ChangeOption("firstTest", "another day")],
            };
    }

    private static IEnumerable<string> Notes(DayGrid grid)
    {
        if (grid.LeftOut > 0)
            yield return $"{grid.LeftOut} days on which most tickers lack a bar are left out.";
        yield return "Which side a portfolio takes was decided on the earlier period: its figures there are flattered.";
        yield return "Borrowing for short positions is free here, and the tickers are those that exist today.";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
