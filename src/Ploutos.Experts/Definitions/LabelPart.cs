using System.Globalization;
using Ploutos.Features.Labels;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>The label of an expert's file.</summary>
internal static class LabelPart
{
    /// <summary>The longest horizon of a label, in bars.</summary>
    public const int LongestHorizon = 63;

    /// <summary>The kinds that are built in.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    ["up", "relative", "volatility", "triple_barrier", "expression"];

    /// <summary>Reads the label, and says in a text what a model depends on.</summary>
    public static (Label Label, string Text) Read(SettingsFile file, string name, IReadOnlyList<OwnLabel> own)
    {
        SettingsFile label = (file.Section("label") ?? throw file.Missing("label")).Allow(
            "kind",
            "horizon",
            "upper",
            "lower",
            "expression"
        );
        string kind = label.Choice("kind", "", [.. Kinds, .. own.Select(l => l.Name)]);
        if (kind.Length == 0)
            throw label.Missing("kind");
        string column = $"label_{name}";
        if (own.FirstOrDefault(l => l.Name == kind) is { } inCode)
        {
            label.Allow("kind");
            return (
                Label.InCode(column, inCode.Horizon, inCode.Values),
                string.Create(CultureInfo.InvariantCulture, $"{kind} in code, {inCode.Horizon}")
            );
        }

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
        Label plain = kind switch
        {
            "up" => Label.Up(column, horizon),
            "relative" => Label.Relative(column, horizon),
            _ => Label.Volatility(column, horizon),
        };
        return (plain, $"{kind} {horizon}");
    }
}
