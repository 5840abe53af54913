using Ploutos.Workspace.Events;

namespace Ploutos.Research.Proof;

/// <summary>The checks of a proof as they are done, and what is left out of it.</summary>
/// <param name="time">The clock.</param>
/// <param name="progress">Where each result goes; may be null.</param>
/// <param name="cancellation">Ends the proof before its next check.</param>
internal sealed class ProofChecks(TimeProvider time, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
{
    private readonly List<(string Name, Func<ProofCheck> Run)> _planned = [];
    private readonly List<ProofCheck> _done = [];
    private readonly List<string> _leftOut = [];

    /// <summary>The checks so far.</summary>
    public IReadOnlyList<ProofCheck> Done => _done;

    /// <summary>What can't be checked, with the reason.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Plans a check; none where there is nothing that it could be of.</summary>
    /// <param name="name">What is done, for progress.</param>
    /// <param name="check">The check.</param>
    /// <param name="subject">Of what; may be null.</param>
    public void Plan(string name, Func<ProofBench, ProofCheck> check, ProofBench? subject)
    {
        if (subject is not null)
            _planned.Add((name, () => check(subject)));
    }

    /// <summary>Leaves something out.</summary>
    /// <param name="what">The checks, and why.</param>
    public void LeaveOut(string what)
    {
        _leftOut.Add(what);
        progress?.Report(new Note($"left out: {what}", IsWarning: true));
    }

    /// <summary>Does what is planned, one after the other.</summary>
    public void Run()
    {
        foreach ((string name, Func<ProofCheck> run) in _planned)
        {
            cancellation.ThrowIfCancellationRequested();
            long begun = time.GetTimestamp();
            progress?.Report(new StageStarted("prove", name));
            ProofCheck done = run() with { Seconds = time.GetElapsedTime(begun).TotalSeconds };
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
