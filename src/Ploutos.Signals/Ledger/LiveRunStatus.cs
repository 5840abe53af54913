using System.Text.Json.Serialization;

namespace Ploutos.Signals.Ledger;

/// <summary>How a daily run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LiveRunStatus>))]
public enum LiveRunStatus
{
    /// <summary>Every due day has its signals or reasons.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>Some tickers' bars, or the models, are missing yet; it is tried again.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>Nothing was due: a holiday, a weekend, before the close, or all done already.</summary>
    [JsonStringEnumMemberName("nothing due")]
    NothingDue,

    /// <summary>It broke off; what was stored before is complete.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
