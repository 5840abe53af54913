using Ploutos.Features.Columns;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Features;

/// <summary>Features of one series: a row a bar, a column a feature. Each column is an array of its own,
/// which for a few thousand bars stays below the heap of large objects. NaN means missing; no cell is
/// infinite.</summary>
public sealed class FeatureMatrix
{
    private readonly double[][]? _columns;
    private readonly FiledColumns? _filed;

    /// <summary>Takes the columns as they are, at least one value a bar from <paramref name="firstRow"/> on
    /// each.</summary>
    internal FeatureMatrix(BarSeries bars, IReadOnlyList<string> names, double[][] columns, int firstRow = 0) =>
        (Bars, Names, _columns, FirstRow) = (bars, names, columns, firstRow);

    private FeatureMatrix(FeatureMatrix held, FiledColumns filed) =>
        (Bars, Names, _filed, FirstRow) = (held.Bars, held.Names, filed, held.FirstRow);

    /// <summary>The bars the features were computed from; row t of the matrix belongs to bar t.</summary>
    public BarSeries Bars { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of bars.</summary>
    public int Rows => Bars.Count;

    /// <summary>The first row that is held: 0, but where the newest bars were asked for alone.</summary>
    public int FirstRow { get; }

    /// <summary>Number of features.</summary>
    public int Columns => Names.Count;

    /// <summary>Trading days of the rows.</summary>
    public ReadOnlySpan<DateOnly> Dates => Bars.Dates;

    /// <summary>One cell; NaN where it is missing.</summary>
    public double this[int row, int column] => Held(column)[row - FirstRow];

    /// <summary>All values of one feature, oldest first.</summary>
    /// <exception cref="InvalidOperationException">The matrix holds the newest rows alone.</exception>
    public ReadOnlySpan<double> Column(int column) =>
        FirstRow == 0
            ? Held(column)
            : throw new InvalidOperationException(
                $"All rows of {Bars.Ticker} are asked for, but those from {FirstRow} on were computed alone."
            );

    /// <summary>The values of one feature in some of the rows, oldest first.</summary>
    /// <param name="column">Which feature.</param>
    /// <param name="rows">Rows from <see cref="FirstRow"/> on.</param>
    public ReadOnlySpan<double> Column(int column, RowRange rows) =>
        Held(column).Slice(rows.Start - FirstRow, rows.Count);

    /// <summary>All values of the feature of that name, oldest first.</summary>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public ReadOnlySpan<double> Column(string name)
    {
        for (int j = 0; j < Columns; j++)
            if (Names[j] == name)
                return Column(j);
        throw new ArgumentException(
            $"No feature is named '{name}'; there are: {string.Join(", ", Names)}.",
            nameof(name)
        );
    }

    /// <summary>Copies one row; <paramref name="destination"/> holds at least <see cref="Columns"/>
    /// values.</summary>
    public void CopyRow(int row, Span<double> destination)
    {
        for (int j = 0; j < Columns; j++)
            destination[j] = this[row, j];
    }

    private ReadOnlySpan<double> Held(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
        double[] values = _columns is { } held ? held[column] : _filed![column];
        return values.AsSpan(0, Rows - FirstRow);
    }

    /// <summary>The same, read from a file where it is asked for; this where the disk is full.</summary>
    internal FeatureMatrix InFile(ColumnFile file) =>
        _columns is { } held && file.TryAppend(held, Rows - FirstRow) is { } first
            ? new(this, new FiledColumns(file, first, held.Length, Rows - FirstRow))
            : this;

    /// <summary>Nothing but missing values.</summary>
    internal static FeatureMatrix Missing(BarSeries bars, IReadOnlyList<string> names)
    {
        double[] column = new double[bars.Count];
        Array.Fill(column, double.NaN);
        return new(bars, names, [.. names.Select(_ => column)]);
    }

    /// <summary>The same features on other bars of the ticker, day by day; missing on days that these bars
    /// lack.</summary>
    internal FeatureMatrix On(BarSeries bars)
    {
        if (bars == Bars)
            return this;
        double[][] columns = [.. Names.Select(_ => new double[bars.Count])];
        foreach (double[] column in columns)
            Array.Fill(column, double.NaN);
        for (int t = 0, from = 0; t < bars.Count; t++)
        {
            while (from < Rows && Dates[from] < bars.Dates[t])
                from++;
            for (int j = 0; from < Rows && Dates[from] == bars.Dates[t] && j < Columns; j++)
                columns[j][t] = this[from, j];
        }

        return new(bars, Names, columns);
    }

    /// <summary>For each row, how many rows in a row up to and including it have every feature: 0
    /// where one is missing. An expert with a window of L bars may read the row where this is at
    /// least L. Rows before <see cref="FirstRow"/> are not counted.</summary>
    public int[] CompleteRuns()
    {
        int[] all = new int[Rows];
        Span<int> runs = all.AsSpan(FirstRow);
        for (int j = 0; j < Columns; j++)
        {
            ReadOnlySpan<double> column = Held(j);
            for (int t = 0; t < runs.Length; t++)
                runs[t] |= double.IsNaN(column[t]) ? 1 : 0;
        }

        int length = 0;
        for (int t = 0; t < runs.Length; t++)
            runs[t] = length = runs[t] == 0 ? length + 1 : 0;
        return all;
    }
}
