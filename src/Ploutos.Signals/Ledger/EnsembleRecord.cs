using System.Text.Json.Serialization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;

namespace Ploutos.Signals.Ledger;

/// <summary>An ensemble as a signal's record keeps it: all that its vote depends on beside the
/// models.</summary>
public sealed record EnsembleRecord
{
    /// <summary>Its name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>How votes are counted: weighted or one_vote_each.</summary>
    [JsonPropertyName("rule")]
    public required string Rule { get; init; }

    /// <summary>Percentile of |score| above which a signal is a BUY or a SELL, 0 .. 100.</summary>
    [JsonPropertyName("weak_percentile")]
    public required double WeakPercentile { get; init; }

    /// <summary>Percentile of |score| above which a signal is STRONG, 0 .. 100.</summary>
    [JsonPropertyName("strong_percentile")]
    public required double StrongPercentile { get; init; }

    /// <summary>Who votes, in the order of the opinions.</summary>
    [JsonPropertyName("voters")]
    public required IReadOnlyList<VoterRecord> Voters { get; init; }

    /// <summary>What a record keeps of an ensemble; null for the published one, whose records had no such
    /// field before.</summary>
    public static EnsembleRecord? Of(EnsembleDefinition ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return ensemble.IsPublished
            ? null
            : new()
            {
                Name = ensemble.Name,
                Rule = ensemble.Vote.Rule == VoteRule.Weighted ? "weighted" : "one_vote_each",
                WeakPercentile = ensemble.WeakPercentile,
                StrongPercentile = ensemble.StrongPercentile,
                Voters =
                [
                    .. ensemble.Vote.Voters.Select(v => new VoterRecord(
                        v.Expert,
                        v.Weight,
                        v.Role == VoteRole.Direction ? "direction" : "volatility"
                    )),
                ],
            };
    }

    /// <summary>The ensemble again.</summary>
    /// <param name="expertOf">The expert of a name.</param>
    public EnsembleDefinition Definition(Func<string, ExpertDefinition> expertOf) =>
        new(
            Name,
            [.. Voters.Select(v => expertOf(v.Expert))],
            new(
                [
                    .. Voters.Select(v => new Voter(
                        v.Expert,
                        v.Weight,
                        v.Role == "direction" ? VoteRole.Direction : VoteRole.Volatility
                    )),
                ],
                Rule == "weighted" ? VoteRule.Weighted : VoteRule.OneVoteEach
            ),
            WeakPercentile,
            StrongPercentile
        );
}

/// <summary>One who voted.</summary>
/// <param name="Expert">The expert's name.</param>
/// <param name="Weight">The base weight.</param>
/// <param name="Role">direction or volatility.</param>
public sealed record VoterRecord(
    [property: JsonPropertyName("expert")] string Expert,
    [property: JsonPropertyName("weight")] double Weight,
    [property: JsonPropertyName("role")] string Role
);
