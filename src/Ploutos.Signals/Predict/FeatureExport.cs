using System.Globalization;
using System.Text;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Predict;

/// <summary>A ticker's features as CSV: Date, then <c>set.feature</c> columns; a missing value is
/// an empty cell, numbers round-trip.</summary>
public sealed class FeatureExport(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Writes the file at <paramref name="path"/> and returns its rows. With <paramref
    /// name="unrepaired"/> the features are those of the bars as they were delivered. An
    /// existing file is refused unless <paramref name="replace"/> is set.</summary>
    public int Write(string ticker, string path, bool unrepaired, bool replace)
    {
        UserFile.Check(path, replace);
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        string symbol = Ticker.Parse(ticker);
        BarSeries bars = unrepaired ? store.ReadDelivered(symbol).AsTheyStand() : store.Read(symbol);
        FeatureMatrix[] sets = FeatureSet.Compute(bars, [.. FeatureSet.All]);
        var text = new StringBuilder("Date");
        for (int s = 0; s < sets.Length; s++)
            foreach (string name in sets[s].Names)
                text.Append(',').Append(FeatureSet.All[s].Name).Append('.').Append(name);
        text.Append('\n');
        for (int row = 0; row < bars.Count; row++)
        {
            text.Append(bars.Dates[row].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            foreach (FeatureMatrix features in sets)
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

        UserFile.Write(path, text.ToString(), replace);
        return bars.Count;
    }
}
