namespace Ploutos.Tuning.Storage;

/// <summary>Trials whose workers died. Such a trial goes back in the queue under its own number,
/// so that a study of N trials has the numbers 0 to N-1 whoever dies; what its last attempt had
/// fixed is fixed for the next, and the deaths are counted in its system attributes. After the last
/// retry it fails for good.</summary>
internal sealed class StaleTrials(Database database, StorageOptions options)
{
    private long _lastLook = long.MinValue;

    /// <summary>Looks for such trials, at most a few times in a grace period: the look costs a
    /// query and each trial asks for one.</summary>
    public void Recover(long studyId, TrialReader reader)
    {
        long now = options.Time.GetTimestamp();
        if (_lastLook != long.MinValue && options.Time.GetElapsedTime(_lastLook, now) < options.HeartbeatInterval / 5)
            return;
        _lastLook = now;
        List<long> stale = database.Run(() =>
            database.Query(
                $"SELECT t.trial_id FROM trials t JOIN trial_heartbeats h ON h.trial_id = t.trial_id WHERE t.study_id"
                    + $" = @study AND t.state = 'RUNNING' AND {database.Dialect.SecondsSince("h.heartbeat")} > @grace",
                r => r.GetInt64(0),
                ("@study", studyId),
                ("@grace", options.GracePeriod.TotalSeconds)
            )
        );
        foreach (long id in stale)
            database.InTransaction(() => RecoverOne(id, reader));
    }

    /// <summary>Makes a running trial wait again, without what its attempt wrote. Inside a
    /// transaction.</summary>
    public void Requeue(FrozenTrial trial, IReadOnlyDictionary<string, string> systemAttributes)
    {
        foreach (
            string table in new[]
            {
                "trial_params",
                "trial_intermediate_values",
                "trial_heartbeats",
                "trial_system_attributes",
            }
        )
            database.Execute($"DELETE FROM {table} WHERE trial_id = @trial", ("@trial", trial.Id));
        foreach ((string key, string json) in systemAttributes)
            database.Execute(
                "INSERT INTO trial_system_attributes (trial_id, \"key\", value_json) VALUES (@trial, @key, @json)",
                ("@trial", trial.Id),
                ("@key", key),
                ("@json", json)
            );
        database.Execute(
            "UPDATE trials SET state = 'WAITING', datetime_start = NULL WHERE trial_id = @trial",
            ("@trial", trial.Id)
        );
    }

    private int RecoverOne(long id, TrialReader reader)
    {
        // Looked at again under the lock: another worker may have been faster, or the owner came back.
        bool still =
            database.Scalar(
                $"SELECT trial_id FROM trials WHERE trial_id = @trial AND state ="
                    + $" 'RUNNING'{database.Dialect.ForUpdate}",
                ("@trial", id)
            ) != 0
            && database.Scalar(
                $"SELECT trial_id FROM trial_heartbeats WHERE trial_id = @trial AND"
                    + $" {database.Dialect.SecondsSince("heartbeat")} > @grace",
                ("@trial", id),
                ("@grace", options.GracePeriod.TotalSeconds)
            ) != 0;
        if (!still || reader.ReadOne(id) is not { } trial)
            return 0;
        if (RetryAttributes.CountDeaths(trial.SystemAttributes) < options.MaxRetries)
            Requeue(trial, RetryAttributes.Died(trial));
        else
            FailForGood(trial);
        return 1;
    }

    private void FailForGood(FrozenTrial trial)
    {
        database.Execute(
            "UPDATE trials SET state = 'FAIL', datetime_complete = @now WHERE trial_id = @trial",
            ("@trial", trial.Id),
            ("@now", database.Dialect.ToTimestamp(options.Time.GetLocalNow().DateTime))
        );
        string reason = PythonJson.String(
            $"Its worker died {options.MaxRetries + 1} times, so it is not tried again. Look for what these parameters"
                + $" need too much of: memory, most often."
        );
        database.Execute(
            "INSERT INTO trial_user_attributes (trial_id, \"key\", value_json) VALUES (@trial, 'fail_reason', @json)"
                + " ON CONFLICT (trial_id, \"key\") DO UPDATE SET value_json = excluded.value_json",
            ("@trial", trial.Id),
            ("@json", reason)
        );
    }
}
