using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What was done about a ticker with a serious finding.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingDecision>))]
public enum FindingDecision
{
    /// <summary>The ticker is not part of the result.</summary>
    LeftOut,

    /// <summary>The ticker is used as it is, because that was asked for: the result rests on the
    /// finding.</summary>
    Accepted,
}
