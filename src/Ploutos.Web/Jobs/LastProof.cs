using System.Text.Json;
using Ploutos.Research.Proof;
using Ploutos.Web.Json;

namespace Ploutos.Web.Jobs;

/// <summary>A proof leaves nothing in the workspace but its job's result.</summary>
internal static class LastProof
{
    /// <summary>The newest proof that ran to its end; null where there is none.</summary>
    public static ProofReport? Of(JobBoard jobs) =>
        jobs.List().FirstOrDefault(j => j is { Kind: "prove", State: JobState.Succeeded, Result: not null })
            is { Result: { } result }
            ? Read(result)
            : null;

    private static ProofReport? Read(JsonElement result)
    {
        try
        {
            return result.Deserialize(ApiJson.Default.ProofReport);
        }
        catch (JsonException)
        {
            return null; // written by another version
        }
    }
}
