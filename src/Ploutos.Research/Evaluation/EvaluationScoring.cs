using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Serving;
using Ploutos.Experts.Vote;

namespace Ploutos.Research.Evaluation;

/// <summary>From finished units to the questions' figures, and to the files of forecasts.</summary>
internal sealed class EvaluationScoring(
    EvaluationSetup setup,
    ExpertTable[] tables,
    RowSpace rows,
    IReadOnlyList<UnitResult> results,
    int cores
)
{
    private static readonly EnsembleDefinition s_unweighted = new("v7", ExpertDefinition.All, EnsembleVote.Unweighted);

    private readonly ForecastGrid _grid = new(setup.Plan, rows);

    public IReadOnlyList<QuestionEvaluation> Run(string folder)
    {
        var scoring = new QuestionScoring(setup.Plan, rows, _grid, cores);
        var outcomes = tables.ToDictionary(t => t.Expert.Name, Outcomes);
        var questions = new List<QuestionEvaluation>();
        foreach (ExpertTable table in tables)
            questions.Add(
                scoring.Score(
                    new(
                        table.Expert.Name,
                        table.Expert.Label.Question,
                        table.Expert.Label.Horizon,
                        outcomes[table.Expert.Name],
                        Moves(table),
                        table.Expert.ClassNames
                    ),
                    Candidates(table.Expert),
                    EvaluationSetup.SubjectOf(table.Expert)
                )
            );
        IReadOnlyList<EnsembleVoting.FoldVotes>? current = null,
            earlier = null;
        if (setup.HasEnsemble)
        {
            current = Votes(NetworkVariant.Current, EnsembleDefinition.Published);
            earlier = Votes(NetworkVariant.Earlier, s_unweighted);
            questions.AddRange(OfVotes(scoring, outcomes, current, earlier));
        }

        WriteForecasts(folder, outcomes, current, earlier);
        return questions;
    }

    /// <summary>The questions that the vote is asked.</summary>
    private IEnumerable<QuestionEvaluation> OfVotes(
        QuestionScoring scoring,
        Dictionary<string, double[]> outcomes,
        IReadOnlyList<EnsembleVoting.FoldVotes> current,
        IReadOnlyList<EnsembleVoting.FoldVotes> earlier
    )
    {
        foreach (
            (string name, ExpertDefinition expert) in new[]
            {
                ("ensemble_5d", ExpertDefinition.Momentum),
                ("ensemble_1d", ExpertDefinition.Reversion),
            }
        )
        {
            ExpertTable table = tables.Single(t => t.Expert == expert);
            var question = new Question(
                name,
                $"the vote: {expert.Label.Question}",
                table.Expert.Label.Horizon,
                outcomes[expert.Name],
                Moves(table),
                expert.ClassNames
            );
            yield return scoring.Score(
                question,
                EnsembleCandidates(question, current, earlier),
                NetworkVariant.Current
            );
        }
    }

    /// <summary>Writes what was forecast out of sample, and what each ensemble makes of it.</summary>
    private void WriteForecasts(
        string folder,
        Dictionary<string, double[]> outcomes,
        IReadOnlyList<EnsembleVoting.FoldVotes>? current,
        IReadOnlyList<EnsembleVoting.FoldVotes>? earlier
    )
    {
        var csv = new ForecastCsv(setup.Plan, rows, _grid);
        csv.Write(
            Path.Combine(folder, ForecastCsv.NameOf(EnsembleDefinition.Published)),
            UnitsByExpert(NetworkVariant.Current),
            current,
            outcomes,
            EnsembleDefinition.Published
        );
        csv.Write(
            Path.Combine(folder, "forecasts-v7.csv"),
            UnitsByExpert(NetworkVariant.Earlier),
            earlier,
            outcomes,
            s_unweighted
        );
        foreach (EnsembleDefinition ensemble in setup.Ensembles)
            csv.Write(
                Path.Combine(folder, ForecastCsv.NameOf(ensemble)),
                UnitsByExpert(NetworkVariant.Current),
                Votes(NetworkVariant.Current, ensemble),
                outcomes,
                ensemble
            );
    }

    private List<Candidate> Candidates(ExpertDefinition expert)
    {
        var candidates = new List<Candidate>();
        if (expert.Foreign is { } foreign)
            candidates.Add(
                new(
                    ModelServing.Onnx,
                    "network",
                    $"the ONNX model {Path.GetFileName(foreign.Path)}, the same in every fold",
                    Units(ModelServing.Onnx, expert)
                )
            );
        if (expert is { Model: ExpertModel.Boosting, Boosting: { } boosting })
            candidates.Add(
                new(
                    ModelServing.Boosting,
                    "network",
                    $"{BoostedBaseline.Own(boosting).Description}, as its file says",
                    Units(ModelServing.Boosting, expert)
                )
            );
        foreach (NetworkVariant variant in setup.Variants.Where(v => setup.Applies(v, expert)))
            candidates.Add(
                new(
                    variant.Name,
                    variant.Kind,
                    EvaluationSetup.IsLinear(expert)
                        ? "logistic regression on the expert's own inputs (L2 penalty 1), as its file says"
                        : variant.Description,
                    Units(variant.Name, expert)
                )
            );
        foreach (IBaseline baseline in setup.BaselinesOf(expert))
            candidates.Add(new(baseline.Name, "baseline", baseline.Description, Units(baseline.Name, expert)));
        return candidates;
    }

    private List<Candidate> EnsembleCandidates(
        Question question,
        IReadOnlyList<EnsembleVoting.FoldVotes> current,
        IReadOnlyList<EnsembleVoting.FoldVotes> earlier
    )
    {
        var voting = new EnsembleVoting(setup.Plan, rows);
        Candidate Of(string name, string kind, string description, IReadOnlyList<EnsembleVoting.FoldVotes> votes) =>
            new(
                name,
                kind,
                description,
                [.. votes.Select(v => voting.Foretell(name, question.Name, v, question.Outcomes))]
            );

        var candidates = new List<Candidate>
        {
            Of(NetworkVariant.Current, "network", NetworkVariant.V71.Description, current),
            Of(NetworkVariant.Earlier, "network", NetworkVariant.V7.Description, earlier),
            new(
                "base_rate",
                "baseline",
                Baseline.BaseRate.Description,
                [.. current.Select(v => voting.ForetellBaseRate(question.Name, v, question.Outcomes))]
            ),
        };
        bool allAblated = ExpertDefinition.All.All(e => setup.Ablated.Contains(e.Name));
        foreach (NetworkVariant variant in setup.Variants.Where(v => allAblated && v.Kind == "ablation"))
            candidates.Add(
                Of(variant.Name, variant.Kind, variant.Description, Votes(variant.Name, EnsembleDefinition.Published))
            );
        if (ExpertDefinition.All.Any(e => setup.Ablated.Contains(e.Name)))
            candidates.Add(
                Of(
                    NetworkVariant.UnweightedVote,
                    "ablation",
                    "V7.1's experts under V7's rule, one unweighted vote each",
                    Votes(NetworkVariant.Current, s_unweighted)
                )
            );
        foreach (EnsembleDefinition ensemble in setup.Ensembles)
            candidates.Add(
                Of(
                    $"ensemble_{ensemble.Name}",
                    "ensemble",
                    $"the vote of {ensemble}",
                    Votes(NetworkVariant.Current, ensemble)
                )
            );
        return candidates;
    }

    /// <summary>The votes of all folds, in order; an expert for whom the variant changes nothing
    /// votes as in V7.1.</summary>
    private List<EnsembleVoting.FoldVotes> Votes(string variant, EnsembleDefinition ensemble)
    {
        NetworkVariant chosen = setup.Variants.Single(v => v.Name == variant);
        IReadOnlyList<UnitResult>[] experts =
        [
            .. ensemble.Experts.Select(e =>
                Units(setup.Applies(chosen, e) ? variant : EvaluationSetup.SubjectOf(e), e)
            ),
        ];
        return
        [
            .. Enumerable
                .Range(1, setup.Plan.Folds.Count)
                .Select(fold =>
                    EnsembleVoting.Score([.. experts.Select(units => units.Single(u => u.Fold == fold))], ensemble)
                ),
        ];
    }

    private List<UnitResult> Units(string forecaster, ExpertDefinition expert) =>
        [.. results.Where(r => r.Forecaster == forecaster && r.Expert == expert.Name)];

    private Dictionary<string, IReadOnlyList<UnitResult>> UnitsByExpert(string forecaster) =>
        setup.Experts.ToDictionary(
            e => e.Name,
            e =>
                (IReadOnlyList<UnitResult>)
                    Units(
                        EvaluationSetup.SubjectOf(e) is var own && own == NetworkVariant.Current ? forecaster : own,
                        e
                    )
        );

    private static double[] Outcomes(ExpertTable table)
    {
        var all = new List<double>();
        for (int i = 0; i < table.Bars.Count; i++)
            all.AddRange(table.LabelsOf(i));
        return [.. all];
    }

    private static double[] Moves(ExpertTable table) =>
        [.. table.Bars.SelectMany(b => table.Expert.Label.Moves(b, table.Market))];
}
