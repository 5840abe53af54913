using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Columns;
using Ploutos.Research.Training;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>Nothing up to a day depends on what comes after it. Every bar after a day t is
/// replaced by a made-up one, for all tickers at once, and once more left out; features up to t,
/// labels that are known at t, each expert's probabilities and the vote's signals up to t must keep
/// their bits. Repeated for several days.</summary>
internal static class FutureCheck
{
    private const string Claim =
        "features, known labels and signals up to a day do not depend on what comes after it, bit for bit";

    /// <summary>Bars before a cut whose signals are compared.</summary>
    private const int SignalBars = 300;

    public static ProofCheck Run(ProofBench bench)
    {
        var found = new Findings();
        DateOnly[] cuts = Cuts(bench);
        long features = 0,
            labels = 0,
            signals = 0;
        Signals before = new(bench, bench.Tables);
        for (int c = 0; c < cuts.Length; c++)
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            foreach ((string how, BarSeries[] other, ColumnFuture future) in Futures(bench, cuts[c], bench.Seed + c))
            {
                ExpertDefinition[] experts =
                [
                    .. bench.Experts.Select(e =>
                        bench.WithFiles(e, file => file.After(cuts[c], future, bench.Seed + c))
                    ),
                ];
                ExpertTable[] tables = bench.Pipeline.Tables(experts, other);
                for (int e = 0; e < tables.Length; e++)
                {
                    features += Features(found, bench, e, tables[e], cuts[c], how);
                    labels += Labels(found, bench, e, tables[e], cuts[c], how);
                }

                signals += before.Compare(new(bench, tables), cuts[c], how, found);
            }

            bench.Tell("future", $"what comes after {cuts[c]:yyyy-MM-dd} replaced and left out", c + 1, cuts.Length);
        }

