using Ploutos.Tuning.Tpe;

namespace Ploutos.Tuning;

/// <summary>How much of what separates good trials from the rest one parameter explains.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Share">0 to 1; the shares of all parameters sum to 1, unless no parameter explains
/// anything.</param>
public sealed record ParameterImportance(string Name, double Share)
{
    private const int GridPoints = 50;
    private const double TargetQuantile = 0.1,
        RegionQuantile = 1;
    private const int MinimalTrials = 4;

    /// <summary>PED-ANOVA (Watanabe, Bansal and Hutter, 2023, arXiv:2304.10255): for each
    /// parameter a density of the best tenth of the complete trials and one of all of them; the
    /// importance is the Pearson divergence of the first from the second. It looks at one parameter
    /// at a time.</summary>
    /// <returns>The parameters that every complete trial has with more than one value, the most
    /// important first; none for fewer than four trials.</returns>
    public static IReadOnlyList<ParameterImportance> Of(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        ArgumentNullException.ThrowIfNull(trials);
        double sign = direction == StudyDirection.Minimize ? 1 : -1;
        FrozenTrial[] ranked =
        [
            .. trials
                .Where(t => t.State == TrialState.Complete && double.IsFinite(t.Value!.Value))
                .OrderBy(t => sign * t.Value),
        ];
        if (ranked.Length < MinimalTrials)
            return [];
        FrozenTrial[] region = Best(ranked, RegionQuantile, sign),
            best = Best(ranked, TargetQuantile, sign);

        List<ParameterImportance> result = [];
        foreach (TrialParameter p in ranked[0].Assignments)
        {
            Distribution[] ranges = [.. ranked.Select(t => t.Find(p.Name)?.Distribution).OfType<Distribution>()];
            if (
                ranges.Length == ranked.Length
                && ranges.All(d => d.IsCompatibleWith(p.Distribution))
                && Grid.Of(p.Name, p.Distribution, ranked) is { } grid
            )
                result.Add(new ParameterImportance(p.Name, Divergence(grid.Density(best), grid.Density(region))));
        }
        double sum = result.Sum(r => r.Share);
        return
        [
            .. result
                .Select(r => r with { Share = sum > 0 ? r.Share / sum : 0 })
                .OrderByDescending(r => r.Share)
                .ThenBy(r => r.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The trials at least as good as the quantile's, two of them or more.</summary>
    private static FrozenTrial[] Best(FrozenTrial[] ranked, double quantile, double sign)
    {
        int count = Math.Max(2, (int)Math.Ceiling(quantile * ranked.Length));
        double limit = sign * ranked[Math.Min(count, ranked.Length) - 1].Value!.Value;
        return [.. ranked.Where(t => sign * t.Value <= limit)];
    }

    /// <summary>The sum of q (p / q - 1)^2.</summary>
    private static double Divergence(double[] p, double[] q)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
            sum += q[i] * (p[i] / q[i] - 1) * (p[i] / q[i] - 1);
        return sum;
    }

    /// <summary>A parameter's values put into at most 50 cells: choices, grid points, or equal
    /// parts of the working scale.</summary>
    private sealed class Grid(string name, int cells, Func<double, int> cellOf, bool ordered)
    {
        public static Grid? Of(string name, Distribution distribution, FrozenTrial[] trials)
        {
            if (distribution is CategoricalDistribution c)
                return c.IsSingle ? null : new Grid(name, c.Choices.Count, v => (int)v, ordered: false);
            Range range = Range.Of(distribution);
            double low = trials.Min(t => range.ToWorking(t.Find(name)!.Internal)),
                high = trials.Max(t => range.ToWorking(t.Find(name)!.Internal));
            if (low == high)
                return null;
            int count = range is { Step: > 0, Log: false }
                ? Math.Min(GridPoints, (int)Math.Round((high - low) / range.Step) + 1)
                : GridPoints;
            return new Grid(
                name,
                count,
                v => (int)Math.Round((range.ToWorking(v) - low) / (high - low) * (count - 1), MidpointRounding.ToEven),
                ordered: true
            );
        }

        /// <summary>The density of the trials over the cells; positive everywhere, sum 1.</summary>
        public double[] Density(FrozenTrial[] trials)
        {
            double[] counts = new double[cells];
            foreach (FrozenTrial t in trials)
                counts[cellOf(t.Find(name)!.Internal)]++;
            double[] density = ordered ? Smooth(counts, trials.Length) : counts;
            // The prior: one observation spread over all cells.
            for (int i = 0; i < cells; i++)
                density[i] = (density[i] + 1.0 / cells) / (trials.Length + 1);
            return density;
        }

        /// <summary>Gaussian kernels on the cells with Scott's width, each cut off at the ends and
        /// of mass 1.</summary>
        private double[] Smooth(double[] counts, int n)
        {
            double mean = 0,
                variance = 0;
            for (int i = 0; i < cells; i++)
                mean += counts[i] * i / n;
            for (int i = 0; i < cells; i++)
                variance += counts[i] * (i - mean) * (i - mean) / Math.Max(1, n - 1);
            double sigma = Math.Max(0.5, 1.059 * Math.Sqrt(variance) * Math.Pow(n, -0.2));
            double[] density = new double[cells];
            for (int k = 0; k < cells; k++)
            {
                if (counts[k] == 0)
                    continue;
                double mass = TruncatedNormal.LogMass((-0.5 - k) / sigma, (cells - 0.5 - k) / sigma);
                for (int i = 0; i < cells; i++)
                    density[i] +=
                        counts[k]
                        * Math.Exp(TruncatedNormal.LogMass((i - 0.5 - k) / sigma, (i + 0.5 - k) / sigma) - mass);
            }
            return density;
        }
    }
}
