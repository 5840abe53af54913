using System.Globalization;
using System.Text.Json;

namespace Ploutos.Tuning;

/// <summary>System attributes of a trial that is tried again. It keeps its number, so
/// <c>failed_trial</c> and <c>retry_history</c>, the names that Optuna uses, hold that number: once
/// for each attempt that died.</summary>
internal static class RetryAttributes
{
    private const string FailedTrial = "failed_trial";
    private const string RetryHistory = "retry_history";

    /// <summary>How many attempts at this trial have died.</summary>
    public static int CountDeaths(IReadOnlyDictionary<string, string> attributes) =>
        attributes.TryGetValue(RetryHistory, out string? json) ? JsonElement.Parse(json).GetArrayLength() : 0;

    /// <summary>Attributes for a trial given back unfinished: its parameters become fixed ones.</summary>
    public static Dictionary<string, string> Released(FrozenTrial trial)
    {
        // What a sampler or pruner noted about the attempt is void with the attempt.
        Dictionary<string, string> attributes = new(
            trial.SystemAttributes.Where(a => a.Key is FixedParameters.Key or FailedTrial or RetryHistory)
        );
        Dictionary<string, object?> values = FixedParameters.Read(trial.SystemAttributes);
        foreach (TrialParameter p in trial.Assignments)
            values[p.Name] = p.Value;
        if (values.Count > 0)
            attributes[FixedParameters.Key] = FixedParameters.ToJson(values);
        return attributes;
    }

    /// <summary>The same for a trial whose worker died.</summary>
    public static Dictionary<string, string> Died(FrozenTrial trial)
    {
        Dictionary<string, string> attributes = Released(trial);
        string number = trial.Number.ToString(CultureInfo.InvariantCulture);
        attributes[FailedTrial] = number;
        attributes[RetryHistory] =
            $"[{string.Join(", ", Enumerable.Repeat(number, CountDeaths(trial.SystemAttributes) + 1))}]";
        return attributes;
    }
}
