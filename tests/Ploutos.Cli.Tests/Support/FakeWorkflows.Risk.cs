using Ploutos.Research.Training;
using Ploutos.Signals.Risk;
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

    public int ExportRisk(
        RiskRequest request,
        string path,
        bool replace,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer((request, path), 252);
}
