using System.Text.Json.Serialization;

namespace Ploutos.Research.Studies;

/// <summary>Which days.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StudyPeriod>))]
public enum StudyPeriod
{
    /// <summary>Those whose returns end before the first day of the later period.</summary>
    [JsonStringEnumMemberName("before")]
    Before,

    /// <summary>Those from that day on.</summary>
    [JsonStringEnumMemberName("after")]
    After,
}
