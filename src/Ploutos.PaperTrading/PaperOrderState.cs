using System.Text.Json.Serialization;

namespace Ploutos.PaperTrading;

/// <summary>The states of an order in the book; two of them the broker does not know.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperOrderState>))]
public enum PaperOrderState
{
    /// <summary>Decided, but not known to have reached the broker.</summary>
    [JsonStringEnumMemberName("planned")]
    Planned,

    /// <summary>At the broker.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>At the broker, and filled in part.</summary>
    [JsonStringEnumMemberName("partly filled")]
    PartlyFilled,

    /// <summary>Filled.</summary>
    [JsonStringEnumMemberName("filled")]
    Filled,

    /// <summary>Cancelled or expired.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>Refused by the broker.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Decided, but its time passed before it reached the broker.</summary>
    [JsonStringEnumMemberName("lapsed")]
    Lapsed,
}
