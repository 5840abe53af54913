namespace Ploutos.Tuning;

/// <summary>Studies that live as long as the process.</summary>
internal sealed class InMemoryStorage(TimeProvider time) : IStudyStorage
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _studies = [];

    public TimeSpan? HeartbeatInterval => null;

    public StudyRecord? FindStudy(string name)
    {
        lock (_gate)
            return _studies.Find(s => s.Record.Name == name && !s.Deleted)?.Record;
    }

    public StudyRecord? TryCreateStudy(string name, StudyDirection direction)
    {
        lock (_gate)
        {
            if (FindStudy(name) is not null)
                return null;
            StudyRecord record = new(_studies.Count, name, direction);
            _studies.Add(new Entry(record));
            return record;
        }
    }

    public IReadOnlyList<StudyRecord> ListStudies()
    {
        lock (_gate)
            return [.. _studies.Where(s => !s.Deleted).Select(s => s.Record)];
    }

    public void DeleteStudy(long studyId)
    {
        lock (_gate)
            _studies[(int)studyId].Deleted = true;
    }

    public IReadOnlyDictionary<string, string> GetStudyAttributes(long studyId)
    {
        lock (_gate)
            return new Dictionary<string, string>(_studies[(int)studyId].Attributes);
    }

    public void SetStudyAttribute(long studyId, string key, string json)
    {
        lock (_gate)
            _studies[(int)studyId].Attributes[key] = json;
    }

    public TrialClaim? ClaimNext(long studyId, int? limit, bool withHeartbeat)
    {
        lock (_gate)
        {
            List<FrozenTrial> trials = _studies[(int)studyId].Trials;
            DateTime now = time.GetLocalNow().DateTime;
            int index = trials.FindIndex(t => t.State == TrialState.Waiting);
            if (index < 0)
            {
                if (trials.Count >= limit)
                    return null;
                index = trials.Count;
                trials.Add(new FrozenTrial(index, index, []));
            }
            trials[index] = trials[index] with { State = TrialState.Running, Started = now };
            return new TrialClaim(studyId, index, index, now, trials[index].SystemAttributes);
        }
    }

    public int AddWaiting(long studyId, IReadOnlyDictionary<string, string> systemAttributes)
    {
        lock (_gate)
        {
            List<FrozenTrial> trials = _studies[(int)studyId].Trials;
            trials.Add(
                new FrozenTrial(trials.Count, trials.Count, [])
                {
                    State = TrialState.Waiting,
                    SystemAttributes = systemAttributes,
                }
            );
            return trials.Count - 1;
        }
    }

    public IReadOnlyList<FrozenTrial> GetTrials(long studyId)
    {
        lock (_gate)
            return _studies[(int)studyId].Trials.ToArray();
    }

    public void SetParameter(TrialClaim claim, TrialParameter parameter) =>
        Change(
            claim,
            t => new FrozenTrial(t.Id, t.Number, [.. t.Assignments, parameter])
            {
                State = t.State,
                Started = t.Started,
                Reports = t.Reports,
                UserAttributes = t.UserAttributes,
                SystemAttributes = t.SystemAttributes,
            }
        );

    public void SetReport(TrialClaim claim, int step, double value) =>
        Change(claim, t => t with { Reports = new SortedList<int, double>(t.Reports) { [step] = value } });

    public void SetUserAttribute(TrialClaim claim, string key, string json) =>
        Change(
            claim,
            t => t with { UserAttributes = new Dictionary<string, string>(t.UserAttributes) { [key] = json } }
        );

    public void SetSystemAttribute(TrialClaim claim, string key, string json) =>
        Change(
            claim,
            t => t with { SystemAttributes = new Dictionary<string, string>(t.SystemAttributes) { [key] = json } }
        );

    public void Finish(TrialClaim claim, TrialState state, double? value) =>
        Change(claim, t => t with { State = state, Value = value, Completed = time.GetLocalNow().DateTime });

    public void Release(TrialClaim claim) =>
        Change(
            claim,
            t => new FrozenTrial(t.Id, t.Number, [])
            {
                State = TrialState.Waiting,
                UserAttributes = t.UserAttributes,
                SystemAttributes = RetryAttributes.Released(t),
            }
        );

    public void Beat(TrialClaim claim) { }

    public void RecoverStale(long studyId) { }

    public int CountWithHeartbeat(long studyId) => 0;

    public void Dispose() { }

    private void Change(TrialClaim claim, Func<FrozenTrial, FrozenTrial> change)
    {
        lock (_gate)
        {
            List<FrozenTrial> trials = _studies[(int)claim.StudyId].Trials;
            FrozenTrial trial = trials[claim.Number];
            if (trial.State != TrialState.Running || trial.Started != claim.Started)
                throw new TrialLostException(claim.Number);
            trials[claim.Number] = change(trial);
        }
    }

    private sealed class Entry(StudyRecord record)
    {
        public StudyRecord Record { get; } = record;

        public bool Deleted { get; set; }

        public Dictionary<string, string> Attributes { get; } = [];

        public List<FrozenTrial> Trials { get; } = [];
    }
}
