using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Registry;

namespace Ploutos.Experts.Risk;

/// <summary>The risk model with everything that is known of it: <c>model.json</c> in its folder.
/// Plain data; nothing in it is executed.</summary>
public sealed record RiskCard
{
    /// <summary>The version of this file's layout that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Layout of this file.</summary>
    public required int Format { get; init; }

    /// <summary>Names the model: time of training and the first digits of the content's hash; set
    /// when it is saved.</summary>
    public string Version { get; init; } = "";

    /// <summary>When it was trained.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Days of training, validation and test.</summary>
    public required ModelDays Days { get; init; }

    /// <summary>Where the bars came from; its tickers are the market.</summary>
    public required ModelData Data { get; init; }

    /// <summary>The fits, one a horizon.</summary>
    public required IReadOnlyList<RiskHorizonFit> Horizons { get; init; }

    /// <summary>SHA-256 over this file's content without this line and the version, hexadecimal;
    /// set when it is saved.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>The fits of a horizon.</summary>
    public RiskHorizonFit Of(int horizon) =>
        Horizons.FirstOrDefault(h => h.Horizon == horizon)
        ?? throw new ArgumentOutOfRangeException(
            nameof(horizon),
            $"The model forecasts {string.Join(", ", Horizons.Select(h => h.Horizon))} bars ahead, but got {horizon}."
        );

    /// <summary>The rule that a card read from a file breaks, or null.</summary>
    internal string? Fault()
    {
        if (Format != CurrentFormat)
            return $"its format must be {CurrentFormat}, but is {Format}: it was made by another version of Ploutos";
        if (Horizons is null || Data?.Tickers is null || Days is null)
            return "its horizons, its days or its data are missing";
        if (!Horizons.Select(h => h?.Horizon).SequenceEqual(RiskTable.Horizons.Select(h => (int?)h)))
            return $"its horizons must be {string.Join(", ", RiskTable.Horizons)}, but are "
                + string.Join(", ", Horizons.Select(h => h?.Horizon));
        return Horizons
            .Select(h =>
                FaultOf(h.Own, RiskInputSet.Own) ?? (h.Market is null ? null : FaultOf(h.Market, RiskInputSet.Market))
            )
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOf(RiskFit? fit, RiskInputSet set) =>
        fit?.Regression is null || fit.Errors is null
            ? $"the regression '{set}' is missing"
            : fit.Regression.Fault(set) ?? fit.Errors.Fault();
}

/// <summary>JSON of the card.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(RiskCard))]
internal sealed partial class RiskJson : JsonSerializerContext
{
    public static byte[] Serialise(RiskCard card) => JsonSerializer.SerializeToUtf8Bytes(card, Default.RiskCard);
}
