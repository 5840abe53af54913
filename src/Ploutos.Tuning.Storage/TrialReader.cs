using System.Data.Common;
using System.Globalization;

namespace Ploutos.Tuning.Storage;

/// <summary>Reads the trials of one study. Finished trials never change, so each is read once and
/// kept; only the others are asked for again.</summary>
internal sealed class TrialReader(Database database, long studyId)
{
    /// <summary>Above this many ids it is cheaper to read the study's rows as a whole.</summary>
    private const int MaxIds = 100;

    private readonly Dictionary<long, FrozenTrial> _finished = [];

    /// <summary>Every trial of the study up to this id is finished and known.</summary>
    private long _horizon;

    public IReadOnlyList<FrozenTrial> ReadAll()
    {
        List<Row> rows = database.Query(
            "SELECT trial_id, number, CAST(state AS TEXT), datetime_start, datetime_complete FROM trials WHERE"
                + " study_id = @study AND trial_id > @horizon ORDER BY trial_id",
            ReadRow,
            ("@study", studyId),
            ("@horizon", _horizon)
        );
        List<Row> unknown = rows.FindAll(r => !_finished.ContainsKey(r.Id));
        Dictionary<long, FrozenTrial> open = Load(unknown);
        foreach (FrozenTrial trial in open.Values)
            if (trial.State.IsFinished())
                _finished[trial.Id] = trial;
        foreach (Row row in rows)
        {
            if (!_finished.ContainsKey(row.Id))
                break;
            _horizon = row.Id;
        }

        FrozenTrial[] all = [.. _finished.Values, .. open.Values.Where(t => !t.State.IsFinished())];
        Array.Sort(all, (a, b) => a.Number.CompareTo(b.Number));
        return all;
    }

    /// <summary>The given trial as it stands.</summary>
    public FrozenTrial? ReadOne(long trialId)
    {
        List<Row> rows = database.Query(
            "SELECT trial_id, number, CAST(state AS TEXT), datetime_start, datetime_complete FROM trials WHERE"
                + " trial_id = @trial",
            ReadRow,
            ("@trial", trialId)
        );
        return Load(rows).Values.FirstOrDefault();
    }

    private Dictionary<long, FrozenTrial> Load(List<Row> rows)
    {
        Dictionary<long, FrozenTrial> trials = new(rows.Count);
        if (rows.Count == 0)
            return trials;
        string where =
            rows.Count <= MaxIds
                ? $"trial_id IN ({string.Join(", ", rows.Select(r => r.Id.ToString(CultureInfo.InvariantCulture)))})"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"trial_id IN (SELECT trial_id FROM trials WHERE study_id = {studyId})"
                );

        var parameters = Group(
            $"SELECT trial_id, param_name, param_value, distribution_json FROM trial_params WHERE {where} ORDER BY"
                + $" param_id",
            r => new TrialParameter(r.GetString(1), DistributionJson.Read(r.GetString(3)), r.GetDouble(2))
        );
        var values = Group(
            $"SELECT trial_id, value, CAST(value_type AS TEXT) FROM trial_values WHERE {where} AND objective = 0",
            r => ValueEncoding.Decode(NullableDouble(r, 1), r.GetString(2))
        );
        var reports = Group(
            $"SELECT trial_id, step, intermediate_value, CAST(intermediate_value_type AS TEXT) FROM"
                + $" trial_intermediate_values WHERE {where}",
            r => KeyValuePair.Create(r.GetInt32(1), ValueEncoding.Decode(NullableDouble(r, 2), r.GetString(3)))
        );
        var user = Group(
            $"SELECT trial_id, \"key\", value_json FROM trial_user_attributes WHERE {where}",
            ReadAttribute
        );
        var system = Group(
            $"SELECT trial_id, \"key\", value_json FROM trial_system_attributes WHERE {where}",
            ReadAttribute
        );

        foreach (Row row in rows)
        {
            trials[row.Id] = new FrozenTrial(row.Id, row.Number, Of(parameters, row.Id))
            {
                State = row.State,
                Value = values.TryGetValue(row.Id, out List<double>? v) ? v[0] : null,
                Started = row.Started,
                Completed = row.Completed,
                Reports = new SortedList<int, double>(Of(reports, row.Id).ToDictionary(p => p.Key, p => p.Value)),
                UserAttributes = user.TryGetValue(row.Id, out var u)
                    ? new Dictionary<string, string>(u)
                    : FrozenTrial.Empty,
                SystemAttributes = system.TryGetValue(row.Id, out var s)
                    ? new Dictionary<string, string>(s)
                    : FrozenTrial.Empty,
            };
        }
        return trials;
    }

    private Dictionary<long, List<T>> Group<T>(string sql, Func<DbDataReader, T> read)
    {
        Dictionary<long, List<T>> groups = [];
        foreach ((long id, T item) in database.Query(sql, r => (r.GetInt64(0), read(r))))
        {
            if (!groups.TryGetValue(id, out List<T>? list))
                groups[id] = list = [];
            list.Add(item);
        }
        return groups;
    }

    private static List<T> Of<T>(Dictionary<long, List<T>> groups, long id) =>
        groups.TryGetValue(id, out List<T>? list) ? list : [];

    private static double? NullableDouble(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetDouble(column);

    private static KeyValuePair<string, string> ReadAttribute(DbDataReader r) =>
        KeyValuePair.Create(r.GetString(1), r.GetString(2));

    private Row ReadRow(DbDataReader r) =>
        new(r.GetInt64(0), r.GetInt32(1), TrialStates.Parse(r.GetString(2)), Timestamp(r, 3), Timestamp(r, 4));

    private DateTime? Timestamp(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : database.Dialect.ReadTimestamp(reader, column);

    private sealed record Row(long Id, int Number, TrialState State, DateTime? Started, DateTime? Completed);
}
