using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Selection;
using Ploutos.Experts.Serving;

namespace Ploutos.Research.Training;

/// <summary>How one expert is to be trained.</summary>
/// <param name="Seed">Seed of weights, batches and dropout.</param>
/// <param name="Window">Bars that attention sees; null to choose.</param>
/// <param name="Fixed">Nothing is chosen.</param>
/// <param name="Forecaster">Who serves.</param>
internal sealed record TrainingSettings(int Seed, int? Window, bool Fixed, VolatilityModel Forecaster)
{
    /// <summary>Rows an epoch draws; null for all.</summary>
    public int? EpochRows { get; init; }

    /// <summary>A larger learning set may use larger batches.</summary>
    public bool AutoBatch { get; init; }

    /// <summary>The forecaster that serves in place of a network, whatever else there is, because the expert's
    /// file says so; null for none.</summary>
    public string? Simple { get; init; }

    /// <summary>The forecaster that an expert's file names in place of a network; null where it has a network,
    /// or a model of another program.</summary>
    public static string? SimpleOf(ExpertDefinition expert) =>
        expert.Model switch
        {
            ExpertModel.Linear => BaselineNames.Logistic,
            ExpertModel.Boosting => ModelServing.Boosting,
            _ => null,
        };

    /// <summary>The name of the forecaster that is asked for; null where the rule decides.</summary>
    public string? Named =>
        Forecaster switch
        {
            VolatilityModel.Network => ModelServing.Network,
            VolatilityModel.Risk => ModelServing.Risk,
            _ => Simple,
        };

    /// <summary>What was asked, as a card knows it: where nothing is chosen the network serves, asked for
    /// or not.</summary>
    private VolatilityModel Decided =>
        Fixed && Forecaster == VolatilityModel.Network ? VolatilityModel.Auto : Forecaster;

    /// <summary>The settings that a model was trained with, for another training like it.</summary>
    public static TrainingSettings Of(ModelCard card)
    {
        string? named = card.Selection?.AskedForecaster ?? (card.Serving is { Named: true } s ? s.Forecaster : null);
        return new(
            card.Seed,
            card.Selection is null ? card.Window : card.Selection.AskedWindow,
            card.Selection is null,
            named switch
            {
                ModelServing.Network => VolatilityModel.Network,
                ModelServing.Risk => VolatilityModel.Risk,
                _ => VolatilityModel.Auto,
            }
        )
        {
            Simple = named is BaselineNames.Logistic or ModelServing.Boosting ? named : null,
            EpochRows = card.EpochRows,
            AutoBatch = card.BatchTimes is not null,
        };
    }

    /// <summary>The longest window that the training may choose.</summary>
    public int LongestWindow(HyperparameterChoice choice) => WindowFor(choice) ?? SelectionSpace.AllWindows.Max();

    /// <summary>The window that is given: asked for, or chosen by a search; null where the folds
    /// choose.</summary>
    public int? WindowFor(HyperparameterChoice choice) =>
        Window ?? choice.Window ?? (Fixed || choice.IsGiven ? ExpertDefinition.DefaultWindow : null);

    /// <summary>Whether a model was trained with these settings and hyperparameters.</summary>
    public bool Made(ModelCard card, HyperparameterChoice choice)
    {
        TrainingSettings its = Of(card);
        bool chosen = !Fixed && !choice.IsGiven;
        return its.Seed == Seed
            && its.Fixed == Fixed
            && its.Simple == Simple
            && its.EpochRows == EpochRows
            && its.AutoBatch == AutoBatch
            && its.Decided == Decided
            && (Fixed ? card.Window == WindowFor(choice) : its.Window == Window)
            && card.Hyperparameters.Equals(
                chosen ? choice.Values with { WeightDecay = card.Hyperparameters.WeightDecay } : choice.Values
            );
    }
}
