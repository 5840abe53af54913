namespace Ploutos.MarketData.Tests;

/// <summary>The plainest learner there is, to show that an effect can be learned: Newton's method,
/// no penalty to speak of.</summary>
internal static class LogisticRegression
{
    public static double[] Fit(List<double[]> x, List<int> y)
    {
        int k = x[0].Length;
        double[] w = new double[k];
        for (int step = 0; step < 12; step++)
        {
            double[,] a = new double[k, k + 1];
            for (int i = 0; i < x.Count; i++)
            {
                double p = 1 / (1 + Math.Exp(-Dot(w, x[i])));
                for (int r = 0; r < k; r++)
                {
                    a[r, k] += (y[i] - p) * x[i][r];
                    for (int c = 0; c < k; c++)
                        a[r, c] += p * (1 - p) * x[i][r] * x[i][c];
                }
            }

            for (int r = 0; r < k; r++)
                a[r, r] += 1e-6;
            double[] move = Solve(a, k);
            for (int r = 0; r < k; r++)
                w[r] += move[r];
        }

        return w;
    }

    public static double Accuracy(double[] w, List<double[]> x, List<int> y) =>
        Enumerable.Range(0, x.Count).Average(i => (Dot(w, x[i]) > 0) == (y[i] == 1) ? 1.0 : 0.0);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();

    private static double[] Solve(double[,] a, int k)
    {
        for (int p = 0; p < k; p++)
        {
            for (int r = 0; r < k; r++)
            {
                if (r == p)
                    continue;
                double f = a[r, p] / a[p, p];
                for (int c = p; c <= k; c++)
                    a[r, c] -= f * a[p, c];
            }
        }

        return [.. Enumerable.Range(0, k).Select(r => a[r, k] / a[r, r])];
    }
}
