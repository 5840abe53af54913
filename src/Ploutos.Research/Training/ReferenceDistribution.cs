using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Splits;

namespace Ploutos.Research.Training;

/// <summary>How a model's inputs were distributed on its training rows, and its probabilities on
/// its validation rows: <c>sketch.json</c> in the model's folder. What comes later is held against
/// it.</summary>
/// <param name="Format">Layout of this file.</param>
/// <param name="Expert">momentum, reversion, volatility, or the name of an expert of a file.</param>
/// <param name="Features">One an input, in the model's order.</param>
/// <param name="Probability">The calibrated probabilities of class 1.</param>
public sealed record ReferenceDistribution(
    int Format,
    string Expert,
    IReadOnlyList<QuantileSketch> Features,
    QuantileSketch Probability
)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "sketch.json";

    /// <summary>The version of the file's layout that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The sketch of a training, as a file to keep beside the model.</summary>
    /// <param name="table">The expert's features.</param>
    /// <param name="split">The training's days.</param>
    /// <param name="validation">Rows of the validation days.</param>
    /// <param name="margins">What is forecast of them; NaN where nothing is.</param>
    /// <param name="calibrator">From margin to probability.</param>
    public static IReadOnlyDictionary<string, byte[]> Attachment(
        ExpertTable table,
        DateSplit split,
        ExpertRows validation,
        double[] margins,
        Calibrator calibrator
    ) =>
        new Dictionary<string, byte[]>
        {
            [FileName] = JsonSerializer.SerializeToUtf8Bytes(
                Of(table, split, Probabilities(validation, margins, calibrator)),
                SketchJson.Default.ReferenceDistribution
            ),
        };

    /// <summary>The sketch beside the model that predicts; null for a model of an earlier version,
    /// which has none.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public static ReferenceDistribution? Read(ModelRegistry registry, ExpertDefinition expert)
    {
        string path = Path.Combine(registry.FolderOf(expert), FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            ReferenceDistribution sketch =
                JsonSerializer.Deserialize(File.ReadAllBytes(path), SketchJson.Default.ReferenceDistribution)
                    is { } read
                && read.Features.Append(read.Probability).All(f => f?.Quantiles.Count == QuantileSketch.Points)
                    ? read
                    : throw new JsonException($"a distribution is not given by {QuantileSketch.Points} quantiles");
            return
                sketch.Format == CurrentFormat
                && sketch.Features.Select(f => f.Name).SequenceEqual(expert.Features.Names)
                ? sketch
                : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"'{path}' is no valid sketch ({e.Message}). Delete it, or train the expert again.",
                e
            );
        }
    }

    /// <summary>The rows of several tickers by day: for each day, the values of one feature where
    /// all features are defined.</summary>
    /// <param name="tickers">The features of a ticker, and the rows of it that count.</param>
    /// <param name="column">Which feature.</param>
    public static IReadOnlyList<double[]> ByDay(
        IReadOnlyList<(FeatureMatrix Features, RowRange Rows, int[] Complete)> tickers,
        int column
    )
    {
        var days = new SortedDictionary<DateOnly, List<double>>();
        foreach ((FeatureMatrix features, RowRange rows, int[] complete) in tickers)
        {
            ReadOnlySpan<DateOnly> dates = features.Dates;
            for (int row = rows.Start; row < rows.End; row++)
            {
                if (complete[row] == 0)
                    continue;
                if (!days.TryGetValue(dates[row], out List<double>? day))
                    days.Add(dates[row], day = []);
                day.Add(features[row, column]);
            }
        }

        return [.. days.Values.Select(d => d.ToArray())];
    }

    private static ReferenceDistribution Of(ExpertTable table, DateSplit split, IReadOnlyList<double[]> probabilities)
    {
        var training = new List<(FeatureMatrix, RowRange, int[])>();
        for (int ticker = 0; ticker < table.Bars.Count; ticker++)
        {
            FeatureMatrix features = table.FeaturesOf(ticker);
            training.Add((features, split.RowsOf(table.Bars[ticker]).Train, features.CompleteRuns()));
        }

        var sketches = new QuantileSketch[table.Expert.Features.Count];
        Parallel.For(
            0,
            sketches.Length,
            j => sketches[j] = QuantileSketch.Of(table.Expert.Features.Names[j], ByDay(training, j))
        );
        return new(CurrentFormat, table.Expert.Name, sketches, QuantileSketch.Of("probability", probabilities));
    }

    private static IReadOnlyList<double[]> Probabilities(ExpertRows validation, double[] margins, Calibrator calibrator)
    {
        var days = new SortedDictionary<DateOnly, List<double>>();
        for (int r = 0; r < margins.Length; r++)
        {
            if (double.IsNaN(margins[r]))
                continue;
            if (!days.TryGetValue(validation.Keys[r].Date, out List<double>? day))
                days.Add(validation.Keys[r].Date, day = []);
            day.Add(calibrator.Probability(margins[r]));
        }

        return [.. days.Values.Select(d => d.ToArray())];
    }
}

/// <summary>JSON of a sketch.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ReferenceDistribution))]
internal sealed partial class SketchJson : JsonSerializerContext;
