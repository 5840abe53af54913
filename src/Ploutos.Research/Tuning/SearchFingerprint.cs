using System.Globalization;
using System.Text.Json;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.Research.Training;
using Ploutos.Tuning;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tuning;

/// <summary>What a search's results depend on beside its trials: losses under another one can't be
/// compared. Inputs, label, network, defaults and widths of the built-in experts are part of
/// Ploutos.</summary>
internal static class SearchFingerprint
{
    private const string Key = "ploutos_fingerprint";

    /// <summary>The fingerprint of a search.</summary>
    public static string Of(TrainingBars bars, DateSplit split, ExpertDefinition expert, OptimizeRequest request) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{bars.Data.Hash[..16]}"
                + $" {split.Train.From:yyyyMMdd}-{split.Train.To:yyyyMMdd}-{split.Validation.To:yyyyMMdd}"
                + $" window {request.LongestWindow}{(request.Window is null ? "" : " asked")}"
                + $" epochs {request.MaxEpochs ?? 0} batch {SearchSpace.BatchCap() ?? 0}"
                + $" {StateName.Of(request.Space)} log-loss"
        ) + (expert.IsBuiltIn ? "" : $" expert {expert.Digest[..16]} {SearchSpace.Digest(expert)[..16]}");

    /// <summary>Keeps it in a new study; one that has another does not go on.</summary>
    /// <exception cref="PloutosException">The study was made of something else.</exception>
    public static void Keep(Study study, string fingerprint)
    {
        string mine = JsonSerializer.Serialize(fingerprint, StudyJson.Default.String);
        if (study.UserAttributes.TryGetValue(Key, out string? known) && known != mine)
        {
            throw new PloutosException(
                Fault.Failed,
                $"The study '{study.Name}' was made on other bars, days, window or limits, or of another file of the"
                    + $" expert ({known} instead of {mine}), so its losses can't be compared. "
                    + "Use another study or storage, or move logs/studies.db away."
            )
            {
                Remedies = [new ChangeOption("study", "another name"), new ChangeOption("storage", "another storage")],
            };
        }

        study.SetUserAttribute(Key, fingerprint);
    }
}
