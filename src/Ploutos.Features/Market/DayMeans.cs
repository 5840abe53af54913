namespace Ploutos.Features.Market;

/// <summary>The mean of each day over whatever known values were added to it.</summary>
internal sealed class DayMeans(int days)
{
    private readonly double[] _sums = new double[days];

    /// <summary>How many values a day has.</summary>
    public int[] Counts { get; } = new int[days];

    /// <summary>Adds a value to a day; NaN is not known and adds nothing.</summary>
    public void Add(int day, double value)
    {
        if (double.IsNaN(value))
            return;
        _sums[day] += value;
        Counts[day]++;
    }

    /// <summary>The means; NaN on a day without values.</summary>
    public double[] Means()
    {
        double[] means = new double[_sums.Length];
        for (int d = 0; d < means.Length; d++)
            means[d] = Counts[d] == 0 ? double.NaN : _sums[d] / Counts[d];
        return means;
    }
}
