namespace Ploutos.Web.Http;

/// <summary>The name that a mistyped one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>That a name is unknown, with the nearest known one, or with all where none is near.</summary>
    public static string Unknown(string what, string name, IReadOnlyCollection<string> known)
    {
        string shown = name.Length <= 60 ? name : $"{name[..60]}...";
        string? near = known
            .Select(k => (Name: k, Distance: Distance(k, name)))
            .Where(c => c.Distance <= Math.Max(2, c.Name.Length / 3))
            .OrderBy(c => c.Distance)
            .Select(c => c.Name)
            .FirstOrDefault();
        string help =
            near is not null ? $"Did you mean '{near}'?"
            : known.Count > 0 ? $"Known are {string.Join(", ", known)}."
            : "None is taken here.";
        return $"There is no {what} '{shown}'. {help}";
    }

    /// <summary>Letters to put in, leave out, replace or swap with their neighbour, whatever their
    /// case.</summary>
    private static int Distance(string a, string b)
    {
        if (b.Length > 100)
            return int.MaxValue;
        (a, b) = (Plain(a), Plain(b));
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int same = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(cost[i - 1, j - 1] + same, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }

    private static string Plain(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
