using Ploutos.Workspace.Events;

namespace Ploutos.Research.Proof;

/// <summary>The checks of a proof as they are done, and what is left out of it.</summary>
/// <param name="time">The clock.</param>
/// <param name="progress">Where each result goes; may be null.</param>
/// <param name="cancellation">Ends the proof before its next check.</param>
internal sealed class ProofChecks(TimeProvider time, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
{
    private readonly List<ProofCheck> _done = [];
    private readonly List<string> _leftOut = [];

    /// <summary>The checks so far.</summary>
    public IReadOnlyList<ProofCheck> Done => _done;

    /// <summary>What can't be checked, with the reason.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Does a check; none where there is nothing that it could be of.</summary>
    /// <param name="name">What is done, for progress.</param>
    /// <param name="check">The check.</param>
    /// <param name="subject">Of what; may be null.</param>
    public void Do(string name, Func<ProofBench, ProofCheck> check, ProofBench? subject)
    {
        if (subject is null)
            return;
        cancellation.ThrowIfCancellationRequested();
        long begun = time.GetTimestamp();
        progress?.Report(new StageStarted("prove", name));
        ProofCheck done = check(subject) with { Seconds = time.GetElapsedTime(begun).TotalSeconds };
        _done.Add(done);
        progress?.Report(
            new Note($"{(done.Passed ? "pass" : "FAIL")}: {done.Name}, {done.Claim}", IsWarning: !done.Passed)
        );
    }

    /// <summary>Leaves something out.</summary>
    /// <param name="what">The checks, and why.</param>
    /// <param name="isNews">Whether it is reported at once, too.</param>
    public void LeaveOut(string what, bool isNews = true)
    {
        _leftOut.Add(what);
        if (isNews)
            progress?.Report(new Note($"left out: {what}", IsWarning: true));
    }
}
