namespace Ploutos.Tuning.Storage;

/// <summary>The rows of studies: their names, directions and attributes.</summary>
internal sealed class StudyRows(Database database, Dialect dialect)
{
    public StudyRecord? Find(string name)
    {
        List<StudyRecord> objectives = database.Run(() => Studies("WHERE s.study_name = @name", ("@name", name)));
        return objectives.Count <= 1
            ? objectives.FirstOrDefault()
            : throw new StudyStorageException(
                $"A study must have one objective, but '{name}' in {dialect.Name} has {objectives.Count}. Go on with"
                    + $" it in Optuna, or use another study."
            );
    }

    public IReadOnlyList<StudyRecord> List() =>
        database.Run(() => Studies("WHERE d.objective = 0 ORDER BY s.study_id"));

    public StudyRecord? TryCreate(string name, StudyDirection direction) =>
        database.InTransaction(() =>
        {
            long id = database.Scalar(
                "INSERT INTO studies (study_name) VALUES (@name) ON CONFLICT (study_name) DO NOTHING RETURNING"
                    + " study_id",
                ("@name", name)
            );
            if (id == 0)
                return null;
            string text = direction == StudyDirection.Minimize ? "MINIMIZE" : "MAXIMIZE";
            database.Execute(
                $"INSERT INTO study_directions (direction, study_id, objective) VALUES ('{text}', @study, 0)",
                ("@study", id)
            );
            return new StudyRecord(id, name, direction);
        });

    public void Delete(long studyId) =>
        database.InTransaction(() =>
        {
            foreach (string table in Schema.TablesOfTrials)
                database.Execute(
                    $"DELETE FROM {table} WHERE trial_id IN (SELECT trial_id FROM trials WHERE study_id = @study)",
                    ("@study", studyId)
                );
            foreach (string table in Schema.TablesOfStudies)
                database.Execute($"DELETE FROM {table} WHERE study_id = @study", ("@study", studyId));
            return 0;
        });

    public IReadOnlyDictionary<string, string> Attributes(long studyId) =>
        database.Run(() =>
            new Dictionary<string, string>(
                database.Query(
                    "SELECT \"key\", value_json FROM study_user_attributes WHERE study_id = @study",
                    r => KeyValuePair.Create(r.GetString(0), r.GetString(1)),
                    ("@study", studyId)
                )
            )
        );

    public void SetAttribute(long studyId, string key, string json) =>
        database.Run(() =>
            database.Execute(
                "INSERT INTO study_user_attributes (study_id, \"key\", value_json) VALUES (@study, @key, @json) ON"
                    + " CONFLICT (study_id, \"key\") DO UPDATE SET value_json = excluded.value_json",
                ("@study", studyId),
                ("@key", key),
                ("@json", json)
            )
        );

    private List<StudyRecord> Studies(string tail, params ReadOnlySpan<(string, object?)> arguments) =>
        database.Query(
            "SELECT s.study_id, s.study_name, CAST(d.direction AS TEXT) FROM studies s JOIN study_directions d ON"
                + " d.study_id = s.study_id "
                + tail,
            r => new StudyRecord(
                r.GetInt64(0),
                r.GetString(1),
                r.GetString(2) == "MAXIMIZE" ? StudyDirection.Maximize : StudyDirection.Minimize
            ),
            arguments
        );

    /// <summary>Holds a study's row until the transaction ends.</summary>
    /// <exception cref="StudyStorageException">The study is gone.</exception>
    public void Lock(long studyId)
    {
        if (
            database.Scalar(
                "SELECT study_id FROM studies WHERE study_id = @study" + dialect.ForUpdate,
                ("@study", studyId)
            ) == 0
        )
            throw new StudyStorageException(
                $"Study {studyId} is no longer in {dialect.Name}; it was deleted while this worker ran."
            );
    }
}
