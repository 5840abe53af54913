using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Backtests;

/// <summary>Which bars a backtest may stand on, by <see cref="SeriousRule"/>: those of its days and,
/// where its signals were made from features, the bars before that these need.</summary>
internal sealed class BacktestBars(BarStore store, BacktestRequest request)
{
    /// <summary>Returns that a 20-day deviation is measured on.</summary>
    private const int DeviationBars = 20;

    /// <summary>Bars that matter to EWMA(0.94), whose weights fall to a hundredth by then, and to the
    /// mean correlation.</summary>
    private const int QuarterBars = 75;

    private readonly SeriousRule _rule = new(store, request.AcceptSerious);

    /// <summary>Leaves out tickers with findings, from the universe and from the signals.</summary>
    /// <exception cref="PloutosException">No ticker remains.</exception>
    public (TrainingBars Bars, BacktestSignals Signals) Admit(
        TrainingBars bars,
        BacktestSignals signals,
        IProgress<WorkflowEvent>? progress
    )
    {
        if (signals.Series.Count == 0)
            return (bars, signals);
        int sizing = BacktestSettings.Forecast(request) switch
        {
            SizingForecast.Risk => RiskTable.RequiredBars,
            SizingForecast.Ewma => QuarterBars,
            SizingForecast.Deviation20 => DeviationBars,
            _ => 0,
        };
        if (sizing > 0 && request.SizingScope == BacktestSettings.Portfolio)
            sizing = Math.Max(sizing, QuarterBars);
        AdmittedBars admitted = _rule.Sort(
            bars.Series,
            signals.Series.Min(s => s.Days[0]),
            request.End ?? DateOnly.MaxValue,
            Math.Max(signals.BarsBefore, sizing)
        );
        signals = signals.Within([.. admitted.Series.Select(s => s.Ticker)], null, null);
        if (signals.Series.Count == 0 && admitted.Findings.Count > 0)
            throw SeriousRule.Refusal("A backtest", admitted.Findings);
        foreach (SeriousFinding finding in admitted.Findings)
            progress?.Report(new Note(finding.Text, IsWarning: true));
        return (bars.With(admitted), signals);
    }

    /// <summary>A single ticker to hold is not left out: it is refused, or accepted.</summary>
    /// <exception cref="PloutosException">It has findings that are not accepted.</exception>
    public TrainingBars WithBenchmark(TrainingBars bars, BarSeries held, IReadOnlyList<DateOnly> days)
    {
        if (bars.Series.Any(s => s.Ticker == held.Ticker))
            return bars; // it was judged with the others
        AdmittedBars benchmark = _rule.Sort([held], days[0], days[^1], 0);
        return benchmark.Series.Count > 0
            ? bars.With(new(bars.Series, [.. bars.Findings, .. benchmark.Findings]))
            : throw SeriousRule.Refusal("A benchmark", benchmark.Findings);
    }
}
