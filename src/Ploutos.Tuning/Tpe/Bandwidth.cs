namespace Ploutos.Tuning.Tpe;

/// <summary>How wide the kernels of a numeric parameter are.</summary>
internal static class Bandwidth
{
    /// <summary>The larger distance to the neighbours left and right (Bergstra et al., 2011); the
    /// outermost observations have one neighbour only, and a single one has the bounds as its
    /// neighbours. The prior is no neighbour, and parameters drawn together have the same widths as
    /// those drawn alone: both as in Optuna from version 5 on.</summary>
    public static double[] Of(ReadOnlySpan<double> mus, double low, double high)
    {
        int n = mus.Length;
        int[] order = ArgSort.Of(mus);
        double[] sigmas = new double[n];
        for (int i = 0; i < n; i++)
        {
            double left = mus[order[i]] - (i == 0 ? low : mus[order[i - 1]]);
            double right = (i == n - 1 ? high : mus[order[i + 1]]) - mus[order[i]];
            bool first = i == 0 && n > 1,
                last = i == n - 1 && n > 1;
            sigmas[order[i]] =
                first ? right
                : last ? left
                : Math.Max(left, right);
        }
        return Clip(sigmas, low, high);
    }

    /// <summary>The "magic clip": no kernel narrower than a hundredth of the range (more while
    /// observations are few), none wider than it.</summary>
    private static double[] Clip(double[] sigmas, double low, double high)
    {
        int kernels = sigmas.Length + 1;
        double smallest = (high - low) / Math.Min(100.0, 1.0 + kernels),
            largest = high - low;
        for (int i = 0; i < sigmas.Length; i++)
            sigmas[i] = Math.Min(Math.Max(sigmas[i], smallest), largest);
        return sigmas;
    }
}
