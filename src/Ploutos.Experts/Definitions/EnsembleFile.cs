using Ploutos.Experts.Vote;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>An ensemble as a file: JSON with comments. docs/ensembles.md has its keys. Every rule is
/// checked when it is read; an error names file, key, rule and value.</summary>
public static class EnsembleFile
{
    /// <summary>The layout that is written and read.</summary>
    public const int Format = 1;

    private const int MostExperts = 16;

    /// <summary>Reads an ensemble.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Where it is, for errors.</param>
    /// <param name="name">The ensemble's name.</param>
    /// <param name="expertOf">The expert of a name; fails where there is none.</param>
    /// <exception cref="StorageException">It breaks a rule.</exception>
    public static EnsembleDefinition Read(
        byte[] content,
        string path,
        string name,
        Func<string, ExpertDefinition> expertOf
    )
    {
        ArgumentNullException.ThrowIfNull(expertOf);
        SettingsFile file = SettingsFile
            .Parse(content, path)
            .Allow("$schema", "format", "description", "rule", "experts", "weak_percentile", "strong_percentile");
        if (file.Whole("format", Format, 1, int.MaxValue) != Format)
            throw file.Wrong("format", $"must be {Format}: a newer version of Ploutos wrote the file");
        VoteRule rule =
            file.Choice("rule", "weighted", "weighted", "one_vote_each") == "weighted"
                ? VoteRule.Weighted
                : VoteRule.OneVoteEach;
        foreach (string key in (string[])["weak_percentile", "strong_percentile"])
            if (rule == VoteRule.OneVoteEach && file.Has(key))
                throw file.Wrong(key, "belongs to the rule weighted: leave it out");
        IReadOnlyList<SettingsFile> listed = file.Sections("experts");
        if (listed.Count is 0 or > MostExperts)
            throw file.Wrong("experts", $"must list 1 to {MostExperts} experts");
        var experts = new List<ExpertDefinition>();
        var voters = new List<Voter>();
        foreach (SettingsFile one in listed)
        {
            one.Allow("name", "weight", "role");
            ExpertDefinition expert = expertOf(one.RequiredText("name"));
            if (experts.Any(e => e.Name == expert.Name))
                throw one.Wrong("name", "must be given once: an expert has one vote");
            if (rule == VoteRule.OneVoteEach && one.Has("weight"))
                throw one.Wrong("weight", "belongs to the rule weighted: leave it out");
            if (rule == VoteRule.Weighted && !one.Has("weight") && expert.VoteWeight is null)
                throw one.Missing("weight");
            double own = rule == VoteRule.Weighted ? expert.VoteWeight ?? 1 : 1;
            experts.Add(expert);
            voters.Add(
                new(
                    expert.Name,
                    one.Number("weight", own, VotePart.Least, VotePart.Most),
                    VotePart.Role(one, expert.Role, expert.Label)
                )
            );
        }

        return FilePart.Check(
            file,
            "",
            () =>
                new EnsembleDefinition(
                    name,
                    experts,
                    new(voters, rule),
                    file.Number("weak_percentile", VoteThresholds.WeakPercentile, 0, 100),
                    file.Number("strong_percentile", VoteThresholds.StrongPercentile, 0, 100)
                )
                {
                    Description = file.Text("description"),
                }
        );
    }
}
