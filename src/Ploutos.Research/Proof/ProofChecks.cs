using Ploutos.Workspace.Events;

namespace Ploutos.Research.Proof;

/// <summary>The checks of a proof as they are done, and what is left out of it.</summary>
/// <param name="time">The clock.</param>
/// <param name="progress">Where each result goes; may be null.</param>
/// <param name="cancellation">Ends the proof before its next check.</param>
internal sealed class ProofChecks(TimeProvider time, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
{
    private readonly List<PlannedCheck> _planned = [];
    private readonly List<ProofCheck> _done = [];
    private readonly List<string> _leftOut = [];

    /// <summary>The checks so far.</summary>
    public IReadOnlyList<ProofCheck> Done => _done;

    /// <summary>What can't be checked, with the reason.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>The units of all checks.</summary>
    public IReadOnlyList<ProofUnit> Units => [.. _planned.SelectMany(c => c.Units)];

    /// <summary>Plans a check of one unit; none where there is nothing that it could be of.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="title">What is done, for progress.</param>
    /// <param name="check">The check.</param>
    /// <param name="subject">Of what; may be null.</param>
    /// <param name="epochs">About how many it trains, an expert.</param>
    public void Plan(
        string name,
        string title,
        Func<ProofBench, ProofCheck> check,
        ProofBench? subject,
        Func<ProofBudget, double> epochs
    )
    {
        if (subject is null)
            return;
        var unit = new ProofUnit(
            name,
            title,
            epochs(subject.Budget) * subject.Experts.Count,
            () => new() { Check = check(subject) }
        );
        _planned.Add(new(name, title, [unit], static results => results[0].Check!));
    }

    /// <summary>Plans a check of several units; none where it is null.</summary>
    public void Plan(PlannedCheck? check)
    {
        if (check is not null)
            _planned.Add(check);
    }

    /// <summary>Leaves something out.</summary>
    /// <param name="what">The checks, and why.</param>
    public void LeaveOut(string what)
    {
        _leftOut.Add(what);
        progress?.Report(new Note($"left out: {what}", IsWarning: true));
    }

    /// <summary>Makes a unit.</summary>
    public ProofUnitResult Make(ProofUnit unit)
    {
        cancellation.ThrowIfCancellationRequested();
        long begun = time.GetTimestamp();
        ProofUnitResult made = unit.Make();
        return made with { Seconds = time.GetElapsedTime(begun).TotalSeconds };
    }

    /// <summary>Does what is planned, one after the other.</summary>
    /// <param name="result">What a unit found: <see cref="Make"/>, or what a shard made before.</param>
    public void Run(Func<ProofUnit, ProofUnitResult> result)
    {
        foreach (PlannedCheck planned in _planned)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new StageStarted("prove", planned.Title));
            ProofUnitResult[] results = [.. planned.Units.Select(result)];
            ProofCheck done = planned.Assemble(results) with { Seconds = results.Sum(r => r.Seconds) };
            _done.Add(done);
            progress?.Report(new ItemDone("prove", done.Name, _done.Count, _planned.Count));
            progress?.Report(
                new Note($"{(done.Passed ? "pass" : "FAIL")}: {done.Name}, {done.Claim}", IsWarning: !done.Passed)
                {
                    Code = done.Passed ? "proof-pass" : "proof-fail",
                    Values = [done.Name],
                }
            );
        }
    }
}
