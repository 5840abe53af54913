using System.Globalization;
using System.Text;
using Ploutos.Features;
using Ploutos.Features.Expressions;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Predict;

/// <summary>A ticker's features as CSV: Date, then <c>set.feature</c> columns of the experts' sets,
/// or the columns of one named set under their own names; a missing value is an empty cell, numbers
/// round-trip. Needs no model.</summary>
public sealed class FeatureExport(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>The sets that can be asked for by name.</summary>
    public static IReadOnlyList<string> Sets { get; } =
        Array.AsReadOnly([.. FeatureSet.All.Select(s => s.Name), ExpressionSet.Alpha158.Name]);

    /// <summary>Writes the file and returns its rows. An existing file is refused unless it is to
    /// be replaced.</summary>
    public int Write(FeatureExportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Set is { } set && !Sets.Contains(set))
            throw new PloutosException(
                Fault.WrongUsage,
                $"The set must be one of {string.Join(", ", Sets)}, but got '{set}'."
            );
        UserFile.Check(request.Path, request.Replace);
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        string symbol = Ticker.Parse(request.Ticker);
        BarSeries bars = request.Unrepaired ? store.ReadDelivered(symbol).AsTheyStand() : store.Read(symbol);
        UserFile.Write(request.Path, Csv(bars, Columns(bars, request.Set)), request.Replace);
        return bars.Count;
    }

    private static (string Prefix, FeatureMatrix Features)[] Columns(BarSeries bars, string? set)
    {
        if (set == ExpressionSet.Alpha158.Name)
        {
            ExpressionSet.Alpha158.RequireBars(bars);
            return [("", ExpressionSet.Alpha158.Compute(bars))];
        }

        FeatureSet[] sets = [.. FeatureSet.All.Where(s => set is null || s.Name == set)];
        return [.. FeatureSet.Compute(bars, sets).Zip(sets, (matrix, s) => (set is null ? s.Name + "." : "", matrix))];
    }

    private static string Csv(BarSeries bars, (string Prefix, FeatureMatrix Features)[] sets)
    {
        var text = new StringBuilder("Date");
        foreach ((string prefix, FeatureMatrix features) in sets)
            foreach (string name in features.Names)
                text.Append(',').Append(prefix).Append(name);
        text.Append('\n');
        for (int row = 0; row < bars.Count; row++)
        {
            text.Append(bars.Dates[row].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            foreach ((_, FeatureMatrix features) in sets)
            {
                for (int column = 0; column < features.Columns; column++)
                {
                    text.Append(',');
                    double value = features[row, column];
                    if (!double.IsNaN(value))
                        text.Append(value.ToString("R", CultureInfo.InvariantCulture));
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
