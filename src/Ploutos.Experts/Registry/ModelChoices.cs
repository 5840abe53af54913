using System.Text.Json.Serialization;

namespace Ploutos.Experts.Registry;

/// <summary>What a model's days have chosen about it, so that evidence counts only days that chose
/// nothing. The days of training, validation and search are days of rows: their labels and windows
/// reach horizon and window bars further, which the purge covers.</summary>
/// <param name="TrainingTo">Last day that was learned from.</param>
/// <param name="ValidationTo">Last day that early stopping and calibration saw.</param>
/// <param name="Search">What is known of a search behind the hyperparameters.</param>
/// <param name="SearchTo">Last day that the search saw; null where there was none, or it is not
/// known.</param>
/// <param name="DesignTo">Last day that features, window and default hyperparameters were chosen by,
/// where the bars are of the stocks that did (docs/decisions/0003); else null.</param>
/// <param name="OutOfSampleFrom">First day that chose nothing, the purge left out; it may lie after
/// the bars. Null where the search's days are not known.</param>
public sealed record ModelChoices(
    DateOnly TrainingTo,
    DateOnly ValidationTo,
    SearchKnowledge Search,
    DateOnly? SearchTo,
    DateOnly? DesignTo,
    DateOnly? OutOfSampleFrom
)
{
    /// <summary>The last day that chose anything; null where the search's days are not known.</summary>
    [JsonIgnore]
    public DateOnly? LastDay =>
        Search == SearchKnowledge.NotKnown
            ? null
            : new[] { TrainingTo, ValidationTo, SearchTo ?? DateOnly.MinValue, DesignTo ?? DateOnly.MinValue }.Max();
}
