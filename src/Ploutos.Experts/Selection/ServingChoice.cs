using Ploutos.Experts.Baselines;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Serving;
using Ploutos.Features.Splits;

namespace Ploutos.Experts.Selection;

/// <summary>From the folds to the part of a card that says who serves.</summary>
/// <param name="simple">The simpler forecasters of the question.</param>
/// <param name="split">The model's days.</param>
/// <param name="risk">The risk model, fitted on the training and validation days; null where it is no
/// candidate.</param>
public sealed class ServingChoice(SimpleForecasters simple, DateSplit split, RiskModel? risk)
{
    /// <summary>Decides on the folds.</summary>
    /// <param name="folds">All folds; the last is the model's own.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    public ModelServing Decide(IReadOnlyList<FoldFit> folds, int horizon)
    {
        IReadOnlyList<ServingScore> scores = Scores(folds, horizon);
        return Make(ServingRule.Decide(scores), named: false, scores);
    }

    /// <summary>Lets a forecaster serve that was asked for by name.</summary>
    /// <param name="name">network or risk, or logistic for a linear expert, or boosting for one of
    /// trees.</param>
    /// <param name="folds">What it is compared on all the same; may be empty.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    public ModelServing Name(string name, IReadOnlyList<FoldFit> folds, int horizon)
    {
        ArgumentNullException.ThrowIfNull(folds);
        return Make(name, named: true, folds.Count == 0 ? [] : Scores(folds, horizon));
    }

    private IReadOnlyList<ServingScore> Scores(IReadOnlyList<FoldFit> folds, int horizon)
    {
        ArgumentNullException.ThrowIfNull(folds);
        IReadOnlyList<Calibrator> calibrators = FoldCalibration.LeaveOneOut(folds, horizon);
        var probabilities = new Dictionary<string, List<double>>();
        foreach (FoldFit fold in folds)
            foreach ((string name, double[] p) in simple.Forecast(fold.Split, fold.Keys))
            {
                if (!probabilities.TryGetValue(name, out List<double>? all))
                    probabilities.Add(name, all = []);
                all.AddRange(p);
            }

        Forecasts network = new(
            [.. folds.SelectMany(f => f.Keys.Select(k => k.Date))],
            [.. folds.SelectMany((f, i) => f.Margins.Select(calibrators[i].Probability))],
            [.. folds.SelectMany(f => f.Outcomes)]
        );
        // A forecaster that has too few rows on one of the folds is no candidate.
        return ServingRule.Compare(
            network,
            [
                .. probabilities
                    .Where(p => p.Value.Count == network.Count && (p.Key != ModelServing.Risk || risk is not null))
                    .Select(p => (p.Key, network.WithProbabilities(p.Value.ToArray()))),
            ],
            horizon
        );
    }

    private ModelServing Make(string name, bool named, IReadOnlyList<ServingScore> scores)
    {
        IReadOnlyList<LinearForecaster> parts = [];
        IReadOnlyList<string> market = [];
        if (name == ModelServing.Risk)
        {
            RiskHorizonFit fits = risk!.Card.Of(RiskTable.Week);
            LinearForecaster own = fits.Own.Regression.Linear(RiskInputSet.Own);
            parts = fits.Market is { } seen ? [seen.Regression.Linear(RiskInputSet.Market), own] : [own];
            market = fits.Market is null ? [] : risk.Card.Data.Tickers;
        }
        else if (name is not (ModelServing.Network or ModelServing.Boosting))
        {
            parts = simple.Fit(split, name).Parts;
            if (parts.Count == 0 && name == Baseline.Logistic.Name)
                throw new ArgumentException(
                    "Logistic regression needs rows of both classes that have every input, but the training and"
                        + " validation days hold none. Import more bars, or take inputs that need fewer."
                );
        }

        return new()
        {
            Forecaster = name,
            Named = named,
            BaseRate = simple.BaseRate(split),
            Parts = parts,
            Market = market,
            RiskVersion = risk?.Card.Version,
            Compared = scores,
            Foreign = name == ModelServing.Boosting ? simple.FitTrees(split) : null,
        };
    }
}
