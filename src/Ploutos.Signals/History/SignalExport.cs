using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Definitions;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.History;

/// <summary>Signals as the text of a file. Numbers round-trip: reading them back gives every bit; what
/// is not defined is an empty cell, or null.</summary>
internal static class SignalExport
{
    private const string Head =
        "seq,kind,ticker,date,made_at,late,signal,raw_signal,score,weak_threshold,strong_threshold";

    /// <summary>The CSV text.</summary>
    public static string Csv(IReadOnlyList<SignalRow> rows)
    {
        string[] experts =
        [
            .. ExpertDefinition
                .All.Select(e => e.Name)
                .Union(rows.SelectMany(r => r.Experts.Select(e => e.Expert)), StringComparer.Ordinal),
        ];
        var text = new StringBuilder(Head);
        foreach (string expert in experts)
            text.Append(CultureInfo.InvariantCulture, $",{expert},{expert}_happened,{expert}_version");
        text.Append(",risk_volatility,risk_loss_limit,risk_realised,risk_move,risk_version");
        text.Append(",simulated,source,reason,hash\n");
        foreach (SignalRow row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Sequence},{row.Kind.Text()},{Cell(row.Ticker)},")
                .Append(CultureInfo.InvariantCulture, $"{row.AsOf:yyyy-MM-dd},{row.MadeAt:O},{Flag(row.Late)},")
                .Append(CultureInfo.InvariantCulture, $"{row.Signal},{row.RawSignal},{Number(row.Score)},")
                .Append(CultureInfo.InvariantCulture, $"{Number(row.WeakThreshold)},{Number(row.StrongThreshold)}");
            foreach (string expert in experts)
            {
                SignalForecast? said = row.Experts.FirstOrDefault(e => e.Expert == expert);
                text.Append(CultureInfo.InvariantCulture, $",{Number(said?.Probability)},{Flag(said?.Happened)},")
                    .Append(Cell(said?.Version));
            }

            text.Append(CultureInfo.InvariantCulture, $",{Number(row.Risk?.Volatility)},{Number(row.Risk?.LossLimit)},")
                .Append(CultureInfo.InvariantCulture, $"{Number(row.Risk?.Realised)},{Number(row.Risk?.Move)},")
                .Append(Cell(row.Risk?.Version));
            text.Append(CultureInfo.InvariantCulture, $",{Flag(row.Simulated)},{Cell(row.Source)},{Cell(row.Reason)},")
                .Append(row.Hash)
                .Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The JSON text.</summary>
    public static string Json(IReadOnlyList<SignalRow> rows) =>
        JsonSerializer.Serialize(rows, SignalExportJson.Default.IReadOnlyListSignalRow) + "\n";

    private static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Flag(bool? value) =>
        value switch
        {
            true => "true",
            false => "false",
            null => "",
        };

    /// <summary>RFC 4180: quoted where it holds a comma, a quote or a line end.</summary>
    private static string Cell(string? text) =>
        text is null ? ""
        : text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>JSON of exported signals.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true
)]
[JsonSerializable(typeof(IReadOnlyList<SignalRow>))]
internal sealed partial class SignalExportJson : JsonSerializerContext;
