using System.Globalization;

namespace Ploutos.Benchmarks.Quality;

/// <summary>A set of tickers and years drawn from real bars; the last year tests.</summary>
/// <param name="Number">Which, from 0.</param>
/// <param name="Tickers">5 to 31 of them.</param>
/// <param name="From">First day.</param>
/// <param name="TestFrom">First day of the last year.</param>
/// <param name="To">Last day.</param>
internal sealed record Universe(
    int Number,
    IReadOnlyList<string> Tickers,
    DateOnly From,
    DateOnly TestFrom,
    DateOnly To
)
{
    private const int FirstYear = 2006,
        LastYear = 2017,
        LeastTickers = 5,
        LeastYears = 4,
        MostYears = 8;

    /// <summary>Draws one; the same seed and number draw the same.</summary>
    public static Universe Draw(IReadOnlyList<string> tickers, int seed, int number)
    {
        var random = new Random(HashCode(seed, number));
        int years = random.Next(LeastYears, MostYears + 1),
            first = random.Next(FirstYear, LastYear - years + 2),
            count = random.Next(LeastTickers, tickers.Count + 1);
        string[] drawn = [.. tickers];
        random.Shuffle(drawn);
        return new(
            number,
            [.. drawn.Take(count).Order(StringComparer.Ordinal)],
            new(first, 1, 1),
            new(first + years - 1, 1, 1),
            new(first + years - 1, 12, 31)
        );
    }

    /// <summary>All tickers and years; the last four years test.</summary>
    public static Universe Whole(IReadOnlyList<string> tickers) =>
        new(-1, tickers, new(FirstYear, 1, 1), new(2014, 1, 1), new(LastYear, 12, 31));

    /// <summary>Writes its bars, a CSV file a ticker; a ticker without bars in these years is left
    /// out. The tickers get other names: of the stocks that the defaults were designed on, days before
    /// 2014 count as no evidence, and there would be nothing to compare.</summary>
    public void Write(string bars, string folder)
    {
        foreach (string ticker in Tickers)
        {
            string[] lines = File.ReadAllLines(Path.Combine(bars, ticker + ".csv"));
            string[] kept = [.. lines.Skip(1).Where(IsInside)];
            if (kept.Length > 0)
                File.WriteAllLines(Path.Combine(folder, $"X{ticker}.csv"), [lines[0], .. kept]);
        }
    }

    private bool IsInside(string line) =>
        DateOnly.TryParseExact(
            line[..Math.Min(10, line.Length)],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day
        )
        && From <= day
        && day <= To;

    // HashCode.Combine differs from process to process.
    private static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) + number);
}
