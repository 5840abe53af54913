using System.Globalization;
using System.Text.Json;
using Ploutos.Experts.Registry;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Evaluation;

/// <summary>The folder of one evaluation, held by one process at a time. Units are written whole;
/// one that is missing or broken is made again.</summary>
internal sealed class UnitStore : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _running;

    private UnitStore(string folder, FileStream held, string running) =>
        (Folder, _lock, _running) = (folder, held, running);

    public string Folder { get; }

    /// <summary>Takes the folder.</summary>
    /// <exception cref="PloutosException">Another process has it; the message names that one.</exception>
    public static UnitStore Open(string folder, string id, TimeProvider time)
    {
        Directory.CreateDirectory(Path.Combine(folder, "units"));
        string running = Path.Combine(folder, "running.json");
        FileStream held;
        try
        {
            held = new FileStream(
                Path.Combine(folder, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException e)
        {
            throw new PloutosException(
                Fault.Failed,
                $"The evaluation {id} is being worked on by {Owner(running)}. Wait for it or stop it; what it has"
                    + $" finished is kept, and "
                    + $"the same command then goes on from there.",
                e
            );
        }

        AtomicFile.Write(
            running,
            JsonSerializer.SerializeToUtf8Bytes(
                new RunningOwner(Environment.ProcessId, Environment.MachineName, time.GetUtcNow()),
                EvaluationJson.Default.RunningOwner
            )
        );
        return new(folder, held, running);
    }

    public static string UnitName(string forecaster, string expert, int fold) =>
        string.Create(CultureInfo.InvariantCulture, $"{forecaster} {expert} fold {fold}");

    /// <summary>The unit, or null where it is not finished.</summary>
    public UnitResult? TryRead(string forecaster, string expert, int fold)
    {
        string path = PathOf(forecaster, expert, fold);
        if (!File.Exists(path))
            return null;
        try
        {
            UnitResult? unit = JsonSerializer.Deserialize(File.ReadAllBytes(path), EvaluationJson.Default.UnitResult);
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

    public void Dispose()
    {
        File.Delete(_running);
        _lock.Dispose();
    }

    private string PathOf(string forecaster, string expert, int fold) =>
        Path.Combine(
            Folder,
            "units",
            string.Create(CultureInfo.InvariantCulture, $"fold{fold:00}-{expert}-{forecaster}.json")
        );

    private static string Owner(string running)
    {
        try
        {
            RunningOwner? owner = JsonSerializer.Deserialize(
                File.ReadAllBytes(running),
                EvaluationJson.Default.RunningOwner
            );
            return owner is null
                ? "another process"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"process {owner.Process} on {owner.Machine}, since {owner.Since:yyyy-MM-dd HH:mm:ss} UTC"
                );
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return "another process";
        }
    }
}

/// <summary>Who holds an evaluation's folder.</summary>
internal sealed record RunningOwner(int Process, string Machine, DateTimeOffset Since);
