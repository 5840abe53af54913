using System.Globalization;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Research.Proof;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Programs;

/// <summary>Proves a program in any language: what it writes up to a day may not depend on bars
/// after it. Runs the program on the bars as they are, twice, and on bars with another future;
/// nothing is written to the workspace.</summary>
public sealed class ProgramProofWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const int LeastDays = 60;
    private static readonly ProofBudget s_budget = new();

    /// <summary>Runs the three checks.</summary>
    /// <exception cref="PloutosException">The line lacks a place, there are too few bars, or the
    /// program fails.</exception>
    public ProgramProof Prove(
        ProgramProofRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        long started = time.GetTimestamp();
        (IReadOnlyList<BarSeries> bars, string source) = new ProofBars(workspace, time).Read(
            request.Source,
            request.Tickers,
            s_budget.Tickers,
            progress,
            cancellation
        );
        DateOnly[] calendar = TradingCalendar.Union(bars);
        if (calendar.Length < LeastDays)
            throw new PloutosException(
                Fault.TooFewBars,
                $"A proof of a program needs at least {LeastDays} days of bars, but got {calendar.Length}."
            );
        DateOnly[] cuts = FutureCheck.Cuts(bars, s_budget.Cuts);
        var run = new ProgramRun(request, time);
        int total = 2 + 3 * cuts.Length;
        ProgramTable Run(IReadOnlyList<BarSeries> given, string name)
        {
            ProgramTable table = run.Of(given, name, cancellation);
            progress?.Report(new ItemDone("prove program", name, run.Runs, total));
            return table;
        }

        ProgramTable reference = Run(bars, "the bars as they are");
        if (reference.Count == 0)
            throw new PloutosException(
                Fault.Failed,
                "The program wrote a header and no row; it must write a row a ticker and date."
            );
        ProofCheck[] checks =
        [
            Timed(() => Repeat(reference, Run(bars, "the bars as they are, again"))),
            .. Future(bars, cuts, reference, request.Seed, Run),
        ];
        return new()
        {
            Command = request.Command,
            Source = source,
            Simulated = bars[0].Origin == DataOrigin.Simulated,
            Tickers = [.. bars.Select(b => b.Ticker)],
            From = calendar[0],
            To = calendar[^1],
            Columns = reference.Columns,
            Rows = reference.Count,
            Runs = run.Runs,
            Checks = checks,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
    }

    private static void Check(ProgramProofRequest request)
    {
        if (
            !request.Command.Contains("{bars}", StringComparison.Ordinal)
            || !request.Command.Contains("{out}", StringComparison.Ordinal)
        )
            throw new PloutosException(
                Fault.WrongUsage,
                "command must hold the places {bars} (the folder of bars) and {out} (the file to write), but is"
                    + $" '{request.Command}'."
            )
            {
                Remedies = [new ChangeOption("command", "a line with {bars} and {out}")],
            };
        if (request.TimeLimit <= TimeSpan.Zero)
            throw new PloutosException(
                Fault.WrongUsage,
                $"timeLimit must be above 0 seconds, but got {request.TimeLimit.TotalSeconds:0}."
            )
            {
                Remedies = [new ChangeOption("timeLimit", "1 second or more")],
            };
    }

    private static ProofCheck Repeat(ProgramTable first, ProgramTable second)
    {
        var found = new Findings();
        long cells = ProgramComparison.UpTo(
            DateOnly.MaxValue,
            first,
            second,
            "when it runs again on the same bars",
            found
        );
        found.Figures.Add(new("program", "cells compared", cells));
        return found.Check(
            "repeat",
            "the program writes the same of the same bars",
            found.Passed
                ? "two runs on the bars as they are wrote the same cells"
                : "two runs differ: seed its random numbers, otherwise nothing else can be told"
        );
    }

    private IEnumerable<ProofCheck> Future(
        IReadOnlyList<BarSeries> bars,
        DateOnly[] cuts,
        ProgramTable reference,
        int seed,
        Func<IReadOnlyList<BarSeries>, string, ProgramTable> run
    )
    {
        Findings future = new(),
            reads = new();
        long started = time.GetTimestamp(),
            cells = 0;
        int answered = 0;
        for (int c = 0; c < cuts.Length; c++)
        {
            DateOnly cut = cuts[c];
            foreach ((string how, BarSeries[] other) in Others(bars, cut, seed + c))
            {
                string name = $"the bars with those after {cut:yyyy-MM-dd} {how}";
                ProgramTable table = run(other, name);
                cells += ProgramComparison.UpTo(
                    cut,
                    reference,
                    table,
                    $"when the bars after {cut:yyyy-MM-dd} are {how}",
                    future
                );
                if (how == "replaced" && ProgramComparison.AnyAfter(cut, reference, table))
                    answered++;
            }
        }

        if (cells == 0)
            future.Fault($"the program wrote no row up to {cuts[^1]:yyyy-MM-dd}, so there was nothing to compare");
        if (answered == 0)
            reads.Fault(
                "no cell after the replaced bars changed: the program reads other bars than those in {bars}, such as a"
                    + " file of its own, a cache or the network"
            );
        future.Figures.Add(new("program", "cells compared", cells));
        reads.Figures.Add(new("program", "replaced futures it answered to", answered, Expected: cuts.Length));
        string days = string.Join(", ", cuts.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        yield return future.Check(
            "future",
            "what the program writes up to a day does not depend on the bars after it",
            $"the bars after {days} were left out, replaced and shuffled, for {bars.Count} tickers at once: "
                + (future.Passed ? "every cell is the same" : "something changed")
        ) with
        {
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
        yield return reads.Check(
            "reads",
            "the program works on the bars that it is given",
            "cells after the replaced bars must change, otherwise the check of the future shows nothing"
        );
    }

    private static (string How, BarSeries[] Bars)[] Others(IReadOnlyList<BarSeries> bars, DateOnly cut, int seed) =>
        [
            ("left out", [.. bars.Select(b => b.UpTo(cut))]),
            ("replaced", Corruption.After(bars, cut, seed)),
            ("shuffled", [.. bars.Select(b => Corruption.Shuffled(b, cut, seed))]),
        ];

    private ProofCheck Timed(Func<ProofCheck> check)
    {
        long started = time.GetTimestamp();
        return check() with { Seconds = time.GetElapsedTime(started).TotalSeconds };
    }
}
