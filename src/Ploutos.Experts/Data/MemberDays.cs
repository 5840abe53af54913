using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Experts.Data;

/// <summary>The days of a series on which its ticker belongs to the universe that is asked for.</summary>
internal static class MemberDays
{
    /// <summary>The labels without those of days on which the ticker is no member: such a row is neither
    /// learned from nor judged.</summary>
    public static double[] Labels(BarSeries bars, double[] labels)
    {
        for (int t = 0; bars.Members is not null && t < labels.Length; t++)
            if (!bars.IsMember(bars.Dates[t]))
                labels[t] = double.NaN;
        return labels;
    }

    /// <summary>The stretches of rows on whose days the ticker is a member.</summary>
    public static IEnumerable<RowRange> Rows(BarSeries bars, RowRange rows)
    {
        if (bars.Members is null)
        {
            yield return rows;
            yield break;
        }

        for (int start = rows.Start, end; start < rows.End; start = end)
        {
            end = start + 1;
            if (!bars.IsMember(bars.Dates[start]))
                continue;
            while (end < rows.End && bars.IsMember(bars.Dates[end]))
                end++;
            yield return new(start, end);
        }
    }
}
