using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ploutos.Experts.Vote;

namespace Ploutos.Experts.Definitions;

/// <summary>Who votes, with which weight and by which rule. Read from a file
/// (<see cref="EnsembleFile"/>); the published one of the three built-in experts needs none.</summary>
public sealed class EnsembleDefinition
{
    /// <summary>The name of the published ensemble.</summary>
    public const string PublishedName = "published";

    /// <summary>Joins experts.</summary>
    /// <param name="name">The ensemble's name.</param>
    /// <param name="experts">The experts, one a voter and in their order.</param>
    /// <param name="vote">Their vote.</param>
    /// <param name="weakPercentile">Percentile of |score| above which a signal is a BUY or a SELL,
    /// 0 .. 100; not asked where all have one vote.</param>
    /// <param name="strongPercentile">That of a STRONG one.</param>
    /// <exception cref="ArgumentException">Experts and voters differ, or nobody votes for a
    /// direction.</exception>
    public EnsembleDefinition(
        string name,
        IReadOnlyList<ExpertDefinition> experts,
        EnsembleVote vote,
        double weakPercentile = VoteThresholds.WeakPercentile,
        double strongPercentile = VoteThresholds.StrongPercentile
    )
    {
        ArgumentNullException.ThrowIfNull(experts);
        ArgumentNullException.ThrowIfNull(vote);
        if (!experts.Select(e => e.Name).SequenceEqual(vote.Voters.Select(v => v.Expert)))
            throw new ArgumentException(
                $"The experts must be the voters {string.Join(", ", vote.Voters.Select(v => v.Expert))}, but are"
                    + $" {string.Join(", ", experts.Select(e => e.Name))}.",
                nameof(experts)
            );
        if (!(0 <= weakPercentile && weakPercentile <= strongPercentile && strongPercentile <= 100))
            throw new ArgumentException(
                "0 <= weak_percentile <= strong_percentile <= 100 must hold, but got weak_percentile="
                    + $"{weakPercentile}, strong_percentile={strongPercentile}.",
                nameof(weakPercentile)
            );
        (Name, Experts, Vote, WeakPercentile, StrongPercentile) = (
            name,
            [.. experts],
            vote,
            weakPercentile,
            strongPercentile
        );
        if (Directional.Length == 0)
            throw new ArgumentException(
                "At least one expert must vote for a direction, but all have the role volatility.",
                nameof(vote)
            );
        Digest = DigestOf(this);
    }

    /// <summary>momentum and reversion with 0.4, volatility with 0.2, as their files say, by the V7.1
    /// rule.</summary>
    public static EnsembleDefinition Published { get; } =
        new(
            PublishedName,
            ExpertDefinition.All,
            new(
                [.. ExpertDefinition.All.Select(e => new Voter(e.Name, e.VoteWeight!.Value, e.Role))],
                VoteRule.Weighted
            )
        );

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is for, in one sentence; null where its file does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The experts, in the order they vote.</summary>
    public ImmutableArray<ExpertDefinition> Experts { get; }

    /// <summary>Their vote.</summary>
    public EnsembleVote Vote { get; }

    /// <summary>Percentile of |score| above which a signal is a BUY or a SELL, 0 .. 100.</summary>
    public double WeakPercentile { get; }

    /// <summary>Percentile of |score| above which a signal is STRONG, 0 .. 100.</summary>
    public double StrongPercentile { get; }

    /// <summary>Names experts, weights, roles, rule and percentiles: SHA-256, hexadecimal. The
    /// thresholds of another digest do not fit.</summary>
    public string Digest { get; }

    /// <summary>Whether it votes as the published one does, whatever it is called.</summary>
    public bool IsPublished => Digest == Published.Digest;

    /// <summary>The experts that vote for a direction.</summary>
    public ImmutableArray<string> Directional =>
        [.. Vote.Voters.Where(v => v.Role == VoteRole.Direction).Select(v => v.Expert)];

    /// <summary>The thresholds by the scores of the validation rows: their percentiles, or the rule's own
    /// where all have one vote.</summary>
    /// <param name="scores">-1 .. 1, at least one.</param>
    public VoteThresholds Fit(ReadOnlySpan<double> scores) =>
        Vote.Rule == VoteRule.OneVoteEach
            ? VoteThresholds.Unweighted
            : VoteThresholds.Fit(scores, WeakPercentile, StrongPercentile);

    /// <summary>Who votes with which weight, in one line.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Vote.Voters.Select(v =>
                Vote.Rule == VoteRule.OneVoteEach
                    ? v.Expert
                    : string.Create(CultureInfo.InvariantCulture, $"{v.Expert} {v.Weight}")
            )
        );

    private static string DigestOf(EnsembleDefinition ensemble)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ensemble.Vote.Rule} {ensemble.WeakPercentile:R}")
            .Append(CultureInfo.InvariantCulture, $" {ensemble.StrongPercentile:R}");
        foreach (Voter voter in ensemble.Vote.Voters)
            text.Append(CultureInfo.InvariantCulture, $"\n{voter.Expert} {voter.Weight:R} {voter.Role}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
