using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>The rows that a training really gets, held against the bars: no row bears a label
/// in two parts; what a label of an earlier part reaches ahead to ends before the first labelled
/// day of a later part, over all tickers; and on a ticker's own bars no window of a later part
/// holds a bar that a label of an earlier part still reaches (purging, Lopez de Prado 2018, ch.
/// 7).</summary>
internal static class SplitCheck
{
    private const string Claim =
        "no row serves two parts, and no label of an earlier part reaches into a later one's days or windows";

    public static ProofCheck Run(ProofBench bench)
    {
        var found = new Findings();
        for (int e = 0; e < bench.Tables.Length; e++)
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            ExpertTable table = bench.Tables[e];
            DateSplit split = bench.Split(table.Expert);
            StandardScaler scaler = bench.Pipeline.Scaler(table, split);
            Part[] parts =
            [
                new("training", table, bench.Pipeline.Training(table, split, scaler)),
                new("validation", table, bench.Pipeline.Validation(table, split, scaler, bench.Window)),
                new("test", table, bench.Pipeline.Test(table, split, scaler, bench.Window)),
            ];
            foreach (Part part in parts)
                found.Figures.Add(new(table.Expert.Name, $"{part.Name} rows", part.Rows.Count));
            foreach (
                (Part earlier, Part later) in new[] { (parts[0], parts[1]), (parts[1], parts[2]), (parts[0], parts[2]) }
            )
                Compare(found, table, earlier, later, bench.Window);
            bench.Tell("split", table.Expert.Name, e + 1, bench.Tables.Length);
        }

        return found.Check(
            "split",
            Claim,
            found.Passed
                ? "every labelled row was held against every later part: nothing is shared and nothing reaches over"
                : "parts share rows, or labels reach over"
        );
    }

    private static void Compare(Findings found, ExpertTable table, Part earlier, Part later, int window)
    {
        if (earlier.Rows.Count == 0 || later.Rows.Count == 0)
            return;
        string expert = table.Expert.Name;
        int[][] spans = [.. table.Bars.Select(table.Expert.Label.Spans)];
        (int Ticker, int Bar)[] shared = [.. earlier.Rows.Where(later.Rows.Contains)];
        if (shared.Length > 0)
            found.Fault(
                $"{expert}: {shared.Length} rows serve {earlier.Name} and {later.Name} both, such as"
                    + $" {Row(table, shared[0])}"
            );
        DateOnly first = later.Rows.Min(r => table.Bars[r.Ticker].Dates[r.Bar]);
        (int Ticker, int Bar)[] reaching =
        [
            .. earlier.Rows.Where(r => LabelEnds(table.Bars[r.Ticker], r.Bar, spans[r.Ticker][r.Bar]) >= first),
        ];
        if (reaching.Length > 0)
        {
            DateOnly ends = LabelEnds(
                table.Bars[reaching[0].Ticker],
                reaching[0].Bar,
                spans[reaching[0].Ticker][reaching[0].Bar]
            );
            found.Fault(
                $"{expert}: {reaching.Length} {earlier.Name} labels reach into the {later.Name}, which begins on "
                    + $"{first:yyyy-MM-dd}, such as {Row(table, reaching[0])}, whose label looks at {ends:yyyy-MM-dd}"
            );
        }

        Dictionary<int, int> firstBar = later
            .Rows.GroupBy(r => r.Ticker)
            .ToDictionary(g => g.Key, g => g.Min(r => r.Bar));
        (int Ticker, int Bar)[] seen =
        [
            .. earlier.Rows.Where(r =>
                firstBar.TryGetValue(r.Ticker, out int begin) && r.Bar + spans[r.Ticker][r.Bar] > begin - window
            ),
        ];
        if (seen.Length > 0)
            found.Fault(
                $"{expert}: {seen.Length} {earlier.Name} rows reach with their labels into windows of the"
                    + $" {later.Name}, "
                    + $"such as {Row(table, seen[0])}"
            );
    }

    private static string Row(ExpertTable table, (int Ticker, int Bar) row) =>
        $"{table.Bars[row.Ticker].Ticker} of {table.Bars[row.Ticker].Dates[row.Bar]:yyyy-MM-dd}";

    private static DateOnly LabelEnds(BarSeries bars, int bar, int span) =>
        bars.Dates[Math.Min(bar + span, bars.Count - 1)];

    /// <summary>The labelled rows of a part, as bars of the table's tickers.</summary>
    private sealed class Part(string name, ExpertTable table, ExpertRows rows)
    {
        public string Name => name;

        public HashSet<(int Ticker, int Bar)> Rows { get; } =
        [
            .. Enumerable
                .Range(0, rows.Keys.Count)
                .Where(r => rows.Sequences.Labels[r] >= 0)
                .Select(r =>
                    (rows.Keys[r].Ticker, table.Bars[rows.Keys[r].Ticker].Dates.BinarySearch(rows.Keys[r].Date))
                ),
        ];
    }
}
