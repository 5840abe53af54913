using System.Globalization;
using System.Runtime.ExceptionServices;
using Ploutos.Neural.Threading;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Evaluation;

/// <summary>Runs units side by side, one core each, the dearest first, so that what is left at the
/// end is short and borrows the idle cores. Results do not depend on the number of cores. Finished
/// units are stored at once.</summary>
internal sealed class UnitQueue(IUnitStore store, RowSpace rows, TimeProvider time, IProgress<WorkflowEvent>? progress)
{
    private readonly Lock _gate = new();
    private double _costDone,
        _costKnown;
    private int _done;

    /// <summary>All units' results, in the order asked for.</summary>
    public IReadOnlyList<UnitResult> Run(IReadOnlyList<UnitWork> units, int coreCount, CancellationToken cancellation)
    {
        var results = new UnitResult?[units.Count];
        for (int i = 0; i < units.Count; i++)
            results[i] = store.TryRead(units[i].Name, units[i].Table.Expert.Name, units[i].FoldNumber);
        int[] open = [.. Enumerable.Range(0, units.Count).Where(i => results[i] is null)];
        _done = units.Count - open.Length;
        if (_done > 0)
            progress?.Report(
                new Note($"{_done} of {units.Count} units were finished by an earlier start and are not done again.")
                {
                    Code = "units-kept",
                    Values = [Text(_done), Text(units.Count)],
                }
            );
        _costKnown = open.Sum(i => units[i].Cost);
        var cores = new CoreBudget(coreCount);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long started = time.GetTimestamp();
        int next = -1;
        var workers = new Task[Math.Min(coreCount, Math.Max(1, open.Length))];
        for (int w = 0; w < workers.Length; w++)
        {
            workers[w] = Task.Factory.StartNew(
                () =>
                {
                    for (int k = Interlocked.Increment(ref next); k < open.Length; k = Interlocked.Increment(ref next))
                    {
                        try
                        {
                            failed.Token.ThrowIfCancellationRequested();
                            results[open[k]] = RunOne(units[open[k]], units.Count, cores, started, failed.Token);
                        }
                        catch
                        {
                            failed.Cancel();
                            throw;
                        }
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }

        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            System.Collections.ObjectModel.ReadOnlyCollection<Exception> all = e.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(all.FirstOrDefault(x => x is not OperationCanceledException) ?? all[0]);
        }

        return results!;
    }

    private UnitResult RunOne(UnitWork unit, int total, CoreBudget cores, long started, CancellationToken cancellation)
    {
        UnitResult result = unit.Run(
            rows,
            cores,
            time,
            report =>
                Tell(
                    unit,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"epoch {report.Epoch + 1} of {report.Epochs}, validation {report.ValidationLoss:0.00000},"
                            + $" best {report.BestLoss:0.00000}"
                    ),
                    isLast: false,
                    total,
                    started
                ),
            cancellation
        );
        store.Write(result);
        lock (_gate)
        {
            _done++;
            _costDone += unit.Cost;
        }

        Tell(
            unit,
            result.BestEpoch > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"done in {result.FitSeconds:0} s, best epoch {result.BestEpoch}"
                )
                : "done",
            isLast: true,
            total,
            started
        );
        return result;
    }

    private void Tell(UnitWork unit, string detail, bool isLast, int total, long started)
    {
        TimeSpan? left = null;
        int done;
        lock (_gate)
        {
            done = _done;
            if (_costDone > 0)
                left = time.GetElapsedTime(started) / _costDone * (_costKnown - _costDone);
        }

        progress?.Report(
            new EvaluationProgress(unit.Title, detail, isLast, done, total, left)
            {
                Forecaster = unit.Name,
                Expert = unit.Table.Expert.Name,
                Fold = unit.FoldNumber,
            }
        );
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
