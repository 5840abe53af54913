namespace Ploutos.Features.Expressions.Language;

/// <summary>The known name that a mistyped one most likely means.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest edits (insert, delete, replace; letter case is none);
    /// the first of several.</summary>
    public static string Of(string name, IEnumerable<string> known) =>
        known.MinBy(k => Edits(name.ToUpperInvariant(), k.ToUpperInvariant()))!;

    // Levenshtein's distance, one row of the table at a time.
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
