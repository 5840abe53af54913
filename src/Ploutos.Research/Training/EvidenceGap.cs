using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>Why an expert is unproven.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceGap>))]
public enum EvidenceGap
{
    /// <summary>It is proven.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>It was trained without a test range.</summary>
    [JsonStringEnumMemberName("untested")]
    Untested,

    /// <summary>An earlier version of the program made it, which kept no evidence.</summary>
    [JsonStringEnumMemberName("not_kept")]
    NotKept,

    /// <summary>It was tested on simulated bars and these are real, or the other way round.</summary>
    [JsonStringEnumMemberName("other_origin")]
    OtherOrigin,

    /// <summary>The interval of a gain over a best baseline reaches down to 0.</summary>
    [JsonStringEnumMemberName("no_advantage")]
    NoAdvantage,

    /// <summary>Not known: an earlier version made it, which did not keep the last day that chose
    /// anything about it.</summary>
    [JsonStringEnumMemberName("choices_not_kept")]
    ChoicesNotKept,

    /// <summary>Not known: the search behind its hyperparameters does not say what days it
    /// saw.</summary>
    [JsonStringEnumMemberName("search_days_not_known")]
    SearchDaysNotKnown,

    /// <summary>Not known: too few days are left after the last that chose anything.</summary>
    [JsonStringEnumMemberName("too_few_days")]
    TooFewDays,

    /// <summary>The vote's thresholds were fitted on days of its test.</summary>
    [JsonStringEnumMemberName("thresholds_saw_test")]
    ThresholdsSawTest,

    /// <summary>The signal's day chose something about it, so that its test says nothing of that
    /// day.</summary>
    [JsonStringEnumMemberName("day_in_sample")]
    DayInSample,
}
