using Ploutos.Research.Training;
using Ploutos.Signals.Risk;
using Ploutos.Signals.Sizing;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Tests;

internal sealed partial class FakeWorkflows
{
    public static RiskReport SampleRisk { get; } =
        new()
        {
            Ticker = "NVDA",
            AsOf = new(2026, 1, 2),
            Simulated = false,
            Model = "20260102T030405-aaaaaaaa",
            UsesMarket = false,
            MarketNote = "Uses the ticker's own inputs alone.",
            MarketTickers = 3,
            SessionsPerYear = 252,
            UsualVolatility = 0.31,
            Horizons =
            [
                new()
                {
                    Bars = 5,
                    Volatility = 0.284,
                    ExpectedVolatility = 0.345,
                    Low = 0.165,
                    High = 0.477,
                    LossLimit = -0.0731,
                    ProbabilityHigh = 0.412,
                },
            ],
            Since = new(2026, 1, 1),
            LogChange = 0.05,
            Moves = [new("range_1", 0.04), new("usual_level", 0.01)],
            Verdict = ProofVerdict.Proven,
            Notes = [],
        };

    public RiskReport Risk(RiskRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        Answer(request, SampleRisk with { Ticker = request.Ticker });

    public static SizeReport SampleSize { get; } =
        new()
        {
            AsOf = new(2026, 1, 2),
            Simulated = false,
            Model = "20260103T120000-01234567",
            Verdict = ProofVerdict.Proven,
            Capital = 100_000,
            Investable = 100_000,
            TargetVolatility = 0.1,
            Volatility = 0.0987,
            Invested = 45_678.5,
            Cash = 54_321.5,
            CovarianceDays = 66,
            CovarianceFrom = new(2025, 9, 29),
            MeanCorrelation = 0.31,
            Shrinkage = 0.42,
            Positions =
            [
                new()
                {
                    Ticker = "AAPL",
                    Price = 187.25,
                    PricedOn = new(2026, 1, 2),
                    Shares = 150,
                    Worth = 28_087.5,
                    Weight = 0.280875,
                    Volatility = 0.2345,
                    Forecast = "risk",
                    RiskShare = 0.61,
                    Held = 160.5,
                    Trade = -10.5,
                },
                new()
                {
                    Ticker = "KO",
                    Price = 60,
                    PricedOn = new(2026, 1, 2),
                    Shares = 0,
                    Worth = 0,
                    Weight = 0,
                    RiskShare = 0,
                    Held = 12,
                    Trade = -12,
                },
            ],
            LeftOut = [new("NEW", "it has 60 bars, but covariances need 67", 5)],
            Unknown = ["Direction: every ticker is held long."],
            Notes = ["The limit of 25 % of what is sized in one ticker cut 1 position(s)."],
        };

    public SizeReport Size(SizeRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        Answer(request, SampleSize);

    public int ExportRisk(
        RiskRequest request,
        string path,
        bool replace,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer((request, path), 252);
}
