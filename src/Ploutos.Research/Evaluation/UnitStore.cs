using System.Globalization;
using System.Text.Json;
using Ploutos.Experts.Registry;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Evaluation;

/// <summary>The folder of one evaluation, held by one process at a time. Units are written whole;
/// one that is missing or broken is made again.</summary>
internal sealed class UnitStore : IUnitStore, IDisposable
{
    private readonly ProcessLock _lock;

    private UnitStore(string folder, ProcessLock held) => (Folder, _lock) = (folder, held);

    public string Folder { get; }

    /// <summary>Takes the folder.</summary>
    /// <exception cref="PloutosException">Another process has it; the message names that one.</exception>
    public static UnitStore Open(string folder, string id, TimeProvider time)
    {
        Directory.CreateDirectory(Path.Combine(folder, "units"));
        ProcessLock held = ProcessLock.Take(
            Path.Combine(folder, "lock"),
            Path.Combine(folder, "running.json"),
            time,
            (other, e) =>
                new PloutosException(
                    Fault.Failed,
                    $"The evaluation {id} is being worked on by {other}. Wait for it or stop it; what it has finished"
                        + " is kept, and the same command then goes on from there.",
                    e
                )
        );
        return new(folder, held);
    }

    public static string UnitName(string forecaster, string expert, int fold) =>
        string.Create(CultureInfo.InvariantCulture, $"{forecaster} {expert} fold {fold}");

    /// <summary>The unit, or null where it is not finished.</summary>
    public UnitResult? TryRead(string forecaster, string expert, int fold)
    {
        string path = PathOf(forecaster, expert, fold);
        return File.Exists(path) ? Parse(File.ReadAllBytes(path)) : null;
    }

    /// <summary>A unit from its bytes; null where they are not a whole one.</summary>
    public static UnitResult? Parse(byte[] content)
    {
        try
        {
            UnitResult? unit = JsonSerializer.Deserialize(content, EvaluationJson.Default.UnitResult);
            return
                unit is not null
                && unit.Test.Length == unit.TestRows.Length
                && unit.Validation.Length == unit.ValidationRows.Length
                ? unit
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(UnitResult unit) =>
        AtomicFile.Write(
            PathOf(unit.Forecaster, unit.Expert, unit.Fold),
            JsonSerializer.SerializeToUtf8Bytes(unit, EvaluationJson.Default.UnitResult)
        );

    public void Dispose() => _lock.Dispose();

    private string PathOf(string forecaster, string expert, int fold) =>
        Path.Combine(
            Folder,
            "units",
            string.Create(CultureInfo.InvariantCulture, $"fold{fold:00}-{expert}-{forecaster}.json")
        );
}
