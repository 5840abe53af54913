using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Daily;

/// <summary>The daily run's risk forecasts against what came, beside EWMA(0.94) on the same days. Only
/// forecasts made in time count, and only those whose figures are defined for both. Observed and
/// simulated bars are never scored together: the simulated ones count only where the newest day's
/// are all simulated, else the observed ones. Intervals are 95 %: blocks of days are drawn, since
/// the days of two forecasts overlap.</summary>
public sealed record LiveRiskScore
{
    /// <summary>Whether the bars were made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Forecasts scored.</summary>
    public required int Rows { get; init; }

    /// <summary>Days that they were made on.</summary>
    public required int Days { get; init; }

    /// <summary>The first of them.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last of them.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Mean QLIKE of the expected volatility (Patton 2011); lower is better.</summary>
    public required double Qlike { get; init; }

    /// <summary>Mean QLIKE of EWMA.</summary>
    public required double EwmaQlike { get; init; }

    /// <summary>EWMA's QLIKE less the model's: above 0 the model is better.</summary>
    public required Interval QlikeGain { get; init; }

    /// <summary>Root mean square of log(realised / forecast).</summary>
    public required double LogError { get; init; }

    /// <summary>The same of EWMA.</summary>
    public required double EwmaLogError { get; init; }

    /// <summary>EWMA's squared log error less the model's: above 0 the model is better.</summary>
    public required Interval LogErrorGain { get; init; }

    /// <summary>Share of moves below the 5 % loss limit; 0.05 would be exact.</summary>
    public required Interval Beyond { get; init; }

    /// <summary>The same of EWMA's limit, which takes moves for normal.</summary>
    public required double EwmaBeyond { get; init; }

    /// <summary>Scores forecasts; null where none can be.</summary>
    /// <param name="risks">Forecasts with what became of them.</param>
    public static LiveRiskScore? Of(IReadOnlyList<StoredRisk> risks)
    {
        ArgumentNullException.ThrowIfNull(risks);
        IReadOnlyList<StoredRisk> own = RiskLedger.OfOneOrigin(risks);
        RiskOutcome[] scored =
        [
            .. own.Select(r => r.Outcome)
                .OfType<RiskOutcome>()
                .Where(o =>
                    o
                        is {
                            Late: false,
                            Qlike: not null,
                            EwmaQlike: not null,
                            LogError: not null,
                            EwmaLogError: not null
                        }
                ),
        ];
        if (scored.Length == 0)
            return null;
        DateOnly[] days = [.. scored.Select(o => o.AsOf)];
        return new()
        {
            Simulated = own[0].Record.Simulated,
            Rows = scored.Length,
            Days = days.Distinct().Count(),
            From = days.Min(),
            To = days.Max(),
            Qlike = scored.Average(o => o.Qlike!.Value),
            EwmaQlike = scored.Average(o => o.EwmaQlike!.Value),
            QlikeGain = Mean(o => o.EwmaQlike!.Value - o.Qlike!.Value),
            LogError = Math.Sqrt(scored.Average(o => Square(o.LogError!.Value))),
            EwmaLogError = Math.Sqrt(scored.Average(o => Square(o.EwmaLogError!.Value))),
            LogErrorGain = Mean(o => Square(o.EwmaLogError!.Value) - Square(o.LogError!.Value)),
            Beyond = Mean(o => o.Beyond ? 1 : 0),
            EwmaBeyond = scored.Average(o => o.EwmaBeyond ? 1.0 : 0),
        };

        Interval Mean(Func<RiskOutcome, double> of)
        {
            Estimate estimate = BlockBootstrap.Mean(days, [.. scored.Select(of)]);
            return new(estimate.Value, estimate.Low, estimate.High);
        }
    }

    private static double Square(double x) => x * x;
}
