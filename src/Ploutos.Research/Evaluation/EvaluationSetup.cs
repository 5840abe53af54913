using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Experts.Trees;
using Ploutos.MarketData;
using Ploutos.Research.Training;

namespace Ploutos.Research.Evaluation;

/// <summary>What is evaluated: which forecasters of which experts in which folds, and what the
/// reader must know about it.</summary>
internal sealed class EvaluationSetup
{
    private const int FewestTickers = 3;
    private static readonly DateOnly s_defaultsChosenBefore = new(2014, 1, 1);
    private readonly EvaluateRequest _request;
    private readonly Dictionary<string, HyperparameterChoice> _hyperparameters;
    private readonly List<string> _notes = [];
    private readonly IReadOnlyList<BoostedBaseline> _boosted = [];

    public EvaluationSetup(
        EvaluateRequest request,
        IReadOnlyList<ExpertDefinition> experts,
        IReadOnlySet<string> ablated,
        TrainingBars bars,
        EvaluationPlan plan,
        Dictionary<string, HyperparameterChoice> hyperparameters,
        IGradientBoosting? boosting,
        IReadOnlyList<EnsembleDefinition> ensembles
    )
    {
        (_request, Experts, Ablated, Bars, Plan) = (request, experts, ablated, bars, plan);
        _hyperparameters = hyperparameters;
        Variants =
        [
            NetworkVariant.V71,
            NetworkVariant.V7,
            .. ablated.Count > 0 ? NetworkVariant.Ablations.Where(IsADifference) : [],
        ];
        string? missing = boosting is null
            ? "this program came without the part Ploutos.Boosting."
            : boosting.Unavailable;
        if (missing is null)
            _boosted = BoostedBaseline.Of(boosting!, bars.Series);
        else
            _notes.Add($"No gradient boosting among the baselines: {missing}");
        NoteWhatFlatters();
        if (bars.Series.Count < FewestTickers)
            _notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The information coefficient compares tickers within a day and is not defined for fewer than"
                        + $" {FewestTickers}; there are "
                        + $"{bars.Series.Count}."
                )
            );
        if (!HasEnsemble)
            _notes.Add("The ensemble is judged only where all three experts are evaluated.");
        Ensembles = HasEnsemble ? [.. ensembles.Where(IsJudged)] : [];
    }

    public IReadOnlyList<ExpertDefinition> Experts { get; }

    /// <summary>Experts whose parts are left out one at a time.</summary>
    public IReadOnlySet<string> Ablated { get; }

    public TrainingBars Bars { get; }

    public EvaluationPlan Plan { get; }

    public IReadOnlyList<NetworkVariant> Variants { get; }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Ensembles of the workspace that are judged beside the published one.</summary>
    public IReadOnlyList<EnsembleDefinition> Ensembles { get; }

    public bool HasEnsemble => ExpertDefinition.All.All(Experts.Contains);

    /// <summary>All units: the networks first, each variant's largest first, then the baselines.</summary>
    public IReadOnlyList<UnitWork> Units(ExpertTable[] tables)
    {
        var units = new List<UnitWork>();
        foreach (NetworkVariant variant in Variants)
            foreach (ExpertTable table in tables.Where(t => Applies(variant, t.Expert)))
                for (int fold = Plan.Folds.Count; fold >= 1; fold--)
                    units.Add(
                        new()
                        {
                            Table = table,
                            Fold = Plan.Folds[fold - 1],
                            FoldNumber = fold,
                            Name = variant.Name,
                            Options = IsLinear(table.Expert) ? null : OptionsOf(variant, table.Expert),
                            Calibrated = variant.Calibrated,
                            Baseline = IsLinear(table.Expert) ? Baseline.Logistic : null,
                        }
                    );
        foreach (ExpertTable table in tables.Where(t => t.Expert.Foreign is not null))
            units.AddRange(Units(table, ModelServing.Onnx, foreign: ForeignTraining.Read(table.Expert)));
        foreach (ExpertTable table in tables.Where(t => t.Expert.Model == ExpertModel.Boosting))
            units.AddRange(Units(table, BoostedBaseline.Own(IGradientBoosting.Require(table.Expert.Boosting))));
        foreach (ExpertTable table in tables)
            foreach (IBaseline baseline in BaselinesOf(table.Expert))
                units.AddRange(Units(table, baseline));
        return units;
    }

    private IEnumerable<UnitWork> Units(ExpertTable table, IBaseline baseline) => Units(table, baseline.Name, baseline);

    private IEnumerable<UnitWork> Units(
        ExpertTable table,
        string name,
        IBaseline? baseline = null,
        ServedForeign? foreign = null
    ) =>
        Plan.Folds.Select(
            (fold, i) =>
                new UnitWork
                {
                    Table = table,
                    Fold = fold,
                    FoldNumber = i + 1,
                    Name = name,
                    Options = null,
                    Calibrated = false,
                    Baseline = baseline,
                    Foreign = foreign,
                }
        );

    /// <summary>The name of the forecaster that an expert is judged by: V7.1, the model of another program, or
    /// boosted trees.</summary>
    public static string SubjectOf(ExpertDefinition expert) =>
        expert.Model switch
        {
            ExpertModel.Onnx => ModelServing.Onnx,
            ExpertModel.Boosting => ModelServing.Boosting,
            _ => NetworkVariant.Current,
        };

    /// <summary>The baselines of an expert; none is what it is judged by.</summary>
    public IEnumerable<IBaseline> BaselinesOf(ExpertDefinition expert) =>
        [.. Baseline.Of(expert), .. _boosted.Where(b => b.Name != SubjectOf(expert))];

    /// <summary>Whether the variant changes anything for the expert; else V7.1's own forecasts
    /// stand for it.</summary>
    public bool Applies(NetworkVariant variant, ExpertDefinition expert) =>
        SubjectOf(expert) == NetworkVariant.Current
        && (
            variant.Kind != "ablation"
            || (
                !IsLinear(expert)
                && Ablated.Contains(expert.Name)
                && (variant.Name != NetworkVariant.SearchOff || _hyperparameters[expert.Name].IsGiven)
            )
        );

    /// <summary>Whether a linear model stands in the place of the networks.</summary>
    public static bool IsLinear(ExpertDefinition expert) => expert.Model == ExpertModel.Linear;

    private bool IsJudged(EnsembleDefinition ensemble)
    {
        if (ensemble.IsPublished)
            return false;
        string[] missing =
        [
            .. ensemble.Experts.Where(e => !Experts.Any(x => x.Digest == e.Digest)).Select(e => e.Name),
        ];
        if (missing.Length > 0)
            _notes.Add(
                $"The ensemble {ensemble.Name} is judged only where its experts are evaluated, too:"
                    + $" {string.Join(", ", missing)}."
            );
        return missing.Length == 0;
    }

    private ExpertTrainingOptions OptionsOf(NetworkVariant variant, ExpertDefinition expert) =>
        variant.Change(
            new()
            {
                Hyperparameters = variant.Searched ? _hyperparameters[expert.Name].Values : expert.Defaults,
                Window = expert.Window ?? _request.Window,
                Seed = _request.Seed,
            }
        );

    private bool IsADifference(NetworkVariant variant)
    {
        if (variant.Name == string.Create(CultureInfo.InvariantCulture, $"window_{_request.Window}"))
        {
            _notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{variant.Name} is V7.1 itself here, whose window is {_request.Window} bars."
                )
            );
            return false;
        }

        if (variant.Name == NetworkVariant.SearchOff && !Experts.Any(expert => Applies(variant, expert)))
        {
            _notes.Add(
                "search_off is V7.1 itself here: no expert has a search result that serves in this workspace, so the"
                    + " defaults are used already (a search may make one)."
            );
            return false;
        }

        return true;
    }

    /// <summary>Hyperparameters that saw days which are tested here make the figures too good.</summary>
    private void NoteWhatFlatters()
    {
        DateOnly first = Plan.Groups[0].From;
        foreach (ExpertDefinition expert in Experts)
        {
            HyperparameterChoice choice = _hyperparameters[expert.Name];
            // One that keeps the defaults has compared on days, too.
            SearchKnowledge knowledge = choice.KnowledgeOf(Bars.Data.Origin);
            if (knowledge == SearchKnowledge.NotKnown)
                _notes.Add(
                    $"The search behind the {expert.Name} expert's hyperparameters ({choice.Origin}) does not say what"
                        + " days it saw; its figures may be flattered."
                );
            else if (knowledge == SearchKnowledge.Known && choice.Days!.Last is var seen && seen >= first)
                _notes.Add(expert.Foreign is null ? Searched(expert, seen, first) : Made(expert, seen, first));
        }

        if (
            first < s_defaultsChosenBefore
            && Bars.Data.Origin == DataOrigin.Observed
            && Experts.Any(e => e.IsBuiltIn && !_hyperparameters[e.Name].IsGiven)
        )
            _notes.Add(
                "The default hyperparameters were chosen on folds of 31 large US stocks before 2014"
                    + " (docs/decisions/0003): "
                    + "figures on test days before 2014 are flattered."
            );
    }

    private static string Searched(ExpertDefinition expert, DateOnly seen, DateOnly first) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {expert.Name} expert's search saw days up to {seen:yyyy-MM-dd}, and days from {first:yyyy-MM-dd} on"
                + $" are tested: its figures are flattered. Search on days before {first:yyyy-MM-dd} alone."
        );

    private static string Made(ExpertDefinition expert, DateOnly seen, DateOnly first) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The model of {expert.Name} was chosen by days up to {seen:yyyy-MM-dd}, and days from {first:yyyy-MM-dd}"
                + $" on are tested: its figures are flattered. Test from a later day."
        );
}
