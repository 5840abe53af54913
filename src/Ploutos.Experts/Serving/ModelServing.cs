using System.Text.Json.Serialization;
using Ploutos.Experts.Foreign;
using Ploutos.Features;

namespace Ploutos.Experts.Serving;

/// <summary>A forecaster on the validation folds.</summary>
/// <param name="Name">network, risk, or a baseline.</param>
/// <param name="LogLoss">Mean over the rows of all folds, in nats.</param>
/// <param name="Gain">The network's log-loss less this one's, mean over days: above 0 this one is
/// better.</param>
/// <param name="StandardError">Of the gain, by Newey and West over days; null where it is not
/// defined, as for the network itself.</param>
public sealed record ServingScore(
    string Name,
    double LogLoss,
    double Gain,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? StandardError
)
{
    /// <summary>Whether it is better than the network by more than one standard error.</summary>
    [JsonIgnore]
    public bool IsBetter => Gain > StandardError;
}

/// <summary>Who answers an expert's question, and why: the network, unless a simpler forecaster is
/// better on the validation folds by more than one standard error of the paired difference of the
/// log-loss; where that is the base rate, the expert abstains. Part of a model's card; a card without
/// it is served by its network.</summary>
public sealed record ModelServing
{
    /// <summary>The name of the expert's network.</summary>
    public const string Network = "network";

    /// <summary>The name of the risk model.</summary>
    public const string Risk = "risk";

    /// <summary>The name of the base rate.</summary>
    public const string BaseRateName = "base_rate";

    /// <summary>The name of a model of another program.</summary>
    public const string Onnx = "onnx";

    /// <summary>The name of boosted trees.</summary>
    public const string Boosting = "boosting";

    /// <summary>network, risk, base_rate, onnx, boosting, or a baseline.</summary>
    public required string Forecaster { get; init; }

    /// <summary>It was asked for by name, so that nothing was decided.</summary>
    public required bool Named { get; init; }

    /// <summary>Share of class 1 on the training and validation days.</summary>
    public required double BaseRate { get; init; }

    /// <summary>What forecasts where it is not the network: the first whose inputs are at hand. Empty
    /// for the network and the base rate.</summary>
    public required IReadOnlyList<LinearForecaster> Parts { get; init; }

    /// <summary>Tickers that the market of the parts' inputs is made of; empty where none reads a
    /// market.</summary>
    public required IReadOnlyList<string> Market { get; init; }

    /// <summary>The version of the risk model that was compared; null where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RiskVersion { get; init; }

    /// <summary>All forecasters on the same rows of the folds, the network first; empty where nothing
    /// was compared.</summary>
    public required IReadOnlyList<ServingScore> Compared { get; init; }

    /// <summary>Whether the network serves.</summary>
    [JsonIgnore]
    public bool IsNetwork => Forecaster == Network;

    /// <summary>Whether the expert abstains.</summary>
    [JsonIgnore]
    public bool Abstains => Forecaster == BaseRateName;

    /// <summary>Whether a model serves that is kept as a file of its own: one of another program, or boosted
    /// trees.</summary>
    [JsonIgnore]
    public bool IsForeign => Forecaster is Onnx or Boosting;

    /// <summary>That model, once it is read; null where none serves.</summary>
    [JsonIgnore]
    public ServedForeign? Foreign { get; init; }

    /// <summary>Log-odds of the base rate.</summary>
    [JsonIgnore]
    internal double BaseLogOdds => Math.Log(BaseRate / (1 - BaseRate));

    /// <summary>Bars without a gap until the inputs of the parts, or of a model of a file of its own, are all
    /// there; 0 where there are none.</summary>
    [JsonIgnore]
    internal int RequiredBars =>
        Foreign?.RequiredBars ?? (Parts.Count == 0 ? 0 : Parts.Max(p => p.Source.Set.RequiredBars));

    /// <summary>The serving one on the folds; null where nothing was compared.</summary>
    [JsonIgnore]
    public ServingScore? Served => Compared.FirstOrDefault(c => c.Name == Forecaster);

    /// <summary>The best of the others on the folds, held against the network; null where nothing was
    /// compared.</summary>
    [JsonIgnore]
    public ServingScore? BestSimple => Compared.Where(c => c.Name != Network).MinBy(c => c.LogLoss);

    /// <summary>The same, read from a file of this expert: parts that read its own inputs get
    /// them.</summary>
    internal ModelServing Of(FeatureSet own) =>
        Parts is null || ServingInputs.Find(own.Name) is not null
            ? this
            : this with
            {
                Parts = [.. Parts.Select(p => p?.Inputs == own.Name ? p with { Own = ServingInputs.Of(own) } : p!)],
            };

    /// <summary>The rule that serving read from a file breaks, or null.</summary>
    internal string? Fault()
    {
        if (Parts is null || Market is null || Compared is null || Forecaster is null)
            return "a part of what it says of its serving forecaster is missing";
        if (Parts.Any(p => p is null) || Compared.Any(c => c?.Name is null))
            return "it holds a null where a forecaster is needed";
        if (!(BaseRate is >= 0 and <= 1))
            return $"the base rate must lie in 0 .. 1, but is {BaseRate}";
        return Parts.Count == 0 != (IsNetwork || Abstains || IsForeign)
            ? $"'{Forecaster}' serves with {Parts.Count} forecaster(s): the network, the base rate, an ONNX"
                + " model and boosted trees need none, any other one"
            : Parts.Select(p => p.Fault()).FirstOrDefault(f => f is not null);
    }
}
