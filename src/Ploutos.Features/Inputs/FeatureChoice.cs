using Ploutos.Features.Expressions;
using Ploutos.Features.Expressions.Language;
using Ploutos.Features.Market;

namespace Ploutos.Features.Inputs;

/// <summary>The inputs of an expert by their names: whole sets, single features of sets, and
/// expressions.</summary>
public static class FeatureChoice
{
    // The set itself is parsed when it is asked for.
    private const string Alpha158Name = "alpha158";

    // It is of no ticker's own bars.
    private const string MarketName = "market";

    private static readonly FeatureSet[] s_sets =
    [
        .. FeatureSet.All,
        FeatureSet.Risk,
        FeatureSet.TwelveOneMomentum,
        FeatureSet.ShortTermReversal,
        FeatureSet.LogRangeHar,
        FeatureSet.ExponentialVolatility,
        FeatureSet.Deviation20,
    ];

    /// <summary>Names of the sets that can be chosen from.</summary>
    public static IReadOnlyList<string> Sets { get; } =
        Array.AsReadOnly([.. s_sets.Select(s => s.Name), Alpha158Name, MarketName]);

    /// <summary>Names of sets that nothing of a user's may have. <c>market</c> is none of them: it came later than
    /// names of users, and theirs stay.</summary>
    public static IReadOnlyList<string> TakenNames { get; } =
        Array.AsReadOnly([.. s_sets.Select(s => s.Name), Alpha158Name]);

    /// <summary>Makes a set of what was chosen: the features in the order given, then the
    /// expressions.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="features"><c>momentum</c> for all features of a set, <c>momentum.return_1d</c> for
    /// one. Where they come from several sets, each keeps the set's name before its
    /// own.</param>
    /// <param name="expressions">Expressions over a ticker's own bars, or over all tickers of a
    /// day.</param>
    /// <param name="columns">Columns of files, behind the features; null for none.</param>
    /// <exception cref="ArgumentException">A name is unknown or given twice, nothing was chosen, or an
    /// expression breaks a rule (<see cref="ExpressionException"/>).</exception>
    public static FeatureSet Of(
        string name,
        IReadOnlyList<string> features,
        IReadOnlyList<NamedExpression> expressions,
        IReadOnlyList<NamedColumn>? columns = null
    )
    {
        columns ??= [];
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(expressions);
        if (features.Count + expressions.Count + columns.Count == 0)
            throw new ArgumentException("Inputs must hold at least one feature, expression or column, but hold none.");
        if (
            features.Count == 1
            && expressions.Count + columns.Count == 0
            && Array.Find(s_sets, s => s.Name == features[0]) is { } whole
        )
            return whole.Name == name ? whole : new(name, [.. whole.Features]);
        (FeatureSet Set, Feature Feature)[] chosen =
        [
            .. features.Where(f => Split(f).Set is not (Alpha158Name or MarketName)).SelectMany(Find),
        ];
        string[] market = [.. features.Where(f => Split(f).Set == MarketName).SelectMany(Market)];
        bool several = chosen.Select(c => c.Set).Distinct().Count() > 1;
        Feature[] own =
        [
            .. chosen.Select(c => several ? c.Feature with { Name = $"{c.Set.Name}.{c.Feature.Name}" } : c.Feature),
        ];
        NamedExpression[] all =
        [
            .. features.Where(f => Split(f).Set == Alpha158Name).SelectMany(Alpha158),
            .. expressions,
        ];
        string[] names =
        [
            .. own.Select(f => f.Name),
            .. columns.Select(c => c.Name),
            .. all.Select(e => e.Name),
            .. market,
        ];
        if (names.GroupBy(n => n).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new ArgumentException(
                $"An input must be given once, but '{twice.Key}' is given {twice.Count()} times. Leave one out, or"
                    + " rename the expression."
            );
        FeatureSet set = new(
            name,
            own,
            [
                .. InputBlocks.OfExpressions(name, all),
                .. market.Length == 0 ? [] : new[] { InputBlocks.OfMarket(market) },
            ]
        );
        foreach (NamedColumn column in columns)
            set = set.With(column.Name, requiredBars: 1, column.Values);
        return set;
    }

    private static IEnumerable<string> Market(string text) =>
        Split(text).Feature is not { } feature ? MarketFeatures.Names
        : MarketFeatures.Names.Contains(feature) ? [feature]
        : throw Unknown(MarketName, feature, MarketFeatures.Names);

    private static IEnumerable<NamedExpression> Alpha158(string text)
    {
        ExpressionSet set = ExpressionSet.Alpha158;
        return Split(text).Feature is not { } feature ? set.Expressions
            : set.Names.Contains(feature) ? [set.Expressions.First(e => e.Name == feature)]
            : throw Unknown(set.Name, feature, set.Names);
    }

    private static IEnumerable<(FeatureSet, Feature)> Find(string text)
    {
        (string setName, string? feature) = Split(text);
        FeatureSet set =
            Array.Find(s_sets, s => s.Name == setName)
            ?? throw new ArgumentException(
                $"Features must be of one of the sets {string.Join(", ", Sets)}, but '{text}' is not. Did you mean"
                    + $" '{NearestName.Of(setName, Sets)}'?"
            );
        return feature is null ? set.Features.Select(f => (set, f))
            : set.Features.FirstOrDefault(f => f.Name == feature) is { } found ? [(set, found)]
            : throw Unknown(set.Name, feature, set.Names);
    }

    private static (string Set, string? Feature) Split(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (text, null) : (text[..dot], text[(dot + 1)..]);
    }

    private static ArgumentException Unknown(string set, string feature, IReadOnlyList<string> known) =>
        new($"The set '{set}' has no feature '{feature}'. Did you mean '{set}.{NearestName.Of(feature, known)}'?");
}
