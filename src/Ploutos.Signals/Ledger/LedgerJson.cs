using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Research.Models;

namespace Ploutos.Signals.Ledger;

/// <summary>A retraining as the store keeps it.</summary>
internal sealed record RetrainingRecord(IReadOnlyList<ModelDuel> Duels);

/// <summary>A drift report as the store keeps it.</summary>
internal sealed record DriftRecord(IReadOnlyList<FeatureDrift> Drifts);

/// <summary>The text of the store's records: snake_case, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(SignalRecord))]
[JsonSerializable(typeof(SignalOutcome))]
[JsonSerializable(typeof(RiskForecastRecord))]
[JsonSerializable(typeof(RiskOutcome))]
[JsonSerializable(typeof(LiveRun))]
[JsonSerializable(typeof(RetrainingRecord))]
[JsonSerializable(typeof(DriftRecord))]
internal sealed partial class LedgerJson : JsonSerializerContext;
