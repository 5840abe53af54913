using System.Text.Json.Serialization;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Research.Training;

/// <summary>The days that a search of hyperparameters saw.</summary>
/// <param name="TrainFrom">First day that its trials learned from.</param>
/// <param name="TrainTo">Last such day.</param>
/// <param name="ValidationFrom">First day that its trials were ranked by.</param>
/// <param name="ValidationTo">Last such day.</param>
/// <param name="Origin">Of its bars: observed or simulated.</param>
public sealed record SearchDays(
    DateOnly TrainFrom,
    DateOnly TrainTo,
    DateOnly ValidationFrom,
    DateOnly ValidationTo,
    DataOrigin Origin
)
{
    /// <summary>The last day that it saw.</summary>
    [JsonIgnore]
    public DateOnly Last => TrainTo > ValidationTo ? TrainTo : ValidationTo;

    /// <summary>Those of a search on a split's training and validation days.</summary>
    public static SearchDays Of(DateSplit split, DataOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new(split.Train.From, split.Train.To, split.Validation.From, split.Validation.To, origin);
    }
}
