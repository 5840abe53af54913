using Ploutos.Experts.Vote;
using Ploutos.Features.Labels;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>Weight and role in a vote: those of an expert's file, and those that an ensemble gives it.</summary>
internal static class VotePart
{
    /// <summary>Least and largest weight.</summary>
    public const double Least = 1e-6,
        Most = 1e6;

    /// <summary>Reads them; without a section no weight, and the role that the label suggests.</summary>
    public static (double? Weight, VoteRole Role) Read(SettingsFile? vote, Label label)
    {
        VoteRole suggested = label.Kind == LabelKind.Volatility ? VoteRole.Volatility : VoteRole.Direction;
        if (vote is null)
            return (null, suggested);
        vote.Allow("weight", "role");
        return (vote.Has("weight") ? vote.Number("weight", 1, Least, Most) : null, Role(vote, suggested, label));
    }

    /// <summary>The role that a section names.</summary>
    /// <param name="section">The section.</param>
    /// <param name="otherwise">Where it names none.</param>
    /// <param name="label">The expert's question.</param>
    public static VoteRole Role(SettingsFile section, VoteRole otherwise, Label label)
    {
        VoteRole role =
            section.Choice(
                "role",
                otherwise == VoteRole.Volatility ? "volatility" : "direction",
                "direction",
                "volatility"
            ) == "direction"
                ? VoteRole.Direction
                : VoteRole.Volatility;
        return label.Kind == LabelKind.Volatility && role == VoteRole.Direction
            ? throw section.Wrong(
                "role",
                "must be volatility: the expert's label asks of volatility, not of a direction"
            )
            : role;
    }
}