        string[] files = [.. bench.Experts.SelectMany(e => e.Columns).Select(f => f.File).Distinct()];
        found.Figures.Add(new("all", "feature values compared", features));
        found.Figures.Add(new("all", "known labels compared", labels));
        found.Figures.Add(new("all", "probabilities and signals compared", signals));
        return found.Check(
            "future",
            Claim,
            $"the bars after {string.Join(", ", cuts.Select(d => d.ToString("yyyy-MM-dd", null)))} were replaced"
                + (HasOwn(bench) ? ", shuffled" : "")
                + " and left out"
                + (files.Length == 0 ? "" : $", and so were the rows of {string.Join(", ", files)} known after them")
                + ", "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"for {bench.Bars.Count} tickers at once: "
                        + $"{(found.Passed ? "every bit is the same" : "something changed")}"
                )
        );
    }

    /// <summary>Other futures of the bars, and what becomes of files of columns in each.</summary>
    private static IEnumerable<(string How, BarSeries[] Bars, ColumnFuture Files)> Futures(
        ProofBench bench,
        DateOnly cut,
        int seed
    )
    {
        yield return ("replaced", Corruption.After(bench.Bars, cut, seed), ColumnFuture.Replaced);
        yield return ("left out", [.. bench.Bars.Select(b => b.UpTo(cut))], ColumnFuture.LeftOut);
        if (HasOwn(bench))
            yield return (
                "shuffled",
                [.. bench.Bars.Select(b => Corruption.Shuffled(b, cut, seed))],
                ColumnFuture.Shuffled
            );
    }

    private static bool HasOwn(ProofBench bench) => bench.Experts.Any(e => !e.IsBuiltIn);

    /// <summary>Days after which bars are replaced, spread evenly from a third of the days to the end of
    /// the test.</summary>
    public static DateOnly[] Cuts(ProofBench bench) => Cuts(bench.Bars, bench.Budget.Cuts);

    /// <summary>The same of bars alone.</summary>
    public static DateOnly[] Cuts(IReadOnlyList<BarSeries> bars, int count)
    {
        // Never on the last day: a cut with nothing after it shows nothing.
        DateOnly[] calendar = TradingCalendar.Union(bars);
        int first = calendar.Length / 3;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => calendar[first + (int)((i + 0.5) / count * (calendar.Length - first))]),
        ];
    }

    private static long Features(
        Findings found,
        ProofBench bench,
        int expert,
        ExpertTable other,
        DateOnly cut,
        string how
    )
    {
        long compared = 0;
        for (int ticker = 0; ticker < bench.Bars.Count; ticker++)
        {
            FeatureMatrix a = bench.Tables[expert].FeaturesOf(ticker),
                b = other.FeaturesOf(ticker);
            int kept = bench.Bars[ticker].UpTo(cut).Count;
            for (int j = 0; j < a.Columns; j++)
            {
                compared += kept;
                int at = Bits.FirstDifference(a.Column(j)[..kept], b.Column(j)[..kept]);
                if (at >= 0)
                    found.Fault(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{a.Bars.Ticker}: the {other.Expert.Name} feature '{a.Names[j]}' of"
                                + $" {a.Dates[at]:yyyy-MM-dd} changes "
                                + $"from {a[at, j]:R} to {b[at, j]:R} when the bars after {cut:yyyy-MM-dd} are {how}:"
                                + $" it looks ahead"
                        )
                    );
            }
        }

        return compared;
    }

    private static long Labels(
        Findings found,
        ProofBench bench,
        int expert,
        ExpertTable other,
        DateOnly cut,
        string how
    )
    {
        long compared = 0;
        for (int ticker = 0; ticker < bench.Bars.Count; ticker++)
        {
            BarSeries bars = bench.Bars[ticker];
            int known = Math.Max(0, bars.UpTo(cut).Count - other.Expert.Label.Horizon);
            compared += known;
            int at = Bits.FirstDifference(
                bench.Tables[expert].LabelsOf(ticker)[..known],
                other.LabelsOf(ticker)[..known]
            );
            if (at >= 0)
                found.Fault(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{bars.Ticker}: the {other.Expert.Name} label of {bars.Dates[at]:yyyy-MM-dd}, which is known "
                            + $"{other.Expert.Label.Horizon} bar(s) later, changes when the bars after"
                            + $" {cut:yyyy-MM-dd} are {how}: "
                            + $"its horizon is longer than it says"
                    )
                );
        }

        return compared;
    }

    /// <summary>Probabilities of the fitted experts, and the vote where all three are there, over a
    /// stretch of rows.</summary>
    private sealed class Signals(ProofBench bench, ExpertTable[] tables)
    {
        public long Compare(Signals other, DateOnly cut, string how, Findings found)
        {
            Dictionary<RowKey, double>[] a = Probabilities(cut),
                b = other.Probabilities(cut);
            long compared = 0;
            for (int e = 0; e < a.Length; e++)
            {
                compared += a[e].Count;
                foreach ((RowKey key, double p) in a[e])
                {
                    if (
                        !b[e].TryGetValue(key, out double q)
                        || BitConverter.DoubleToInt64Bits(p) != BitConverter.DoubleToInt64Bits(q)
                    )
                    {
                        found.Fault(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{bench.Bars[key.Ticker].Ticker}: the {tables[e].Expert.Name} expert's probability of "
                                    + $"{key.Date:yyyy-MM-dd} changes from {p:R} to {q:R} when the bars after"
                                    + $" {cut:yyyy-MM-dd} are {how}"
                            )
                        );
                        break;
                    }
                }
            }

            if (a.Length < ExpertDefinition.All.Length)
                return compared;
            foreach (RowKey key in a[0].Keys.Where(k => a[1].ContainsKey(k) && a[2].ContainsKey(k)))
            {
                compared++;
                SignalDecision one = Decide(a, key);
                SignalDecision? two = b.All(p => p.ContainsKey(key)) ? Decide(b, key) : null;
                if (one.Raw != two?.Raw || !one.Score.Equals(two.Score))
                    found.Fault(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{bench.Bars[key.Ticker].Ticker}: the signal of {key.Date:yyyy-MM-dd} changes when the"
                                + $" bars after "
                                + $"{cut:yyyy-MM-dd} are {how}"
                        )
                    );
            }

            return compared;
        }

        private static SignalDecision Decide(Dictionary<RowKey, double>[] p, RowKey key) =>
            SignalDecision.Of(new(p[0][key], p[1][key], p[2][key]), new VoteThresholds(0.05, 0.1));

        private Dictionary<RowKey, double> Foreign(ExpertTable table, DateOnly cut)
        {
            var forecasts = new ForeignForecasts(bench.ForeignOf(table.Expert), table.Bars, table.Market);
            TableRow[] rows =
            [
                .. table.Bars.SelectMany(
                    (bars, ticker) =>
                    {
                        int end = bars.UpTo(cut).Count,
                            from = Math.Max(0, end - SignalBars);
                        return Enumerable.Range(from, end - from).Select(bar => new TableRow(ticker, bar));
                    }
                ),
            ];
            return rows.Zip(forecasts.Probabilities(rows))
                .Where(r => !double.IsNaN(r.Second))
                .ToDictionary(
                    r => new RowKey(r.First.Ticker, table.Bars[r.First.Ticker].Dates[r.First.Bar]),
                    r => r.Second
                );
        }

        private Dictionary<RowKey, double>[] Probabilities(DateOnly cut) =>
            [
                .. tables.Select(
                    (table, e) =>
                    {
                        if (table.Expert.Foreign is not null)
                            return Foreign(table, cut);
                        Training.PipelineRun fitted = bench.Reference(e);
                        ExpertRows rows = table.Rows(
                            bars =>
                            {
                                int end = bars.UpTo(cut).Count;
                                return [new RowRange(Math.Max(0, end - SignalBars), end)];
                            },
                            fitted.Fitted.Scaler,
                            bench.Window - 1
                        );
                        double[] margins = fitted.Serving is { } serving
                            ? ServedRows.Of(serving, table.Bars, rows.Keys, market: null, table.Market).Margins
                            : Training.OutOfSample.Margins(fitted.Fitted.Training.Parameters, rows);
                        return Enumerable
                            .Range(0, margins.Length)
                            .Where(r => !double.IsNaN(margins[r]))
                            .ToDictionary(r => rows.Keys[r], r => fitted.Calibrator.Probability(margins[r]));
                    }
                ),
            ];
    }
}
