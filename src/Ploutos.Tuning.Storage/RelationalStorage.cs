using System.Globalization;

namespace Ploutos.Tuning.Storage;

/// <summary>Studies in Optuna's own tables. Each member is one statement or one transaction; a
/// trial's rows are written only while the writer's claim is the current one (the state is RUNNING
/// and the start is the claim's), which the statement itself checks.</summary>
internal sealed class RelationalStorage : IStudyStorage
{
    private readonly Database _database;
    private readonly Dialect _dialect;
    private readonly StorageOptions _options;
    private readonly StaleTrials _stale;
    private readonly StudyRows _studies;

    /// <summary>The rest of an INSERT ... SELECT that writes only under the current claim, and
    /// holds it while it does.</summary>
    private readonly string _ifClaimed;
    private readonly Dictionary<long, TrialReader> _readers = [];

    public RelationalStorage(Dialect dialect, StorageOptions options)
    {
        (_dialect, _options) = (dialect, options);
        _ifClaimed =
            " FROM trials WHERE trial_id = @trial AND state = 'RUNNING' AND datetime_start = @started"
            + dialect.ForUpdate;
        _database = new Database(dialect, options);
        _stale = new StaleTrials(_database, options);
        _studies = new StudyRows(_database, dialect);
        try
        {
            Schema.Ensure(_database);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public TimeSpan? HeartbeatInterval => _options.HeartbeatInterval;

    public StudyRecord? FindStudy(string name) => _studies.Find(name);

    public IReadOnlyList<StudyRecord> ListStudies() => _studies.List();

    public StudyRecord? TryCreateStudy(string name, StudyDirection direction) => _studies.TryCreate(name, direction);

    public void DeleteStudy(long studyId)
    {
        _studies.Delete(studyId);
        lock (_readers)
            _readers.Remove(studyId);
    }

    public IReadOnlyDictionary<string, string> GetStudyAttributes(long studyId) => _studies.Attributes(studyId);

    public void SetStudyAttribute(long studyId, string key, string json) => _studies.SetAttribute(studyId, key, json);

    public TrialClaim? ClaimNext(long studyId, int? limit, bool withHeartbeat) =>
        _database.InTransaction(() =>
        {
            _studies.Lock(studyId);
            DateTime now = Now();
            (long Id, int Number) next = FirstWaiting(studyId);
            if (next.Id != 0)
            {
                _database.Execute(
                    "UPDATE trials SET state = 'RUNNING', datetime_start = @started WHERE trial_id = @trial",
                    ("@trial", next.Id),
                    ("@started", _dialect.ToTimestamp(now))
                );
            }
            else
            {
                next.Number = NextNumber(studyId);
                if (next.Number >= limit)
                    return null;
                next.Id = _database.Scalar(
                    "INSERT INTO trials (number, study_id, state, datetime_start) VALUES (@number, @study, 'RUNNING',"
                        + " @started) RETURNING trial_id",
                    ("@number", next.Number),
                    ("@study", studyId),
                    ("@started", _dialect.ToTimestamp(now))
                );
            }
            TrialClaim claim = new(studyId, next.Id, next.Number, now, SystemAttributes(next.Id));
            if (withHeartbeat)
                WriteHeartbeat(claim);
            return claim;
        });

    public int AddWaiting(long studyId, IReadOnlyDictionary<string, string> systemAttributes) =>
        _database.InTransaction(() =>
        {
            _studies.Lock(studyId);
            int number = NextNumber(studyId);
            long id = _database.Scalar(
                "INSERT INTO trials (number, study_id, state) VALUES (@number, @study, 'WAITING') RETURNING trial_id",
                ("@number", number),
                ("@study", studyId)
            );
            foreach ((string key, string json) in systemAttributes)
                _database.Execute(
                    "INSERT INTO trial_system_attributes (trial_id, \"key\", value_json) VALUES (@trial, @key, @json)",
                    ("@trial", id),
                    ("@key", key),
                    ("@json", json)
                );
            return number;
        });

    public IReadOnlyList<FrozenTrial> GetTrials(long studyId) => _database.Run(() => ReaderOf(studyId).ReadAll());

    public void SetParameter(TrialClaim claim, TrialParameter parameter) =>
        Write(
            claim,
            "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) SELECT trial_id, @name,"
                + " @value, @json"
                + _ifClaimed
                + " ON CONFLICT (trial_id, param_name) DO UPDATE SET param_value = excluded.param_value,"
                + " distribution_json = excluded.distribution_json",
            ("@name", parameter.Name),
            ("@value", parameter.Internal),
            ("@json", DistributionJson.Write(parameter.Distribution))
        );

    public void SetReport(TrialClaim claim, int step, double value)
    {
        (double? stored, string kind) = ValueEncoding.Encode(value);
        // The number is in the text only as NULL, so that its type is plain to the server.
        string number = stored is null ? "NULL" : "@value";
        string sql =
            $"INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)"
            + $" SELECT trial_id, @step, {number}, '{kind}'{_ifClaimed}"
            + " ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = excluded.intermediate_value,"
            + " intermediate_value_type = excluded.intermediate_value_type";
        if (stored is { } v)
            Write(claim, sql, ("@step", step), ("@value", v));
        else
            Write(claim, sql, ("@step", step));
    }

    public void SetUserAttribute(TrialClaim claim, string key, string json) =>
        SetAttribute(claim, "trial_user_attributes", key, json);

    public void SetSystemAttribute(TrialClaim claim, string key, string json) =>
        SetAttribute(claim, "trial_system_attributes", key, json);

    public void Finish(TrialClaim claim, TrialState state, double? value) =>
        _database.InTransaction(() =>
        {
            int rows = _database.Execute(
                $"UPDATE trials SET state = '{state.ToName()}', datetime_complete = @completed WHERE trial_id = @trial"
                    + $" AND state = 'RUNNING' AND datetime_start = @started",
                ("@trial", claim.Id),
                ("@started", _dialect.ToTimestamp(claim.Started)),
                ("@completed", _dialect.ToTimestamp(Now()))
            );
            if (rows == 0)
                throw new TrialLostException(claim.Number);
            if (value is not { } v)
                return 0;
            (double? stored, string kind) = ValueEncoding.Encode(v);
            return stored is { } number
                ? _database.Execute(
                    "INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@trial, 0, @value,"
                        + " 'FINITE')",
                    ("@trial", claim.Id),
                    ("@value", number)
                )
                : _database.Execute(
                    $"INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@trial, 0, NULL,"
                        + $" '{kind}')",
                    ("@trial", claim.Id)
                );
        });

    public void Release(TrialClaim claim) =>
        _database.InTransaction(() =>
        {
            FrozenTrial? trial = ReaderOf(claim.StudyId).ReadOne(claim.Id);
            if (trial is null || trial.State != TrialState.Running || trial.Started != claim.Started)
                throw new TrialLostException(claim.Number);
            _stale.Requeue(trial, RetryAttributes.Released(trial));
            return 0;
        });

    public void Beat(TrialClaim claim) => _database.Run(() => WriteHeartbeat(claim));

    public void RecoverStale(long studyId) => _stale.Recover(studyId, ReaderOf(studyId));

    public int CountWithHeartbeat(long studyId) =>
        _database.Run(() =>
            (int)
                _database.Scalar(
                    "SELECT COUNT(*) FROM trials t JOIN trial_heartbeats h ON h.trial_id = t.trial_id WHERE t.study_id"
                        + " = @study AND t.state = 'RUNNING'",
                    ("@study", studyId)
                )
        );

    public void Dispose() => _database.Dispose();

    /// <summary>For tests: a SQLite file that may not grow beyond so many pages, as on a full
    /// disk.</summary>
    internal void Limit(int pages) =>
        _database.Run(() =>
            _database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"))
        );

    private (long, int) FirstWaiting(long studyId) =>
        _database
            .Query(
                "SELECT trial_id, number FROM trials WHERE study_id = @study AND state = 'WAITING' ORDER BY number"
                    + " LIMIT 1"
                    + _dialect.ForUpdate,
                r => (r.GetInt64(0), r.GetInt32(1)),
                ("@study", studyId)
            )
            .FirstOrDefault();

    private int NextNumber(long studyId) =>
        (int)
            _database.Scalar(
                "SELECT COALESCE(MAX(number) + 1, 0) FROM trials WHERE study_id = @study",
                ("@study", studyId)
            );

    private Dictionary<string, string> SystemAttributes(long trialId) =>
        new(
            _database.Query(
                "SELECT \"key\", value_json FROM trial_system_attributes WHERE trial_id = @trial",
                r => KeyValuePair.Create(r.GetString(0), r.GetString(1)),
                ("@trial", trialId)
            )
        );

    private void SetAttribute(TrialClaim claim, string table, string key, string json) =>
        Write(
            claim,
            $"INSERT INTO {table} (trial_id, \"key\", value_json) SELECT trial_id, @key, @json{_ifClaimed} ON CONFLICT"
                + $" (trial_id, \"key\") DO UPDATE SET value_json = excluded.value_json",
            ("@key", key),
            ("@json", json)
        );

    private int WriteHeartbeat(TrialClaim claim) =>
        _database.Execute(
            $"INSERT INTO trial_heartbeats (trial_id, heartbeat) SELECT trial_id, {_dialect.Now}{_ifClaimed} ON"
                + $" CONFLICT (trial_id) DO UPDATE SET heartbeat = excluded.heartbeat",
            ("@trial", claim.Id),
            ("@started", _dialect.ToTimestamp(claim.Started))
        );

    private void Write(TrialClaim claim, string sql, params (string Name, object? Value)[] arguments)
    {
        int rows = _database.Run(() =>
            _database.Execute(
                sql,
                [("@trial", claim.Id), ("@started", _dialect.ToTimestamp(claim.Started)), .. arguments]
            )
        );
        if (rows == 0)
            throw new TrialLostException(claim.Number);
    }

    private TrialReader ReaderOf(long studyId)
    {
        lock (_readers)
        {
            if (!_readers.TryGetValue(studyId, out TrialReader? reader))
                _readers[studyId] = reader = new TrialReader(_database, studyId);
            return reader;
        }
    }

    /// <summary>Now, in the precision that both databases keep.</summary>
    private DateTime Now()
    {
        DateTime now = _options.Time.GetLocalNow().DateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
