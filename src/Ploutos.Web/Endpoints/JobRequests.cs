namespace Ploutos.Web.Endpoints;

/// <summary>What a fetch is asked for; without tickers, what is stored and came from the network is
/// brought up to date.</summary>
internal sealed record FetchJobRequest
{
    /// <summary>Tickers or names of universes (guide, djia).</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>First day wanted.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day wanted.</summary>
    public DateOnly? To { get; init; }

    /// <summary>auto, yahoo, stooq, alpaca, tiingo or simulated.</summary>
    public string? Source { get; init; }

    /// <summary>Ask for the whole range again.</summary>
    public bool Full { get; init; }
}

/// <summary>What a search is asked for.</summary>
internal sealed record OptimizeJobRequest
{
    /// <summary>momentum, reversion, volatility; all three where none is named.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>Trials an expert, 1 .. 10,000.</summary>
    public int? Trials { get; init; }

    /// <summary>No new trial of an expert after this many seconds.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Trials side by side.</summary>
    public int? Jobs { get; init; }

    /// <summary>Seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int? Window { get; init; }

    /// <summary>First day of the test.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Cap on a trial's epochs.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}

/// <summary>What a training is asked for.</summary>
internal sealed record TrainJobRequest
{
    /// <summary>momentum, reversion, volatility; all three where none is named.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>First day of the test.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int? Window { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}

/// <summary>What a backtest is asked for; what is absent is as in <c>ploutos backtest</c>. Rates
/// and limits are shares: 0.02 is 2 %.</summary>
internal sealed record BacktestJobRequest
{
    /// <summary>evaluation or models; absent: the evaluation where there is one.</summary>
    public string? From { get; init; }

    /// <summary>long-only or long-short.</summary>
    public string? Direction { get; init; }

    /// <summary>equal-weight or volatility-target.</summary>
    public string? Sizing { get; init; }

    /// <summary>Commission in basis points, each way.</summary>
    public double? CommissionBp { get; init; }

    /// <summary>Slippage in basis points, each way.</summary>
    public double? SlippageBp { get; init; }

    /// <summary>Largest share of equity in one ticker.</summary>
    public double? MaxPosition { get; init; }

    /// <summary>First day whose signals are used.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day of the account.</summary>
    public DateOnly? End { get; init; }

    /// <summary>A stored ticker to hold against it; absent: the universe.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}

/// <summary>What an evaluation is asked for; what is absent is as in <c>ploutos evaluate</c>.</summary>
internal sealed record EvaluateJobRequest
{
    /// <summary>momentum, reversion, volatility; all three where none is named.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>expanding, rolling or cpcv.</summary>
    public string? Scheme { get; init; }

    /// <summary>Test blocks.</summary>
    public int? Folds { get; init; }

    /// <summary>First day that is tested.</summary>
    public DateOnly? FirstTest { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int? Window { get; init; }

    /// <summary>Seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}
