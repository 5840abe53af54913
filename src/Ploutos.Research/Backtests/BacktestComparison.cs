using System.Text.Json;

namespace Ploutos.Research.Backtests;

/// <summary>A few backtests side by side.</summary>
public sealed record BacktestComparison
{
    /// <summary>Fewest backtests that are compared.</summary>
    public const int Fewest = 2;

    /// <summary>Most backtests that are compared.</summary>
    public const int Most = 4;

    // Below a month of returns no figure has a meaning.
    private const int LeastDays = 22;

    /// <summary>The backtests, in the order asked.</summary>
    public required IReadOnlyList<ComparedBacktest> Backtests { get; init; }

    /// <summary>The options that are not the same in all of them.</summary>
    public required IReadOnlyList<ComparedOption> Options { get; init; }

    /// <summary>Days with a return that all of them have.</summary>
    public required int SharedDays { get; init; }

    /// <summary>Overfitting in a choice among these backtests, over the shared days; null where those are
    /// fewer than 22, or fewer than two accounts differ.</summary>
    public required OverfittingEvidence? Overfitting { get; init; }

    /// <summary>Compares them.</summary>
    /// <param name="backtests">Two to four.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer or more.</exception>
    public static BacktestComparison Of(IReadOnlyList<BacktestResult> backtests)
    {
        ArgumentNullException.ThrowIfNull(backtests);
        if (backtests.Count is < Fewest or > Most)
            throw new ArgumentOutOfRangeException(
                nameof(backtests),
                $"{Fewest} to {Most} backtests are compared, but got {backtests.Count}."
            );
        HashSet<DateOnly> shared = [.. backtests[0].Series.Days.Skip(1)];
        foreach (BacktestResult other in backtests.Skip(1))
            shared.IntersectWith(other.Series.Days.Skip(1));
        double[][] returns =
        [
            .. backtests
                .Select(b => Returns(b, shared))
                .DistinctBy(r => string.Join(' ', r.Select(BitConverter.DoubleToInt64Bits))),
        ];
        return new()
        {
            Backtests = [.. backtests.Select(ComparedBacktest.Of)],
            Options = Differing(backtests),
            SharedDays = shared.Count,
            Overfitting = shared.Count < LeastDays ? null : TrialEvidence.Overfitting(returns),
        };
    }

    /// <summary>Daily returns over the rate of idle cash, on days that are among others.</summary>
    private static double[] Returns(BacktestResult b, HashSet<DateOnly> days)
    {
        IReadOnlyList<double> worth = b.Series.Equity;
        double cash = b.Options.CashRate / (b.Years?.Sessions ?? BacktestYear.Earlier);
        return
        [
            .. Enumerable
                .Range(1, worth.Count - 1)
                .Where(i => days.Contains(b.Series.Days[i]))
                .Select(i => (worth[i - 1] > 0 ? worth[i] / worth[i - 1] - 1 : 0) - cash),
        ];
    }

    private static IReadOnlyList<ComparedOption> Differing(IReadOnlyList<BacktestResult> backtests)
    {
        Dictionary<string, string?>[] all = [.. backtests.Select(MadeWith)];
        return
        [
            .. all.SelectMany(o => o.Keys)
                .Distinct()
                .Select(name => new ComparedOption(name, [.. all.Select(o => o.GetValueOrDefault(name))]))
                .Where(o => o.Values.Distinct().Count() > 1),
        ];
    }

    /// <summary>What a backtest was made with, as it came out and not as it was asked.</summary>
    private static Dictionary<string, string?> MadeWith(BacktestResult b)
    {
        var options = new Dictionary<string, string?>
        {
            ["signals"] = b.SignalsFrom,
            ["signals_detail"] = b.SignalsDetail,
            ["tickers"] = string.Join(", ", b.Tickers),
            ["benchmark"] = b.Benchmark,
            ["currency"] = b.Currency,
            ["data"] = b.DataHash,
        };
        JsonElement asked = JsonSerializer.SerializeToElement(b.Options, BacktestJson.Default.BacktestRequest);
        foreach (JsonProperty option in asked.EnumerateObject().Where(o => o.Name is not ("from" or "signal_file")))
            options.TryAdd(option.Name, option.Value.ValueKind == JsonValueKind.Null ? null : option.Value.ToString());
        return options;
    }
}

/// <summary>One of the backtests that are compared.</summary>
/// <param name="Id">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Simulated">From simulated bars.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Statistics">Figures in the order they are shown.</param>
public sealed record ComparedBacktest(
    string Id,
    DateTimeOffset CreatedAt,
    bool Simulated,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<BacktestFigure> Statistics
)
{
    /// <summary>Deflated Sharpe ratio.</summary>
    public double? Deflated { get; init; }

    internal static ComparedBacktest Of(BacktestResult b) =>
        new(b.Id, b.CreatedAt, b.Simulated, b.Series.Days[0], b.Series.Days[^1], b.Statistics)
        {
            Deflated = b.Evidence.Deflated,
        };
}

/// <summary>An option that is not the same in all backtests.</summary>
/// <param name="Name">As in <c>backtest.json</c>.</param>
/// <param name="Values">Of each backtest; null where it was left to its default.</param>
public sealed record ComparedOption(string Name, IReadOnlyList<string?> Values);
