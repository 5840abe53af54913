using System.Globalization;
using System.Text.Json;
using Ploutos.Research.Sharding;
using Ploutos.Workspace;

namespace Ploutos.Research.Evaluation;

/// <summary>The units of an evaluation that many processes make, in a folder that all of them see.</summary>
internal sealed class SharedUnits(string shared, string id) : IUnitStore
{
    private readonly SharedPart _part = new(shared, "evaluation", id);

    public string Folder => _part.Results.Folder;

    /// <exception cref="PloutosException">Two processes made it, and not alike.</exception>
    public UnitResult? TryRead(string forecaster, string expert, int fold)
    {
        UnitResult? first = null;
        foreach ((string file, byte[] content) in _part.Results.Read(NameOf(forecaster, expert, fold)))
        {
            UnitResult? unit = UnitStore.Parse(content);
            if (unit is null)
                continue;
            first ??= unit;
            if (!SaysTheSame(first, unit))
                throw SharedPart.Differs(UnitStore.UnitName(forecaster, expert, fold), file);
        }

        return first;
    }

    /// <summary>Units lack that a merge needs.</summary>
    public PloutosException Lacks(int units, IReadOnlyList<string> missing) =>
        _part.Lacks(units, missing, "bars, folds, settings or hyperparameters");

    public void Write(UnitResult unit) =>
        _part.Results.Write(
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
