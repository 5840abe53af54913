using System.Text.Json.Serialization;

namespace Ploutos.Web.Safety;

/// <summary>What a file of sessions holds.</summary>
/// <param name="Key">A print of the key that the sessions were opened with.</param>
/// <param name="Ends">The end of each, by the hash of its name.</param>
internal sealed record SessionFile(string Key, Dictionary<string, DateTimeOffset>? Ends);

/// <summary>JSON of the sessions.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionFile))]
internal sealed partial class SessionJson : JsonSerializerContext;
