using System.Text.Json.Serialization;

namespace Ploutos.Signals.Predict;

/// <summary>JSON of a prediction.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(Prediction))]
public sealed partial class PredictionJson : JsonSerializerContext;
