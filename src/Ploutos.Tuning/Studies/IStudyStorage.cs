namespace Ploutos.Tuning;

/// <summary>A study as it lies in a storage.</summary>
internal sealed record StudyRecord(long Id, string Name, StudyDirection Direction);

/// <summary>A worker's hold on a running trial. <paramref name="Started"/> tells this attempt from
/// an earlier or later one at the same trial; a write under a claim that is no longer the current
/// one is refused with <see cref="TrialLostException"/>.</summary>
internal sealed record TrialClaim(
    long StudyId,
    long Id,
    int Number,
    DateTime Started,
    IReadOnlyDictionary<string, string> SystemAttributes
);

/// <summary>Where studies live. Every member may be called from several threads; what it says is
/// done is done for all workers.</summary>
internal interface IStudyStorage : IDisposable
{
    StudyRecord? FindStudy(string name);

    /// <summary>Adds a study; null where the name is taken.</summary>
    StudyRecord? TryCreateStudy(string name, StudyDirection direction);

    IReadOnlyList<StudyRecord> ListStudies();

    /// <summary>Deletes a study with all its trials.</summary>
    void DeleteStudy(long studyId);

    IReadOnlyDictionary<string, string> GetStudyAttributes(long studyId);

    void SetStudyAttribute(long studyId, string key, string json);

    /// <summary>Starts the waiting trial with the lowest number, or a new one with the next
    /// number. Null where none waits and the study has
    /// <paramref name="limit"/> trials. One step for all workers together, so that no two get the
    /// same trial or number. A trial with a heartbeat has its first one in the same step; one
    /// without is never taken from its worker.</summary>
    TrialClaim? ClaimNext(long studyId, int? limit, bool withHeartbeat);

    /// <summary>Adds a waiting trial with the given system attributes and gives its number.</summary>
    int AddWaiting(long studyId, IReadOnlyDictionary<string, string> systemAttributes);

    /// <summary>All trials, ascending by number; position and number agree.</summary>
    IReadOnlyList<FrozenTrial> GetTrials(long studyId);

    void SetParameter(TrialClaim claim, TrialParameter parameter);

    void SetReport(TrialClaim claim, int step, double value);

    void SetUserAttribute(TrialClaim claim, string key, string json);

    void SetSystemAttribute(TrialClaim claim, string key, string json);

    /// <summary>Ends the trial. What was finished once never changes again.</summary>
    void Finish(TrialClaim claim, TrialState state, double? value);

    /// <summary>Gives an unfinished trial back: it waits again, with the parameters that it had
    /// fixed, and without its reports.</summary>
    void Release(TrialClaim claim);

    /// <summary>Says that the trial's worker is alive.</summary>
    void Beat(TrialClaim claim);

    /// <summary>Puts trials whose worker was silent too long back in the queue, or fails them when
    /// that happened too often.</summary>
    void RecoverStale(long studyId);

    /// <summary>How many running trials have a heartbeat, so that each will either end or be
    /// recovered.</summary>
    int CountWithHeartbeat(long studyId);

    /// <summary>How often <see cref="Beat"/> is due; null where a worker cannot outlive its
    /// storage.</summary>
    TimeSpan? HeartbeatInterval { get; }
}
