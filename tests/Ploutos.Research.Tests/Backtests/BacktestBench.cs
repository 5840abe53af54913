using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Backtests;
using Ploutos.Tests;
using Ploutos.Tuning.Tpe;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.Backtests;

/// <summary>A workspace with a small simulated market in its store, and signal files for it.</summary>
internal sealed class BacktestBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="tickers">Tickers.</param>
    /// <param name="bars">Bars each.</param>
    /// <param name="cutLast">So many of the last ticker alone.</param>
    /// <param name="everyDay">So many of the first tickers trade on every day of the week.</param>
    /// <param name="change">What the source reports instead of a bar: ticker, place, bar. A close that
    /// is NaN is missing.</param>
    public BacktestBench(
        int tickers = 3,
        int bars = 300,
        int? cutLast = null,
        int everyDay = 0,
        Func<string, int, Bar, Bar>? change = null
    )
    {
        Market = [.. new SimulatedMarket(new SimulationOptions { Tickers = tickers, Bars = bars }).Series];
        if (cutLast is { } kept)
            Market[^1] = Market[^1].Slice(0, kept);
        for (int i = 0; i < everyDay; i++)
            Market[i] = EveryDay(Market[i]);
        Directory.CreateDirectory(_folder.File("bars"));
        foreach (BarSeries series in Market)
            File.WriteAllLines(
                _folder.File("bars", series.Ticker + ".csv"),
                [
                    "Date,Open,High,Low,Close,Volume",
                    .. Enumerable.Range(0, series.Count).Select(t => Row(Changed(series, t))),
                ]
            );
        Bar Changed(BarSeries series, int t) => change is null ? series[t] : change(series.Ticker, t, series[t]);
        Workflows = WorkflowFactory.Create(Workspace, TimeProvider.System);
        Workflows.Import(new ImportRequest($"csv:{_folder.File("bars")}"), null, TestContext.Current.CancellationToken);
    }

    public static Bar Times(Bar bar, double factor) =>
        bar with
        {
            Open = bar.Open * factor,
            High = bar.High * factor,
            Low = bar.Low * factor,
            Close = bar.Close * factor,
        };

    private static BarSeries EveryDay(BarSeries bars) =>
        BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [.. Enumerable.Range(0, bars.Count).Select(t => bars[t] with { Date = bars.Dates[0].AddDays(t) })]
        );

    private static string Row(Bar b) =>
        string.Create(CultureInfo.InvariantCulture, $"{b.Date:yyyy-MM-dd},{b.Open:F4},{b.High:F4},{b.Low:F4},")
        + (double.IsNaN(b.Close) ? "," : string.Create(CultureInfo.InvariantCulture, $"{b.Close:F4},"))
        + string.Create(CultureInfo.InvariantCulture, $"{b.Volume:F0}");

    public WorkspaceFolder Workspace => new(_folder.File("workspace"));

    public IPloutosWorkflows Workflows { get; }

    public BarSeries[] Market { get; }

    public DateOnly Day(int i) => Market[0].Dates[i];

    /// <summary>A file of rows below a header.</summary>
    public string SignalFile(string header, params IEnumerable<string> rows)
    {
        string path = _folder.File($"signals-{Guid.NewGuid():N}.csv");
        File.WriteAllLines(path, [header, .. rows]);
        return path;
    }

    /// <summary>A target every tenth day for every ticker, that turns from one to the other.</summary>
    public string Targets(double first = 1, double second = 0, int from = 10) =>
        SignalFile(
            "ticker,date,target",
            Market.SelectMany(
                (s, k) =>
                    Enumerable
                        .Range(0, s.Count)
                        .Where(t => t >= from && t % 10 == k)
                        .Select(t =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{s.Ticker},{s.Dates[t]:yyyy-MM-dd},{(t / 10 % 2 == 0 ? first : second)}"
                            )
                        )
            )
        );

    public BacktestResult Run(BacktestRequest request) =>
        Workflows.Backtest(request, null, TestContext.Current.CancellationToken);

    public PloutosException Fails(BacktestRequest request) => Assert.Throws<PloutosException>(() => Run(request));

    public void Dispose() => _folder.Dispose();
}
