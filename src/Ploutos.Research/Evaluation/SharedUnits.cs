using System.Globalization;
using System.Text.Json;
using Ploutos.Research.Sharding;
using Ploutos.Workspace;

namespace Ploutos.Research.Evaluation;

/// <summary>The units of an evaluation that many processes make, in a folder that all of them see.</summary>
internal sealed class SharedUnits(string shared, string id) : IUnitStore
{
    private const string Prefix = "evaluation-";
    private readonly SharedResults _results = new(Path.Combine(shared, Prefix + id));

    public string Folder => _results.Folder;

    /// <summary>Evaluations of other bars or settings that the folder has.</summary>
    public IReadOnlyList<string> Others =>
        Directory.Exists(shared)
            ?
            [
                .. Directory
                    .EnumerateDirectories(shared, Prefix + "*")
                    .Select(d => Path.GetFileName(d)[Prefix.Length..])
                    .Where(other => other != id)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <exception cref="PloutosException">Two processes made it, and not alike.</exception>
    public UnitResult? TryRead(string forecaster, string expert, int fold)
    {
        UnitResult? first = null;
        foreach ((string file, byte[] content) in _results.Read(NameOf(forecaster, expert, fold)))
        {
            UnitResult? unit = UnitStore.Parse(content);
            if (unit is null)
                continue;
            first ??= unit;
            if (!SaysTheSame(first, unit))
                throw new PloutosException(
                    Fault.Damaged,
                    $"The unit {UnitStore.UnitName(forecaster, expert, fold)} must be the same whoever makes it, but"
                        + $" '{file}' says something else than the files of that unit before it. Was it made by another"
                        + " version or on another type of processor? Remove the files of that unit and start the shards"
                        + " again."
                );
        }

        return first;
    }

    public void Write(UnitResult unit) =>
        _results.Write(
            NameOf(unit.Forecaster, unit.Expert, unit.Fold),
            JsonSerializer.SerializeToUtf8Bytes(unit, EvaluationJson.Default.UnitResult)
        );

    /// <summary>All but the times, which no two runs have alike.</summary>
    private static bool SaysTheSame(UnitResult a, UnitResult b) =>
        a.BestEpoch == b.BestEpoch
        && a.Abstains == b.Abstains
        && a.ValidationRows.AsSpan().SequenceEqual(b.ValidationRows)
        && a.Validation.AsSpan().SequenceEqual(b.Validation)
        && a.TestRows.AsSpan().SequenceEqual(b.TestRows)
        && a.Test.AsSpan().SequenceEqual(b.Test);

    private static string NameOf(string forecaster, string expert, int fold) =>
        string.Create(CultureInfo.InvariantCulture, $"fold{fold:00}-{expert}-{forecaster}");
}
