using System.Text.Json;
using Ploutos.Research.Sharding;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>The units of a proof that many processes make, in a folder that all of them see.</summary>
/// <param name="shared">The folder.</param>
/// <param name="id">Names the proof's bars and settings.</param>
internal sealed class SharedProof(string shared, string id)
{
    private readonly SharedPart _part = new(shared, "proof", id);

    /// <summary>The proof's part of the folder.</summary>
    public string Folder => _part.Results.Folder;

    /// <summary>What a unit found; null where it was not made yet.</summary>
    /// <exception cref="PloutosException">Two processes made it, and not alike.</exception>
    public ProofUnitResult? TryRead(ProofUnit unit)
    {
        ProofUnitResult? first = null;
        byte[]? content = null;
        foreach ((string file, byte[] bytes) in _part.Results.Read(unit.Name))
        {
            if (Parse(bytes) is not { } made)
                continue;
            byte[] timeless = Bytes(Timeless(made));
            if (content is not null && !timeless.AsSpan().SequenceEqual(content))
                throw SharedPart.Differs(unit.Title, file);
            (first, content) = (first ?? made, timeless);
        }

        return first;
    }

    /// <summary>Keeps what a unit found.</summary>
    public void Write(ProofUnit unit, ProofUnitResult made) => _part.Results.Write(unit.Name, Bytes(made));

    /// <summary>What every unit found, by its name.</summary>
    /// <exception cref="PloutosException">Some are missing.</exception>
    public IReadOnlyDictionary<string, ProofUnitResult> ReadAll(IReadOnlyList<ProofUnit> units)
    {
        var made = new Dictionary<string, ProofUnitResult>();
        var missing = new List<string>();
        foreach (ProofUnit unit in units)
        {
            if (TryRead(unit) is { } result)
                made.Add(unit.Name, result);
            else
                missing.Add(unit.Title);
        }

        return missing.Count == 0
            ? made
            : throw _part.Lacks(units.Count, missing, "bars, experts, settings or hyperparameters");
    }

    private static byte[] Bytes(ProofUnitResult made) =>
        JsonSerializer.SerializeToUtf8Bytes(made, ProofJson.Default.ProofUnitResult);

    /// <summary>A result without its times, which no two runs have alike.</summary>
    private static ProofUnitResult Timeless(ProofUnitResult made) =>
        made with
        {
            Seconds = 0,
            Check = made.Check is { } check ? check with { Seconds = 0 } : null,
        };

    private static ProofUnitResult? Parse(byte[] content)
    {
        try
        {
            ProofUnitResult? made = JsonSerializer.Deserialize(content, ProofJson.Default.ProofUnitResult);
            return made is { Check: not null } or { Market: not null } ? made : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
