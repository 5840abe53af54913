using Ploutos.Experts.Calibration;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Serving;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Registry;

/// <summary>A trained, calibrated expert: from features to the probability of its class 1.</summary>
/// <param name="Definition">Which expert.</param>
/// <param name="Parameters">Its network; null where its model is one of another program, or boosted
/// trees.</param>
/// <param name="Scaler">The training days' scaler.</param>
/// <param name="Calibrator">From a margin of the network to a probability: the slope from the validation
/// rows of its folds, the intercept from the base rate of its training and validation rows.</param>
/// <param name="Card">What is known of it.</param>
public sealed record TrainedExpert(
    ExpertDefinition Definition,
    NetworkParameters? Parameters,
    StandardScaler Scaler,
    Calibrator Calibrator,
    ModelCard Card
)
{
    /// <summary>What its test says against the baselines; null where nothing is known.</summary>
    public ModelEvidence? Evidence { get; init; }

    /// <summary>The last day that the vote's thresholds were fitted on; null where there are none, or
    /// it is not known.</summary>
    public DateOnly? ThresholdsTo { get; init; }

    /// <summary>Whether nothing about the model, nor the vote's thresholds, was chosen by this day.
    /// Where the days of the choices are not known, only days after the training are sure.</summary>
    public bool IsOutOfSample(DateOnly day) =>
        day >= (Card.Choices?.OutOfSampleFrom ?? DateOnly.FromDateTime(Card.CreatedAt.UtcDateTime).AddDays(1))
        && !(day <= ThresholdsTo);

    /// <summary>Tickers whose bars it reads beside the ticker's own: those of the market that a serving
    /// forecaster reads, and those that its inputs were trained among where they look at all tickers of a
    /// day.</summary>
    public IEnumerable<string> MarketTickers =>
        (Simple?.Market ?? []).Concat(Definition.NeedsMarket ? Card.Data.Pool : []).Distinct(StringComparer.Ordinal);

    /// <summary>The market that its inputs look at, of the tickers that it was trained among; null where they
    /// look at none.</summary>
    /// <param name="market">A market with these tickers, as far as there are bars of them.</param>
    public MarketFeatures? InputMarket(MarketFeatures? market) =>
        Definition.NeedsMarket ? market?.Of(Card.Data.Pool) : null;

    /// <summary>Bars that its attention sees.</summary>
    public int Window => Parameters?.Shape.Window ?? Card.Window;

    /// <summary>Who answers the question where it is not the network; null where it is.</summary>
    public ModelServing? Simple => Card.Serving is { IsNetwork: false } serving ? serving : null;

    /// <summary>Whether every forecast is the base rate, so that the expert has no conviction: the base
    /// rate serves, or a network whose calibration found nothing in its margin.</summary>
    public bool Abstains => Simple?.Abstains ?? !Calibrator.IsInformative;

    /// <summary>Bars a series must have for a prediction: those of its features and its window, or
    /// those of the simpler forecaster that serves.</summary>
    public int RequiredBars =>
        Simple is { Parts.Count: > 0 } simple ? simple.RequiredBars : Definition.Features.RequiredBars + Window - 1;
}
