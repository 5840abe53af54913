using System.Text.Json.Serialization;
using Ploutos.Experts.Registry;

namespace Ploutos.Research.Training;

/// <summary>What a day was to a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DayRole>))]
public enum DayRole
{
    /// <summary>It was learned from, or lies in the purge behind such days.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>Early stopping and calibration saw it.</summary>
    [JsonStringEnumMemberName("validation")]
    Validation,

    /// <summary>The search of the hyperparameters saw it.</summary>
    [JsonStringEnumMemberName("search")]
    Search,

    /// <summary>The vote's thresholds were fitted on it, or on later days.</summary>
    [JsonStringEnumMemberName("thresholds")]
    Thresholds,

    /// <summary>Features, window and default hyperparameters were chosen by it.</summary>
    [JsonStringEnumMemberName("design")]
    Design,

    /// <summary>It lies between the days that chose and those that count: labels or windows of both
    /// reach it.</summary>
    [JsonStringEnumMemberName("purge")]
    Purge,

    /// <summary>A test day: nothing was chosen by it.</summary>
    [JsonStringEnumMemberName("test")]
    Test,

    /// <summary>It chose nothing and is no day of the test: it is later than what was tested, or too
    /// few days were left to test.</summary>
    [JsonStringEnumMemberName("unseen")]
    Unseen,

    /// <summary>The model does not say what days chose it.</summary>
    [JsonStringEnumMemberName("not_known")]
    NotKnown,
}

/// <summary>The role of a day.</summary>
public static class DayRoles
{
    /// <summary>What a day was to a model.</summary>
    public static DayRole Of(TrainedExpert model, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelDays days = model.Card.Days;
        ModelChoices? choices = model.Card.Choices;
        if (model.IsOutOfSample(day))
            return days.TestFrom <= day && day <= days.TestTo ? DayRole.Test : DayRole.Unseen;
        if (day <= days.ValidationTo)
            return day < days.ValidationFrom ? DayRole.Training : DayRole.Validation;
        if (choices?.SearchTo >= day)
            return DayRole.Search;
        if (model.ThresholdsTo >= day)
            return DayRole.Thresholds;
        return choices?.OutOfSampleFrom is null ? DayRole.NotKnown
            : choices.DesignTo >= day ? DayRole.Design
            : DayRole.Purge;
    }

    /// <summary>Whether nothing was chosen by days of this role.</summary>
    public static bool IsOutOfSample(this DayRole role) => role is DayRole.Test or DayRole.Unseen;

    /// <summary>In words, as part of a sentence.</summary>
    public static string Text(this DayRole role) =>
        role switch
        {
            DayRole.Training => "a training day",
            DayRole.Validation => "a validation day",
            DayRole.Search => "a day that the search saw",
            DayRole.Thresholds => "a day that the vote's thresholds were fitted by",
            DayRole.Design => "a day that features and defaults were chosen by",
            DayRole.Purge => "a purged day before the test",
            DayRole.Test => "a test day",
            DayRole.Unseen => "a day that chose nothing",
            _ => "not known to be a test day",
        };
}
