using System.Globalization;
using System.Text.Json;
using Ploutos.Storage;
using Ploutos.Tuning;

namespace Ploutos.Research.Reports;

/// <summary>A study as one HTML file that needs nothing else, no network either: history, learning
/// curves of all trials, slices, parallel coordinates, parameter importance, and every trial in a
/// table; light and dark, readable on a phone.</summary>
public static class StudyReport
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Writes the report of a study as it stands; the write is atomic.</summary>
    public static void Write(Study study, string path)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Render(study));
    }

    /// <summary>The report as text.</summary>
    public static string Render(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        IReadOnlyList<FrozenTrial> trials = study.Trials;
        // The serializer escapes '<', so no name or value can end the script element.
        string data = JsonSerializer.Serialize(
            new
            {
                study.Name,
                Direction = study.Direction == StudyDirection.Minimize ? "minimize" : "maximize",
                First = Day(trials.Min(t => t.Started)),
                Last = Day(trials.Max(t => t.Completed)),
                Parameters = Parameters(trials),
                Importance = ParameterImportance.Of(trials, study.Direction),
                Trials = trials.Select(Describe),
            },
            Json
        );
        return HtmlPage.Render(
            $"Study {study.Name}",
            HtmlPage.Resource("study-report.html"),
            ["study-report.js"],
            data
        );
    }

    private static object Describe(FrozenTrial t) =>
        new
        {
            t.Number,
            State = t.State.ToString().ToUpperInvariant(),
            Value = Finite(t.Value),
            Params = t.Parameters.ToDictionary(p => p.Key, p => p.Value is double d ? Finite(d) : p.Value),
            Curve = t.IntermediateValues.Select(p => new object?[] { p.Key, Finite(p.Value) }),
            Seconds = (t.Completed - t.Started)?.TotalSeconds,
        };

    private static IEnumerable<object> Parameters(IReadOnlyList<FrozenTrial> trials) =>
        trials
            .SelectMany(t => t.Assignments)
            .GroupBy(a => a.Name)
            .Select(g => Axis(g.Key, [.. g.Select(a => a.Distribution)]));

    /// <summary>A range may have moved during a study, so the axis spans them all.</summary>
    private static object Axis(string name, Distribution[] seen) =>
        seen[0] switch
        {
            CategoricalDistribution c => new
            {
                name,
                log = false,
                low = (double?)null,
                high = (double?)null,
                choices = (IReadOnlyList<object?>?)c.Choices,
            },
            FloatDistribution f => Range(
                name,
                f.Log,
                seen.OfType<FloatDistribution>().Min(d => d.Low),
                seen.OfType<FloatDistribution>().Max(d => d.High)
            ),
            _ => Range(
                name,
                seen.OfType<IntDistribution>().Any(d => d.Log),
                seen.OfType<IntDistribution>().Min(d => d.Low),
                seen.OfType<IntDistribution>().Max(d => d.High)
            ),
        };

    private static object Range(string name, bool log, double low, double high) =>
        new
        {
            name,
            log,
            low = (double?)low,
            high = (double?)high,
            choices = (IReadOnlyList<object?>?)null,
        };

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private static string? Day(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
