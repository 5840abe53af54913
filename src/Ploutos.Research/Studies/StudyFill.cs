using System.Text.Json.Serialization;

namespace Ploutos.Research.Studies;

/// <summary>From when to when a return is counted; the signal is known at the close of its
/// day.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StudyFill>))]
public enum StudyFill
{
    /// <summary>From the signal's close to the close of the horizon: nobody could trade at that
    /// close.</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary>From the signal's close to the next open.</summary>
    [JsonStringEnumMemberName("overnight")]
    Overnight,

    /// <summary>From the next open to the next close.</summary>
    [JsonStringEnumMemberName("day")]
    Day,

    /// <summary>From the next open to the open of the horizon after it: what can be traded.</summary>
    [JsonStringEnumMemberName("next_open")]
    NextOpen,
}
