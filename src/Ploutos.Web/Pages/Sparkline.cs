using System.Globalization;
using System.Text;

namespace Ploutos.Web.Pages;

/// <summary>The newest closes as a line in a drawing 120 units wide and 30 high.</summary>
internal static class Sparkline
{
    /// <summary>The points of the line; none where fewer than two closes are known.</summary>
    public static string Points(IReadOnlyList<double> closes)
    {
        if (closes.Count < 2)
            return "";
        double least = closes.Min(),
            span = Math.Max(closes.Max() - least, 1e-12);
        var points = new StringBuilder(closes.Count * 10);
        for (int i = 0; i < closes.Count; i++)
        {
            double x = 1 + (118.0 * i / (closes.Count - 1)),
                y = 28 - (26 * (closes[i] - least) / span);
            points.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        }

        return points.ToString().TrimEnd();
    }
}
