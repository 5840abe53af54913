using System.Text.Json;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Reports;

/// <summary>The evidence as one HTML file: of an evaluation its folds, metrics, calibration curves
/// and confusion matrices, of a backtest equity, drawdown, rolling Sharpe ratio and monthly
/// returns, of experts attention by lag and permutation importance. Every chart has its meaning in
/// words and its figures as a table.</summary>
public static class EvidenceReport
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new FiniteNumberConverter() },
    };

    /// <summary>A part of the page as its scripts read it; numbers that are not finite are
    /// null.</summary>
    public static JsonElement Part<T>(T part) => JsonSerializer.SerializeToElement(part, Json);

    /// <summary>Writes the page; the write is atomic.</summary>
    public static void Write(EvidenceData data, string path) => AtomicFile.Write(path, Render(data));

    /// <summary>The page as text.</summary>
    public static string Render(EvidenceData data)
    {
        // The serialiser escapes '<', so no name or value can end the script element.
        string text = JsonSerializer.Serialize(
            new
            {
                data.Evaluation,
                data.Backtest,
                data.Explained,
            },
            Json
        );
        return HtmlPage.Render(
            $"Ploutos: {data.Title}",
            HtmlPage.Resource("evidence-report.html"),
            [
                "evidence-report.js",
                "account-charts.js",
                "backtest-charts.js",
                "evaluation-charts.js",
                "explain-charts.js",
                "evidence-page.js",
            ],
            text
        );
    }
}
