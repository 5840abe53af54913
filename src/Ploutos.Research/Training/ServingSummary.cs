using System.Globalization;
using System.Text.Json.Serialization;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;

namespace Ploutos.Research.Training;

/// <summary>Who answers an expert's question, and by how much.</summary>
public sealed record ServingSummary
{
    /// <summary>network, risk, base_rate, onnx, boosting, or a baseline.</summary>
    [JsonPropertyName("forecaster")]
    public required string Forecaster { get; init; }

    /// <summary>Every forecast is the base rate: that serves, or a network whose calibration has slope
    /// 0. The expert has no conviction, and its vote counts nothing.</summary>
    [JsonPropertyName("abstains")]
    public required bool Abstains { get; init; }

    /// <summary>It was asked for by name; nothing was decided.</summary>
    [JsonPropertyName("named")]
    public required bool Named { get; init; }

    /// <summary>Its mean log-loss on the validation folds; null where nothing was compared.</summary>
    [JsonPropertyName("log_loss")]
    public double? LogLoss { get; init; }

    /// <summary>The network's on the same rows.</summary>
    [JsonPropertyName("network_log_loss")]
    public double? NetworkLogLoss { get; init; }

    /// <summary>The one that <see cref="Gain"/> is about: the serving one, or, where the network serves,
    /// the best simpler one.</summary>
    [JsonPropertyName("compared_with_network")]
    public string? Compared { get; init; }

    /// <summary>The network's log-loss less its, mean over days: above 0 it is better.</summary>
    [JsonPropertyName("gain")]
    public double? Gain { get; init; }

    /// <summary>Standard error of the gain.</summary>
    [JsonPropertyName("standard_error")]
    public double? StandardError { get; init; }

    /// <summary>The same in one line.</summary>
    [JsonPropertyName("text")]
    public required string Text { get; init; }

    /// <summary>What a model's card says.</summary>
    public static ServingSummary Of(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        bool isSilent = card.Serving is null or { IsNetwork: true } && card.CalibrationSlope == 0;
        string silent = isSilent ? ", whose margin told nothing on the validation days, so the expert abstains" : "";
        if (card.Serving is not { } serving)
            return new()
            {
                Forecaster = ModelServing.Network,
                Abstains = isSilent,
                Named = false,
                Text = $"the network{silent}; no other forecaster was compared",
            };
        ServingScore? other = serving.IsNetwork ? serving.BestSimple : serving.Served;
        return new()
        {
            Forecaster = serving.Forecaster,
            Abstains = serving.Abstains || isSilent,
            Named = serving.Named,
            LogLoss = serving.Served?.LogLoss,
            NetworkLogLoss = serving.Compared.FirstOrDefault(c => c.Name == ModelServing.Network)?.LogLoss,
            Compared = other?.Name,
            Gain = other?.Gain,
            StandardError = other?.StandardError,
            Text = Line(serving, other, silent),
        };
    }

    /// <summary>A forecaster's name in a sentence.</summary>
    public static string NameOf(string forecaster) =>
        forecaster switch
        {
            ModelServing.Network => "the network",
            ModelServing.Risk => "the risk model",
            ModelServing.BaseRateName => "the base rate",
            ModelServing.Onnx => "the ONNX model",
            ModelServing.Boosting => "boosted trees",
            "logistic" => "logistic regression",
            "har" => "log-range HAR",
            "ewma" => "EWMA(0.94)",
            "deviation20" => "the 20-day deviation",
            "momentum_12_1" => "12-1 momentum",
            "reversal_5" => "the 5-day reversal",
            _ => forecaster,
        };

    private static string Line(ModelServing serving, ServingScore? other, string silent)
    {
        string who =
            NameOf(serving.Forecaster)
            + (serving.Abstains ? ", so the expert abstains" : silent)
            + (serving.Named ? ", as asked" : "");
        if (other is null)
            return who;
        string gain = string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Abs(other.Gain):0.0000}{(other.StandardError is { } e ? $" (standard error {e:0.0000})" : "")}"
        );
        string side = other.Gain >= 0 ? "below" : "above";
        return serving.IsNetwork
            ? $"{who}; on the validation folds the log-loss of the best simpler forecaster, {NameOf(other.Name)}, is"
                + $" {gain} {side} the network's"
            : $"{who}; on the validation folds its log-loss is {gain} {side} the network's";
    }
}
