using System.Globalization;
using Ploutos.Features.Labels;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>The label of an expert's file.</summary>
internal static class LabelPart
{
    /// <summary>The longest horizon of a label, in bars.</summary>
    private const int LongestHorizon = 63;

    /// <summary>Reads the label, and says in a text what a model depends on.</summary>
    public static (Label Label, string Text) Read(SettingsFile file, string name)
    {
        SettingsFile label = (file.Section("label") ?? throw file.Missing("label")).Allow(
            "kind",
            "horizon",
            "upper",
            "lower",
            "expression"
        );
        string kind = label.Choice("kind", "", "up", "volatility", "triple_barrier", "expression");
        if (kind.Length == 0)
            throw label.Missing("kind");
        string column = $"label_{name}";
        if (kind == "expression")
        {
            if (label.Has("horizon"))
                throw label.Wrong("horizon", "is given by the expression itself: leave it out");
            string text = label.RequiredText("expression");
            Label made = FilePart.Check(file, "label", () => Label.Expression(column, text));
            return made.Horizon <= LongestHorizon
                ? (made, text)
                : throw label.Wrong(
                    "expression",
                    $"must look at most {LongestHorizon} bars ahead, {made.Horizon} are too many"
                );
        }

        if (label.Has("expression"))
            throw label.Wrong("expression", "belongs to the kind expression: leave it out");
        if (!label.Has("horizon"))
            throw label.Missing("horizon");
        int horizon = label.Whole("horizon", 1, 1, LongestHorizon);
        if (kind == "triple_barrier")
        {
            double upper = label.Number("upper", 1, 0.01, 100),
                lower = label.Number("lower", 1, 0.01, 100);
            return (
                Label.TripleBarrier(column, horizon, upper, lower),
                string.Create(CultureInfo.InvariantCulture, $"{kind} {horizon} {upper:R} {lower:R}")
            );
        }

        foreach (string key in (string[])["upper", "lower"])
            if (label.Has(key))
                throw label.Wrong(key, "belongs to the kind triple_barrier: leave it out");
        return (kind == "up" ? Label.Up(column, horizon) : Label.Volatility(column, horizon), $"{kind} {horizon}");
    }
}
