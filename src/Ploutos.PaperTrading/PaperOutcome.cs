using System.Text.Json.Serialization;

namespace Ploutos.PaperTrading;

/// <summary>How a paper run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperOutcome>))]
public enum PaperOutcome
{
    /// <summary>Orders were given, or none were needed.</summary>
    [JsonStringEnumMemberName("traded")]
    Traded,

    /// <summary>The kill switch is set.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>The book and the broker differ, or the broker could not be asked.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The open after the day has passed.</summary>
    [JsonStringEnumMemberName("late")]
    Late,

    /// <summary>There is nothing to decide on yet.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,
}
