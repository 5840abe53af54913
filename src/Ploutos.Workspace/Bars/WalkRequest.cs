using Ploutos.MarketData.Delivery;

namespace Ploutos.Workspace.Bars;

/// <summary>Which series to go through, and how.</summary>
/// <param name="Stage">The stage's name, for progress.</param>
/// <param name="Spec">Where the series are.</param>
public sealed record WalkRequest(string Stage, BarSourceSpec Spec)
{
    /// <summary>Only these tickers; null for all.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>How the files write dates; null finds out.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whose bars the files hold; null leaves it to them.</summary>
    public string? Ticker { get; init; }

    /// <summary>The code of the market of tickers that name none; null for New York.</summary>
    public string? Market { get; init; }

    /// <summary>Stop at the first file that is refused.</summary>
    public bool Whole { get; init; }

    /// <summary>What becomes of a file whose bars were taken.</summary>
    public FileOutcome Done { get; init; } = FileOutcome.Checked;

    /// <summary>Is told of each series of a file as soon as it is read, on any thread and before its turn;
    /// null reads one file after the other.</summary>
    public Action<DeliveredSeries>? OnRead { get; init; }
}
