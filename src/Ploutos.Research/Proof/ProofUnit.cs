using System.Text.Json.Serialization;
using Ploutos.MarketData.Figures;

namespace Ploutos.Research.Proof;

/// <summary>A part of a proof that needs no other part: a check, or the pipeline on one market of pure
/// noise.</summary>
/// <param name="Name">Names it among the units of a proof.</param>
/// <param name="Title">The same in words.</param>
/// <param name="Cost">About how many epochs on the bars it trains, all experts together.</param>
/// <param name="Make">Makes it; its time is set by who made it.</param>
internal sealed record ProofUnit(string Name, string Title, double Cost, Func<ProofUnitResult> Make);

/// <summary>What a unit found: a check, or what the pipeline makes of a market.</summary>
internal sealed record ProofUnitResult
{
    /// <summary>The finished check; null of a market.</summary>
    public ProofCheck? Check { get; init; }

    /// <summary>What the pipeline makes of a market, of each expert; null of a check.</summary>
    public IReadOnlyList<MarketResult>? Market { get; init; }

    /// <summary>Time it took.</summary>
    public double Seconds { get; init; }
}

/// <summary>What the pipeline makes of a market.</summary>
/// <param name="Expert">With which expert.</param>
/// <param name="Auc">The AUC of the test rows; without a spread where none was asked for.</param>
/// <param name="Gain">Log-loss of the base rate less that of the expert, on the test rows.</param>
internal sealed record MarketResult(string Expert, Estimate Auc, double Gain);

/// <summary>A check that is planned: its units, and what they come to.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Title">What is done, for progress.</param>
/// <param name="Units">At least one.</param>
/// <param name="Assemble">The check from the results of all units, in their order.</param>
internal sealed record PlannedCheck(
    string Name,
    string Title,
    IReadOnlyList<ProofUnit> Units,
    Func<IReadOnlyList<ProofUnitResult>, ProofCheck> Assemble
);

/// <summary>JSON of the units that shards make. Figures keep every bit, those that are not numbers
/// too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ProofUnitResult))]
internal sealed partial class ProofJson : JsonSerializerContext;
