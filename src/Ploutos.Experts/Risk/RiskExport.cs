using System.Globalization;
using Ploutos.Experts.Baselines;

namespace Ploutos.Experts.Risk;

/// <summary>A ticker's inputs and forecasts as CSV: <c>date</c>, the sixteen inputs by name, then
/// <c>volatility</c> (of the next five bars, a year) and <c>p</c> (the probability of HIGH). A
/// missing value is an empty cell; numbers round-trip.</summary>
public static class RiskExport
{
    /// <summary>Writes one line a bar below a header.</summary>
    /// <param name="writer">Receives the text, lines ended by a line feed.</param>
    /// <param name="model">Forecasts.</param>
    /// <param name="table">Inputs.</param>
    /// <param name="ticker">Index into the table's tickers.</param>
    /// <returns>The number of bars.</returns>
    public static int Write(TextWriter writer, RiskModel model, RiskTable table, int ticker)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        IReadOnlyList<string> names = RiskInputs.Names(RiskInputSet.Market);
        (double[] volatility, double[] p) = model.Column(table, ticker);
        double[] inputs = new double[names.Count];
        writer.Write($"date,{string.Join(',', names)},volatility,p\n");
        for (int t = 0; t < p.Length; t++)
        {
            TableRow row = new(ticker, t);
            table.CopyInputs(row, RiskInputSet.Market, inputs);
            writer.Write(table.DayOf(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            foreach (double value in (ReadOnlySpan<double>)[.. inputs, volatility[t], p[t]])
            {
                writer.Write(',');
                if (!double.IsNaN(value))
                    writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
            }

            writer.Write('\n');
        }

        return p.Length;
    }
}
