using System.Globalization;
using Ploutos.Benchmarks.Peer;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Training;

namespace Ploutos.Benchmarks.Scale;

/// <summary>The rows that trainings are timed on: those of real bars where a folder of CSV files has
/// them, else of simulated ones.</summary>
internal sealed class ScaleData
{
    public const int LongestWindow = 16;
    private const double TrainingShare = 0.8;

    private ScaleData(IReadOnlyList<BarSeries> bars)
    {
        DateOnly[] calendar = [.. bars.SelectMany(b => b.Dates.ToArray()).Distinct().Order()];
        DateOnly testFrom = calendar[(int)(TrainingShare * calendar.Length)];
        Tickers = bars.Count;
        ExpertTable[] tables = ExpertTable.Build(ExpertDefinition.All, bars);
        Parts =
        [
            .. tables.Select(t => Part(t, DateSplit.At(calendar, testFrom, t.Expert.Label.Horizon, LongestWindow))),
        ];
    }

    /// <summary>Tickers of the bars.</summary>
    public int Tickers { get; }

    /// <summary>Rows of each expert.</summary>
    public IReadOnlyList<ExpertPart> Parts { get; }

    /// <summary>Those of one expert.</summary>
    public ExpertPart Of(ExpertDefinition expert) => Parts.First(p => p.Expert == expert);

    public static ScaleData Read(string? folder) => new(folder is null ? Market.Bars : Bars(folder));

    /// <summary>The bars of a folder of CSV files.</summary>
    public static IReadOnlyList<BarSeries> Bars(string folder) =>
        [.. Files(folder).Select(Series).Where(s => s.Count > 0)];

    /// <summary>The first of the tickers alone.</summary>
    public static ScaleData First(string? folder, int tickers) =>
        new(folder is null ? [.. Market.Bars.Take(tickers)] : [.. Files(folder).Take(tickers).Select(Series)]);

    private static ExpertPart Part(ExpertTable table, DateSplit split)
    {
        StandardScaler scaler = table.FitScaler(split);
        return new(
            table.Expert,
            table.Training(split, scaler).Sequences,
            table.Validation(split, scaler, LongestWindow).Sequences
        );
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal);

    private static BarSeries Series(string file) =>
        BarSeries.FromBars(
            Path.GetFileNameWithoutExtension(file),
            DataOrigin.Observed,
            [.. File.ReadLines(file).Skip(1).Select(Bar).OfType<Bar>()]
        );

    /// <summary>Null for a row without all of its values.</summary>
    private static Bar? Bar(string line)
    {
        string[] cells = line.Split(',');
        double[] values = new double[5];
        if (
            cells.Length < 6
            || !DateOnly.TryParseExact(
                cells[0],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateOnly day
            )
        )
            return null;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.TryParse(cells[i + 1], CultureInfo.InvariantCulture, out values[i]) || !(values[i] > 0))
                return null;
        }

        return new Bar(day, values[0], values[1], values[2], values[3], values[4]);
    }
}

/// <summary>An expert's rows.</summary>
internal sealed record ExpertPart(ExpertDefinition Expert, SequenceDataset Training, SequenceDataset Validation);
