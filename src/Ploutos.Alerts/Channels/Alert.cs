using System.Globalization;
using System.Text.Json.Serialization;

namespace Ploutos.Alerts.Channels;

/// <summary>Something to tell.</summary>
/// <param name="Rule">Which rule it falls under, such as <c>strong</c>.</param>
/// <param name="Ticker">Whose; null where it is about the whole.</param>
/// <param name="Day">The trading day it is about.</param>
/// <param name="Title">A few words.</param>
/// <param name="Text">Sentences.</param>
/// <param name="At">When it happened.</param>
public sealed record Alert(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("ticker")] string? Ticker,
    [property: JsonPropertyName("day")] DateOnly Day,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("at")] DateTimeOffset At
)
{
    /// <summary>The same for the same rule, ticker and day: it is told once.</summary>
    [JsonPropertyName("id")]
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Rule}:{Ticker ?? "-"}:{Day:yyyy-MM-dd}");
}

/// <summary>The rules' names.</summary>
public static class AlertRule
{
    /// <summary>A ticker's signal differs from the one before.</summary>
    public const string SignalChange = "signal_change";

    /// <summary>A strong signal.</summary>
    public const string Strong = "strong";

    /// <summary>Features or forecasts have drifted from those of the training.</summary>
    public const string Drift = "drift";

    /// <summary>The bars of a ticker are older than they should be.</summary>
    public const string StaleData = "stale_data";

    /// <summary>A daily run failed.</summary>
    public const string FailedRun = "failed_run";

    /// <summary>What paper trading did or refused.</summary>
    public const string Paper = "paper";

    /// <summary>Models were trained again.</summary>
    public const string Retrained = "retrained";

    /// <summary>The machine's clock jumped.</summary>
    public const string Clock = "clock";

    /// <summary>The collected alerts of a day; raised by the queue alone.</summary>
    public const string Digest = "digest";

    /// <summary>A test of a channel; no rule names it.</summary>
    public const string Test = "test";

    /// <summary>Those that a user may name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [SignalChange, Strong, Drift, StaleData, FailedRun, Paper, Retrained, Clock];
}

/// <summary>JSON of an alert, as webhooks and commands get it.</summary>
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class AlertJson : JsonSerializerContext;
