using System.Text.Json.Serialization;

namespace Ploutos.MarketData;

/// <summary>Whether prices were observed on a market or made by a generator. Travels with
/// everything made from them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataOrigin>))]
public enum DataOrigin
{
    /// <summary>Prices observed on a market.</summary>
    [JsonStringEnumMemberName("observed")]
    Observed,

    /// <summary>Prices made by <c>SimulatedMarket</c>; whatever is made from them is shown as
    /// SIMULATED.</summary>
    [JsonStringEnumMemberName("simulated")]
    Simulated,
}
