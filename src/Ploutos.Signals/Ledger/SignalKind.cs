using System.Text.Json.Serialization;

namespace Ploutos.Signals.Ledger;

/// <summary>Who made a signal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignalKind>))]
public enum SignalKind
{
    /// <summary>The daily run: once for each ticker of the watchlist and trading day.</summary>
    [JsonStringEnumMemberName("daily")]
    Daily,

    /// <summary>A prediction that somebody asked for, as often as they asked.</summary>
    [JsonStringEnumMemberName("predict")]
    Predict,
}
